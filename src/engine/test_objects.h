#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "backends/sqlite/sqlite.h"
#include "base/hash.h"
#include "base/text.h"
#include "catalogue/credentials.h"
#include "catalogue/migrate.h"
#include "catalogue/migrations.h"
#include "engine/objects.h"
#include "testing/manual_clock.h"
#include "testing/memory_blobs.h"
#include "testing/seeded_random.h"

namespace vod::engine {

/// What tests of objects stand on: a real database in memory, blobs in memory, a clock that the test moves.
struct ObjectsStand : ::testing::Test {
  std::unique_ptr<Log> log = make_silent_log();
  vod::testing::ManualClock clock;
  vod::testing::SeededRandom random{1};
  vod::testing::MemoryBlobs blobs;
  std::unique_ptr<Database> database = open_sqlite({.ephemeral = true}, *log).value();
  BlobTrash trash;
  Objects objects{*database, blobs, trash, clock, random};
  const Uploader uploader{AppId{1'500'000'001}, FileId{77}, {}};
  const std::string path = "/11112222vodcq1500000001/3333444477/f0.mp4";

  ObjectsStand() { EXPECT_TRUE(catalogue::migrate(*database, catalogue::migrations(), *log)); }

  static ReceivedHashes hashes_of(std::string_view text) { return {to_hex(md5(text)), crc64(bytes_of(text))}; }
  std::unique_ptr<BlobWriter> bytes(std::string_view text) {
    auto writer = objects.begin_bytes().value();
    EXPECT_TRUE(writer->write(bytes_of(text)));
    return writer;
  }
  Result<catalogue::ObjectRow> put(const std::string& at, std::string_view text) {
    return objects.put(uploader, at, "video/mp4", *bytes(text), hashes_of(text));
  }
  std::string initiate() { return objects.initiate(uploader, path, "video/mp4").value(); }
  Done put_part(const std::string& upload_id, std::int64_t number, std::string_view text) {
    VOD_TRY(const auto upload, objects.open_upload(path, upload_id));
    return objects.put_part(uploader, upload, number, *bytes(text), hashes_of(text));
  }
  static ListedPart listed(std::int64_t number, std::string_view text) { return {number, to_hex(md5(text))}; }
  Result<catalogue::ObjectRow> complete(const std::string& upload_id, const std::vector<ListedPart>& parts) {
    return objects.complete(uploader, path, upload_id, parts);
  }

  std::string read(ObjectBody& body) {
    std::string text;
    while (const auto slice = body.next().value()) {
      std::string piece(slice->size_bytes, '\0');
      EXPECT_EQ(slice->reader->read(slice->offset, std::as_writable_bytes(std::span(piece))).value(), piece.size());
      text += piece;
    }
    return text;
  }
  std::string content(const std::string& at, std::uint64_t offset = 0, std::uint64_t size_bytes = UINT64_MAX) {
    const auto object = objects.find(at).value();
    return read(*objects.body(object, offset, std::min(size_bytes, object.size_bytes - offset)).value());
  }
  void seal(const std::string& folder) {
    ASSERT_TRUE(database->write([&](Transaction& tx) { return seal_folder(tx, folder); }));
  }
  void empty_trash() {
    for (const auto& blob : trash.take(1'000'000)) EXPECT_TRUE(blobs.remove(blob));
  }
  std::int64_t count(std::string_view table) {
    std::int64_t rows = -1;
    EXPECT_TRUE(database->read([&](ReadTransaction& tx) {
      return tx.query("SELECT count(*) FROM " + std::string(table), {},
                      [&](const SqlRow& row) { rows = row.integer(0); });
    }));
    return rows;
  }
};

}  // namespace vod::engine
