#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/text.h"
#include "model/errors.h"
#include "ports/blobs.h"

namespace vod {

/// What every answer to the port Blobs must hold. Instantiate it with a function that makes a fresh, empty store; what
/// the store stands on goes with the pointer's deleter.
using MakeBlobs = std::function<std::shared_ptr<Blobs>()>;

class BlobsContract : public ::testing::TestWithParam<MakeBlobs> {
 protected:
  std::shared_ptr<Blobs> blobs = GetParam()();

  BlobId stored(std::string_view text) const {
    auto writer = blobs->create().value();
    EXPECT_TRUE(writer->write(bytes_of(text)));
    return writer->commit().value();
  }
  std::string content(const BlobReader& reader, std::uint64_t offset = 0, std::size_t count = 1 << 20) const {
    std::string text(count, '\0');
    const std::size_t read = reader.read(offset, std::as_writable_bytes(std::span(text))).value();
    text.resize(read);
    return text;
  }
  std::string content(const BlobId& id) const { return content(*blobs->open(id).value()); }
  std::vector<BlobId> all(std::size_t page = 3) const {
    std::vector<BlobId> ids;
    while (true) {
      const auto more = blobs->list(ids.empty() ? "" : ids.back().value, page).value();
      if (more.empty()) return ids;
      EXPECT_LE(more.size(), page);
      ids.insert(ids.end(), more.begin(), more.end());
    }
  }
};

TEST_P(BlobsContract, CommittedBytesCanBeReadByTheIdThatWasKnownBefore) {
  auto writer = blobs->create().value();
  const BlobId id = writer->id();
  ASSERT_TRUE(writer->write(bytes_of("first, ")));
  ASSERT_TRUE(writer->write(bytes_of("second")));
  EXPECT_EQ(writer->size_bytes(), 13U);
  EXPECT_EQ(writer->commit().value(), id);
  EXPECT_EQ(content(id), "first, second");
  EXPECT_EQ(blobs->stat(id).value().size_bytes, 13U);
  EXPECT_EQ(blobs->open(id).value()->size_bytes(), 13U);
}

TEST_P(BlobsContract, IdsAreThirtyTwoHexDigitsAndDiffer) {
  const BlobId first = stored("a");
  const BlobId second = stored("a");
  EXPECT_EQ(first.value.size(), 32U);
  EXPECT_EQ(first.value.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_NE(first, second);
}

TEST_P(BlobsContract, NothingIsThereBeforeTheCommit) {
  const auto writer = blobs->create().value();
  ASSERT_TRUE(writer->write(bytes_of("half")));
  EXPECT_EQ(blobs->open(writer->id()).error().code, ErrorCode::not_found);
  EXPECT_EQ(blobs->stat(writer->id()).error().code, ErrorCode::not_found);
  EXPECT_TRUE(all().empty());
}

TEST_P(BlobsContract, ADroppedWriterLeavesNothing) {
  auto writer = blobs->create().value();
  const BlobId id = writer->id();
  ASSERT_TRUE(writer->write(bytes_of("half")));
  writer.reset();
  EXPECT_EQ(blobs->open(id).error().code, ErrorCode::not_found);
  EXPECT_TRUE(all().empty());
}

TEST_P(BlobsContract, AnEmptyBlobIsABlob) {
  const BlobId id = stored("");
  EXPECT_EQ(blobs->stat(id).value().size_bytes, 0U);
  EXPECT_EQ(content(id), "");
}

TEST_P(BlobsContract, ReadsStartAnywhereAndEndAtTheEnd) {
  const auto reader = blobs->open(stored("0123456789")).value();
  EXPECT_EQ(content(*reader, 3, 4), "3456");
  EXPECT_EQ(content(*reader, 8, 4), "89");
  EXPECT_EQ(content(*reader, 10, 4), "");
  EXPECT_EQ(content(*reader, 1'000'000, 4), "");
}

TEST_P(BlobsContract, AnOpenReaderOutlivesTheBlob) {
  const BlobId id = stored("still here");
  const auto reader = blobs->open(id).value();
  ASSERT_TRUE(blobs->remove(id));
  EXPECT_EQ(content(*reader), "still here");
  EXPECT_EQ(blobs->open(id).error().code, ErrorCode::not_found);
}

TEST_P(BlobsContract, RemovingTwiceIsNoError) {
  const BlobId id = stored("x");
  EXPECT_TRUE(blobs->remove(id));
  EXPECT_TRUE(blobs->remove(id));
  EXPECT_TRUE(blobs->remove({std::string(32, '0')}));
}

TEST_P(BlobsContract, WhatIsNoIdIsNotFound) {
  for (const std::string text : {"", "x", "../../etc/passwd", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
    EXPECT_EQ(blobs->open({text}).error().code, ErrorCode::not_found) << text;
    EXPECT_EQ(blobs->stat({text}).error().code, ErrorCode::not_found) << text;
    EXPECT_EQ(blobs->local_path({text}).error().code, ErrorCode::not_found) << text;
    EXPECT_TRUE(blobs->remove({text})) << text;
  }
}

TEST_P(BlobsContract, AppendTakesWholeBlobsInOrder) {
  const BlobId first = stored("one ");
  const BlobId second = stored(std::string(3'000'000, 'b'));
  auto writer = blobs->create().value();
  ASSERT_TRUE(writer->append(first));
  ASSERT_TRUE(writer->write(bytes_of("two ")));
  ASSERT_TRUE(writer->append(second));
  ASSERT_TRUE(writer->append(first));
  EXPECT_EQ(writer->size_bytes(), 3'000'012U);
  const auto reader = blobs->open(writer->commit().value()).value();
  EXPECT_EQ(content(*reader, 0, 10), "one two bb");
  EXPECT_EQ(content(*reader, 3'000'006, 10), "bbone ");
  EXPECT_EQ(content(first), "one ");
}

TEST_P(BlobsContract, AppendingWhatIsNotThereFails) {
  auto writer = blobs->create().value();
  EXPECT_EQ(writer->append({std::string(32, '0')}).error().code, ErrorCode::not_found);
}

TEST_P(BlobsContract, ListGivesEveryBlobOnceInAFixedOrder) {
  std::vector<BlobId> expected;
  for (int i = 0; i < 20; ++i) expected.push_back(stored(std::to_string(i)));
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(all(3), expected);
  EXPECT_EQ(all(1), expected);
  EXPECT_EQ(all(1'000), expected);
}

TEST_P(BlobsContract, AListGoesOnBehindARemovedCursor) {
  std::vector<BlobId> ids;
  for (int i = 0; i < 6; ++i) ids.push_back(stored("x"));
  std::sort(ids.begin(), ids.end());
  ASSERT_TRUE(blobs->remove(ids[2]));
  EXPECT_EQ(blobs->list(ids[2].value, 2).value(), (std::vector<BlobId>{ids[3], ids[4]}));
}

TEST_P(BlobsContract, AdoptTakesAFileOfAWorkFolderAway) {
  const auto folder = blobs->make_work_folder().value();
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::ofstream(folder / "out.mp4") << "made by a task";
  const BlobId id = blobs->adopt(folder / "out.mp4").value();
  EXPECT_EQ(content(id), "made by a task");
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::filesystem::remove_all(folder);
  EXPECT_EQ(content(id), "made by a task");
}

TEST_P(BlobsContract, AdoptRefusesWhatIsNoRegularFile) {
  const auto folder = blobs->make_work_folder().value();
  std::filesystem::create_symlink("/etc/hostname", folder / "link");
  std::filesystem::create_directory(folder / "folder");
  EXPECT_FALSE(blobs->adopt(folder / "link"));
  EXPECT_FALSE(blobs->adopt(folder / "folder"));
  EXPECT_EQ(blobs->adopt(folder / "missing").error().code, ErrorCode::not_found);
  EXPECT_TRUE(all().empty());
  std::filesystem::remove_all(folder);
}

TEST_P(BlobsContract, WorkFoldersDiffer) {
  const auto first = blobs->make_work_folder().value();
  const auto second = blobs->make_work_folder().value();
  EXPECT_NE(first, second);
  std::filesystem::remove_all(first);
  std::filesystem::remove_all(second);
}

TEST_P(BlobsContract, ProgramsCanReadABlobAtItsPath) {
  const BlobId id = stored("for a program");
  std::ifstream file(blobs->local_path(id).value());
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "for a program");
  EXPECT_EQ(blobs->local_path({std::string(32, '0')}).error().code, ErrorCode::not_found);
}

TEST_P(BlobsContract, UsedShareIsAShare) {
  const double share = blobs->used_share().value();
  EXPECT_GE(share, 0.0);
  EXPECT_LE(share, 1.0);
}

TEST_P(BlobsContract, ManyThreadsStoreAndReadAtOnce) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([this, t] {
      for (int i = 0; i < 10; ++i) {
        const std::string text = std::to_string(t) + "/" + std::to_string(i);
        EXPECT_EQ(content(stored(text)), text);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(all(7).size(), 40U);
}

}  // namespace vod
