#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/keys.h"
#include "backends/sqlite/sqlite.h"
#include "base/hash.h"
#include "base/text.h"
#include "catalogue/credentials.h"
#include "catalogue/migrate.h"
#include "catalogue/migrations.h"
#include "model/errors.h"
#include "model/paths.h"
#include "server/object_service.h"
#include "testing/manual_clock.h"
#include "testing/memory_blobs.h"
#include "testing/seeded_random.h"
#include "wire/q_signature.h"

namespace vod {

/// What came of one request, as the client sees it.
struct Seen {
  unsigned status = 0;
  ObjectRequest::Headers headers;
  std::string body;

  std::string header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
      if (equal_ignoring_case(key, name)) return value;
    }
    return {};
  }
  /// The text of the first element of that name.
  std::string element(const std::string& name) const {
    const auto begin = body.find("<" + name + ">");
    if (begin == std::string::npos) return {};
    const auto from = begin + name.size() + 2;
    return body.substr(from, body.find("</" + name + ">", from) - from);
  }
  std::string code() const { return element("Code"); }
};

/// Object storage on a real database in memory, blobs in memory and a clock that the test moves, with one temporary key
/// for the folder of one media, and a lasting key.
struct ObjectServiceStand : ::testing::Test {
  static constexpr AppId app{1'500'000'001};
  static constexpr FileId file{5'285'890'784'273'533'167};

  std::unique_ptr<Log> log = make_silent_log();
  testing::ManualClock clock{1'700'000'000'000};
  testing::SeededRandom random{1};
  testing::MemoryBlobs blobs;
  std::unique_ptr<Database> database = open_sqlite({.ephemeral = true}, *log).value();
  engine::BlobTrash trash;
  engine::Objects objects{*database, blobs, trash, clock, random};
  RootKey keys{"AKIDROOT", "rootsecret"};
  ObjectService service{*database, objects, keys, clock, random, *log};
  const std::string folder = media_folder(app, file);
  const std::string path = folder + "f0.mp4";

  struct SigningKey {
    std::string id = "AKIDTEMP";
    std::string secret = "tempsecret";
    std::string token = "temptoken";
  };
  SigningKey temporary;
  SigningKey root{"AKIDROOT", "rootsecret", ""};

  ObjectServiceStand() {
    EXPECT_TRUE(catalogue::migrate(*database, catalogue::migrations(), *log));
    catalogue::UploadCredentials credentials{temporary.id, temporary.secret,           temporary.token, folder, app,
                                             file,         clock.wall_ms() + 3'600'000};
    EXPECT_TRUE(database->write([&](Transaction& tx) { return catalogue::add_credentials(tx, credentials); }));
  }

  ObjectRequest request(const std::string& method, const std::string& target, ObjectRequest::Headers headers = {}) {
    ObjectRequest made{method, target, std::move(headers), {}, false};
    made.headers.emplace_back("Host", "127.0.0.1:9266");
    return made;
  }
  ObjectRequest with_signature(ObjectRequest made, const SigningKey& key, std::int64_t valid_s = 900) {
    const std::int64_t now_s = clock.wall_ms() / 1'000;
    const auto signed_part = wire::q_request(made.method, made.target, made.headers);
    made.headers.emplace_back("Authorization",
                              wire::q_authorization(signed_part, key.id, key.secret, now_s - 1, now_s + valid_s));
    if (!key.token.empty()) made.headers.emplace_back("x-cos-security-token", key.token);
    return made;
  }
  /// Sends the request and its body in pieces of an odd size.
  Seen send(ObjectRequest made, std::string_view body = {}, std::optional<std::uint64_t> content_length = {}) {
    made.content_length = content_length.value_or(body.size());
    ObjectPlan plan = service.begin(made);
    made = {};  // What the plan needs of the request it has copied.
    if (const auto* sink = std::get_if<std::unique_ptr<BodySink>>(&plan)) {
      for (std::size_t at = 0; at < body.size(); at += 7) {
        if (auto early = (*sink)->write(bytes_of(body.substr(at, 7))))
          return {early->status, early->headers, early->body};
      }
      auto answer = (*sink)->finish();
      return {answer.status, answer.headers, answer.body};
    }
    if (const auto* answer = std::get_if<ObjectAnswer>(&plan)) return {answer->status, answer->headers, answer->body};
    auto& stored = std::get<FileAnswer>(plan);
    Seen seen{stored.head.status, stored.head.headers, {}};
    while (stored.body) {
      const auto slice = stored.body->next().value();
      if (!slice) break;
      std::string piece(slice->size_bytes, '\0');
      EXPECT_EQ(slice->reader->read(slice->offset, std::as_writable_bytes(std::span(piece))).value(), piece.size());
      seen.body += piece;
    }
    return seen;
  }
  Seen call(const std::string& method, const std::string& target, std::string_view body = {},
            ObjectRequest::Headers headers = {}) {
    return send(with_signature(request(method, target, std::move(headers)), temporary), body);
  }
  Seen get(const std::string& target, ObjectRequest::Headers headers = {}) {
    return send(request("GET", target, std::move(headers)));
  }
  std::string initiate() { return call("POST", path + "?uploads=").element("UploadId"); }
  static std::string etag_of(std::string_view text) { return "\"" + to_hex(md5(text)) + "\""; }
  static std::string part_list(const std::vector<std::pair<int, std::string>>& parts) {
    std::string xml = "<CompleteMultipartUpload>";
    for (const auto& [number, text] : parts) {
      xml += "<Part><PartNumber>" + std::to_string(number) + "</PartNumber><ETag>&quot;" + to_hex(md5(text)) +
             "&quot;</ETag></Part>";
    }
    return xml + "</CompleteMultipartUpload>";
  }
  /// An object of these parts.
  void upload(const std::vector<std::string>& texts) {
    const std::string id = initiate();
    std::vector<std::pair<int, std::string>> parts;
    for (const auto& text : texts) {
      const int number = static_cast<int>(parts.size()) + 1;
      parts.emplace_back(number, text);
      ASSERT_EQ(call("PUT", path + "?partNumber=" + std::to_string(number) + "&uploadId=" + id, text).status, 200U);
    }
    ASSERT_EQ(call("POST", path + "?uploadId=" + id, part_list(parts)).status, 200U);
  }
};

}  // namespace vod
