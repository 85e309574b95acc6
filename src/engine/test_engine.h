#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "backends/sqlite/sqlite.h"
#include "base/bells.h"
#include "base/log.h"
#include "catalogue/apps.h"
#include "catalogue/events.h"
#include "catalogue/media.h"
#include "catalogue/migrations.h"
#include "catalogue/objects.h"
#include "catalogue/tasks.h"
#include "engine/apps.h"
#include "engine/tasks.h"
#include "engine/uploads.h"
#include "model/errors.h"
#include "model/paths.h"
#include "testing/seeded_random.h"

namespace vod::engine {

/// What tests of decisions stand on: a real database in memory with one application that pulls all of its events.
struct EngineStand : ::testing::Test {
  static constexpr AppId app{1'500'000'001};
  static constexpr std::int64_t now_ms = 1'700'000'000'000;

  std::unique_ptr<Log> log = make_silent_log();
  vod::testing::SeededRandom random{1};
  Bells bells;
  std::unique_ptr<Database> database = open_sqlite({.ephemeral = true}, *log).value();
  const wire::PublicUrl url{"http://vod.example.net"};

  EngineStand() {
    EXPECT_TRUE(catalogue::migrate(*database, catalogue::migrations(), *log));
    App row;
    row.id = app;
    row.name = "main";
    row.events.mode = EventMode::pull;
    row.events.upload_switch = true;
    row.events.delete_switch = true;
    EXPECT_TRUE(write([&](Transaction& tx) { return catalogue::insert_app(tx, row); }));
  }

  Done write(const Database::Change& change) { return database->write(change); }
  /// The wire code of a change that is refused; "" when it was done.
  std::string refusal(const Database::Change& change) {
    const auto written = write(change);
    return written ? std::string() : std::string(error_row(written.error().code).wire_code);
  }
  template <class Value, class Find>
  Value read(Find find) {
    Value value{};
    EXPECT_TRUE(database->read([&](ReadTransaction& tx) -> Done {
      VOD_TRY(value, find(tx));
      return done();
    }));
    return value;
  }

  UploadGrant apply(const std::string& request_json = R"({"MediaType":"mp4","MediaName":"harbour"})",
                    const std::string& cover_type = "") {
    UploadGrant grant;
    EXPECT_TRUE(write([&](Transaction& tx) -> Done {
      VOD_TRY(grant, apply_upload(tx, random, {app, "mp4", cover_type, request_json}, now_ms));
      return done();
    }));
    return grant;
  }
  /// What object storage writes when bytes have come.
  void put_object(const std::string& path, FileId file) {
    catalogue::ObjectRow object;
    object.path = path;
    object.app = app;
    object.file = file;
    object.blob = BlobId{random.hex(32)};
    object.size_bytes = 10;
    object.created_ms = now_ms;
    EXPECT_TRUE(write([&](Transaction& tx) { return catalogue::save_object(tx, object); }));
  }
  Result<CommittedUpload> commit(const std::string& session_key) {
    CommittedUpload committed;
    VOD_TRY(write([&](Transaction& tx) -> Done {
      VOD_TRY(committed, commit_upload(tx, bells, app, session_key, now_ms));
      return done();
    }));
    return committed;
  }
  /// A media that was uploaded and committed.
  FileId media() {
    const UploadGrant grant = apply();
    put_object(grant.session.media_path, grant.session.file);
    return commit(grant.session.session_key).value().file;
  }
  TaskId procedure(FileId file, const TaskWish& wish = {.app = app, .session_id = {}, .session_context = {}}) {
    wire::MediaProcessTaskInput input;
    for (const std::uint64_t definition : {100010, 100020}) {
      wire::TranscodeTaskInput transcode;
      transcode.Definition = definition;
      input.TranscodeTaskSet.push_back(transcode);
    }
    TaskId id;
    EXPECT_TRUE(write([&](Transaction& tx) -> Done {
      VOD_TRY(id, start_procedure(tx, bells, random, wish, file, input, now_ms));
      return done();
    }));
    return id;
  }
  Task task(const TaskId& id) {
    return *read<std::optional<Task>>([&](ReadTransaction& tx) { return catalogue::find_task(tx, app, id); });
  }
  std::optional<Media> find(FileId file) {
    return read<std::optional<Media>>([&](ReadTransaction& tx) { return catalogue::find_media(tx, app, file); });
  }
  /// All events in order.
  std::vector<Event> events() {
    std::vector<Event> all;
    for (std::uint64_t sequence = 1;; ++sequence) {
      auto event = read<std::optional<Event>>([&](ReadTransaction& tx) { return catalogue::find_event(tx, sequence); });
      if (!event) return all;
      all.push_back(std::move(*event));
    }
  }
};

}  // namespace vod::engine
