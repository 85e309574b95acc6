#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "backends/disk_blobs/disk_blobs.h"
#include "backends/sqlite/sqlite.h"
#include "catalogue/apps.h"
#include "catalogue/media.h"
#include "catalogue/migrate.h"
#include "catalogue/migrations.h"
#include "catalogue/objects.h"
#include "catalogue/outputs.h"
#include "catalogue/tasks.h"
#include "catalogue/uploads.h"
#include "model/paths.h"
#include "pipeline/task_runner.h"
#include "pipeline/test_clips.h"
#include "pipeline/workshop.h"
#include "testing/fake_outbound.h"

namespace vod {

/// For tests: database, blobs and FFmpeg as in the server, the network by a stand-in.
class PipelineTest : public MediaTest {
 protected:
  static constexpr AppId app{1'500'000'001};
  static constexpr FileId file{5'285'890'784'273'533'167};

  void SetUp() override {
    MediaTest::SetUp();
    database_ = open_sqlite({.path = folder_ / "database", .ephemeral = true}, *log_).value();
    ASSERT_TRUE(catalogue::migrate(*database_, catalogue::migrations(), *log_));
    blobs_ = DiskBlobs::open(folder_ / "data", random_).value();
    workshop_.reset(new Workshop{.database = *database_,
                                 .blobs = *blobs_,
                                 .processes = processes(),
                                 .outbound = outbound_,
                                 .bells = bells_,
                                 .clock = clock_,
                                 .random = random_,
                                 .log = *log_,
                                 .progress = progress_,
                                 .url = {"http://media.test"},
                                 .plan = {.speed = "ultrafast"},
                                 .pull_bytes_max = 10 << 20});
    App mine;
    mine.id = app;
    mine.events.mode = EventMode::pull;
    mine.events.upload_switch = true;
    write([&](Transaction& tx) { return catalogue::insert_app(tx, mine); });
    pump_ = std::jthread([this](const std::stop_token& stop) {
      while (!stop.stop_requested()) {
        outbound_.step();
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
      }
    });
  }
  void TearDown() override {
    pump_.request_stop();
    pump_.join();
    workshop_.reset();
    database_.reset();
    blobs_.reset();
    MediaTest::TearDown();
  }

  void write(const Database::Change& change) {
    const auto written = database_->write(change);
    ASSERT_TRUE(written) << message_of(written.error());
  }
  BlobId blob_of(const std::filesystem::path& source) {
    const auto copy = folder_ / "copy";
    std::filesystem::copy_file(source, copy, std::filesystem::copy_options::overwrite_existing);
    return blobs_->adopt(copy).value();
  }
  /// A media with the file's bytes, as CommitUpload leaves it.
  void upload(const std::filesystem::path& source) {
    Media media;
    media.app = app;
    media.id = file;
    media.name = "clip";
    media.type = "mp4";
    media.category = "Video";
    media.path = media_folder(app, file) + "original.mp4";
    catalogue::ObjectRow object;
    object.path = media.path;
    object.app = app;
    object.file = file;
    object.blob = blob_of(source);
    object.size_bytes = std::filesystem::file_size(source);
    write([&](Transaction& tx) -> Done {
      VOD_TRY(catalogue::insert_media(tx, media));
      VOD_TRY(catalogue::save_object(tx, object));
      return catalogue::insert_ingest(tx, {app, file}, 1);
    });
  }
  /// A waiting procedure with these templates, as ProcessMedia leaves it.
  TaskId process(const std::vector<int>& definitions, NotifyMode notify = NotifyMode::finish) {
    wire::ProcedureTask state;
    state.Status = "PROCESSING";
    for (const int definition : definitions) {
      wire::MediaProcessTaskResult result;
      result.Type = "Transcode";
      wire::MediaProcessTaskTranscodeResult transcode;
      transcode.Status = "PROCESSING";
      wire::TranscodeTaskInput input;
      input.Definition = static_cast<std::uint64_t>(definition);
      transcode.Input = input;
      result.TranscodeTask = transcode;
      state.MediaProcessResultSet.push_back(result);
    }
    return insert(std::move(state), notify);
  }
  TaskId insert(wire::ProcedureTask state, NotifyMode notify) {
    Task task;
    task.id = {"task-" + random_.hex(8)};
    state.TaskId = task.id.value;
    task.app = app;
    task.type = TaskType::procedure;
    task.file = file;
    task.notify = notify;
    task.created_ms = 1;
    task.detail_json = wire::encode_text(state);
    write([&](Transaction& tx) { return catalogue::insert_task(tx, task); });
    return task.id;
  }

  template <class Value, class Find>
  Value read(Find find) {
    Value value{};
    const auto looked = database_->read([&](ReadTransaction& tx) -> Done {
      VOD_TRY(value, find(tx));
      return done();
    });
    EXPECT_TRUE(looked);
    return value;
  }
  Task task(const TaskId& id) {
    return read<std::optional<Task>>([&](ReadTransaction& tx) { return catalogue::find_task(tx, app, id); }).value();
  }
  wire::ProcedureTask state(const TaskId& id) {
    return wire::decode_answer<wire::ProcedureTask>(std::string_view(task(id).detail_json)).value();
  }
  std::vector<Output> outputs() {
    return read<std::vector<Output>>([&](ReadTransaction& tx) { return catalogue::list_outputs(tx, app, file); });
  }
  Media media() {
    return read<std::optional<Media>>([&](ReadTransaction& tx) { return catalogue::find_media(tx, app, file); })
        .value();
  }
  bool is_served(const std::string& path) {
    const auto object = read<std::optional<catalogue::ObjectRow>>(
        [&](ReadTransaction& tx) { return catalogue::find_object(tx, path); });
    return object && object->blob && blobs_->stat(*object->blob) &&
           blobs_->stat(*object->blob).value().size_bytes == object->size_bytes;
  }
  std::vector<wire::EventContent> events() {
    std::vector<wire::EventContent> all;
    const auto looked = database_->read([&](ReadTransaction& tx) {
      return tx.query("SELECT body FROM events ORDER BY seq", {}, [&](const SqlRow& row) {
        all.push_back(wire::decode_answer<wire::EventContent>(row.text(0)).value());
      });
    });
    EXPECT_TRUE(looked);
    return all;
  }

  std::unique_ptr<Log> log_ = make_silent_log();
  Bells bells_;
  SystemClock clock_;
  ProgressBoard progress_;
  vod::testing::FakeOutbound outbound_{clock_};
  std::unique_ptr<Database> database_;
  std::unique_ptr<Blobs> blobs_;
  std::unique_ptr<Workshop> workshop_;
  std::jthread pump_;
};

}  // namespace vod
