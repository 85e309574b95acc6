#include "media_clients.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "catalogue/events.h"
#include "catalogue/media.h"
#include "catalogue/task_events.h"
#include "catalogue/tasks.h"
#include "catalogue/uploads.h"
#include "engine/media.h"
#include "engine/tasks.h"
#include "engine/uploads.h"
#include "model/errors.h"
#include "model/limits.h"
#include "violation.h"
#include "wire/types.h"

namespace vod::simulation {
namespace {

constexpr std::size_t workers_max = 6;
// Tasks and workers of one seed are far fewer.
constexpr int settle_rounds_max = 1'000;

}  // namespace

// --- uploads

void MediaClients::apply() {
  Stage& stage = stage_;
  const engine::UploadWish wish{stage.any_app(), "mp4", "", R"({"MediaType":"mp4","MediaName":"simulated"})"};
  engine::UploadGrant grant;
  const Done written = stage.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(grant, engine::apply_upload(tx, stage.random, wish, stage.clock.wall_ms()));
    return done();
  });
  stage.trace.add("apply: {}", written.has_value());
  if (!written) return;
  Upload& upload = uploads_.emplace_back();
  upload.app = wish.app;
  upload.file = grant.session.file;
  upload.session = grant.session.session_key;
  upload.path = grant.session.media_path;
}

std::unique_ptr<BlobWriter> MediaClients::bytes(const std::string& content, engine::ReceivedHashes& hashes) {
  auto writer = stage_.run->objects().begin_bytes();
  if (!writer || !writer.value()->write(bytes_of(content))) return nullptr;
  hashes = {to_hex(md5(content)), crc64(bytes_of(content))};
  return std::move(writer).value();
}

void MediaClients::put() {
  Upload* const upload = any_upload();
  if (upload == nullptr) return;
  engine::Objects& objects = stage_.run->objects();
  const engine::Uploader uploader{upload->app, upload->file, {}};
  const std::string content = "content " + std::to_string(++last_content_) + ";";
  engine::ReceivedHashes hashes;
  const auto writer = bytes(content, hashes);
  if (!writer) return;
  if (stage_.chance.percent(50)) {
    upload->contents.insert(content);
    const auto row = objects.put(uploader, upload->path, "video/mp4", *writer, hashes);
    stage_.trace.add("put of {}: {}", upload->file.text(), row.has_value());
    return;
  }
  if (upload->upload_id.empty()) {
    const auto id = objects.initiate(uploader, upload->path, "video/mp4");
    if (!id) return;
    upload->upload_id = id.value();
    upload->parts.clear();
    upload->joined.clear();
  }
  const auto row = objects.open_upload(upload->path, upload->upload_id);
  if (!row) {
    upload->upload_id.clear();
    return;
  }
  const auto number = static_cast<std::int64_t>(upload->parts.size()) + 1;
  const Done written = objects.put_part(uploader, row.value(), number, *writer, hashes);
  stage_.trace.add("part {} of {}: {}", number, upload->file.text(), written.has_value());
  if (!written) return;
  upload->parts.push_back({number, hashes.md5});
  upload->joined += content;
}

void MediaClients::complete() {
  Upload* const upload = any_upload();
  if (upload == nullptr || upload->parts.empty()) return;
  upload->contents.insert(upload->joined);
  const auto row =
      stage_.run->objects().complete({upload->app, upload->file, {}}, upload->path, upload->upload_id, upload->parts);
  stage_.trace.add("complete of {}: {}", upload->file.text(), row.has_value());
  if (row && stage_.chance.percent(70)) upload->upload_id.clear();
}

void MediaClients::commit() {
  Upload* const upload = any_upload();
  if (upload == nullptr) return;
  Stage& stage = stage_;
  upload->was_commit_tried = true;
  engine::CommittedUpload committed;
  const Done written = stage.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(committed,
            engine::commit_upload(tx, stage.run->bells(), upload->app, upload->session, stage.clock.wall_ms()));
    return done();
  });
  stage.trace.add("commit of {}: {}", upload->file.text(), written.has_value());
  if (!written) return;
  if (committed.file != upload->file) violated("I6 commit", "a repeated commit gave another FileId");
  upload->is_committed = true;
}

// As the ingester does it: no waiting row any more and the event, in one change.
void MediaClients::ingest() {
  Stage& stage = stage_;
  const Done written = stage.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(const auto waiting, catalogue::list_ingests(tx, 4));
    for (const catalogue::Ingest& one : waiting) {
      VOD_TRY(const bool ours, catalogue::erase_ingest(tx, one));
      VOD_TRY(const auto media, catalogue::find_media(tx, one.app, one.file));
      if (!ours || !media) continue;
      EventDraft draft;
      draft.app = one.app;
      draft.type = EventType::new_file_upload;
      draft.file = one.file;
      draft.created_ms = stage.clock.wall_ms();
      draft.body = R"({"EventType":"NewFileUpload","FileUploadEvent":{"FileId":")" + one.file.text() + R"("}})";
      VOD_TRY(catalogue::append_event(tx, stage.run->bells(), draft));
    }
    return done();
  });
  stage.trace.add("ingest: {}", written.has_value());
}

void MediaClients::join() {
  (void)stage_.run->joiner().step(stage_.clock.monotonic_ms());
  stage_.trace.add("join");
}

void MediaClients::remove() {
  Upload* const upload = any_upload();
  if (upload == nullptr || !upload->is_committed) return;
  Stage& stage = stage_;
  upload->was_delete_tried = true;
  const Done written = stage.database.write([&](Transaction& tx) -> Done {
    return engine::delete_media(tx, stage.run->bells(), stage.run->trash(), upload->app, upload->file, {},
                                stage.run->url(), stage.clock.wall_ms());
  });
  stage.trace.add("delete of {}: {}", upload->file.text(), written.has_value());
}

void MediaClients::sweep() {
  for (int step = 0; step < 4; ++step) (void)stage_.run->sweep().step(stage_.clock.monotonic_ms());
  stage_.trace.add("sweep leaves {} blobs", stage_.blobs.count());
  check_files();
}

// --- tasks

void MediaClients::start_task() {
  Upload* const upload = any_upload();
  if (upload == nullptr || !upload->is_committed) return;
  Stage& stage = stage_;
  engine::TaskWish wish;
  wish.app = upload->app;
  wish.priority = static_cast<int>(stage.chance.between(-10, 10));
  wish.notify = static_cast<NotifyMode>(stage.chance.below(3));
  wire::MediaProcessTaskInput input;
  wire::TranscodeTaskInput transcode;
  transcode.Definition = 100'010;
  input.TranscodeTaskSet.push_back(transcode);
  TaskId id;
  const Done written = stage.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(id, engine::start_procedure(tx, stage.run->bells(), stage.random, wish, upload->file, input,
                                        stage.clock.wall_ms()));
    return done();
  });
  stage.trace.add("task on {}: {}", upload->file.text(), written.has_value());
  if (written) tasks_[id.value] = {wish.app, wish.notify, true, false};
}

void MediaClients::claim() {
  if (workers_.size() >= workers_max) return;
  Stage& stage = stage_;
  std::optional<Task> task;
  const Done written = stage.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(task, catalogue::claim_task(tx, stage.clock.wall_ms()));
    return done();
  });
  stage.trace.add("claim: {}", written && task ? task->id.value : "nothing");
  if (!written || !task) return;
  workers_.push_back({*task});
}

std::optional<bool> MediaClients::update(Worker& worker, bool is_end) {
  Stage& stage = stage_;
  bool may_write = false;
  bool was_written = false;
  Task task = worker.task;
  if (is_end) {
    task.status = TaskStatus::finish;
    task.finish_ms = stage.clock.wall_ms();
  }
  const Done written = stage.database.write([&](Transaction& tx) -> Done {
    may_write = was_written = false;
    VOD_TRY(tx.query("SELECT fence, status FROM tasks WHERE task_id = $1", {std::string_view(task.id.value)},
                     [&](const SqlRow& row) {
                       may_write = row.integer(0) == worker.task.fence &&
                                   row.integer(1) == static_cast<std::int64_t>(TaskStatus::processing);
                     }));
    VOD_TRY(was_written, catalogue::update_claimed_task(tx, task));
    if (!was_written || !is_end) return done();
    wire::ProcedureTask state;
    state.TaskId = task.id.value;
    state.Status = "FINISH";
    return catalogue::append_procedure_event(tx, stage.run->bells(), task, state, stage.run->url(),
                                             stage.clock.wall_ms(), true);
  });
  if (!written) return {};
  if (was_written && !may_write) {
    violated("I7 stale worker", "a worker with the old fence {} wrote to task {}", worker.task.fence, task.id.value);
  }
  return was_written;
}

void MediaClients::report() {
  Worker* const worker = any_worker();
  if (worker == nullptr) return;
  const auto taken = update(*worker, false);
  stage_.trace.add("worker of {} reports: {}", worker->task.id.value, taken.value_or(false));
}

void MediaClients::finish() {
  Worker* const worker = any_worker();
  if (worker == nullptr) return;
  const auto taken = update(*worker, true);
  stage_.trace.add("worker of {} ends: {}", worker->task.id.value, taken.value_or(false));
  // Without an answer it tries again.
  if (taken) workers_.erase(workers_.begin() + (worker - workers_.data()));
}

void MediaClients::cancel() {
  if (tasks_.empty()) return;
  Stage& stage = stage_;
  auto task = tasks_.begin();
  std::advance(task, static_cast<std::ptrdiff_t>(stage.chance.below(tasks_.size())));
  const Done written = stage.database.write([&](Transaction& tx) {
    return engine::cancel_task(tx, stage.run->bells(), task->second.app, {task->first}, stage.run->url(),
                               stage.clock.wall_ms());
  });
  stage.trace.add("cancel of {}: {}", task->first, written.has_value());
}

void MediaClients::abort() {
  if (tasks_.empty()) return;
  Stage& stage = stage_;
  auto task = tasks_.begin();
  std::advance(task, static_cast<std::ptrdiff_t>(stage.chance.below(tasks_.size())));
  const Done written = stage.database.write(
      [&](Transaction& tx) { return engine::abort_task(tx, task->second.app, {task->first}, stage.clock.wall_ms()); });
  stage.trace.add("abort of {}: {}", task->first, written.has_value());
  if (written) task->second.is_aborted = true;
}

// --- the end

void MediaClients::crashed() {
  // Most workers die with the server; one that was paused, or on another machine, comes back.
  std::erase_if(workers_, [&](const Worker&) { return stage_.chance.percent(60); });
}

bool MediaClients::has_waiting_tasks() {
  bool waits = false;
  (void)stage_.database.look("SELECT 1 FROM tasks WHERE status = 0 LIMIT 1", {}, [&](const SqlRow&) { waits = true; });
  return waits;
}

void MediaClients::settle() {
  if (uploads_.empty()) return;
  // Stale workers too: they must not get through.
  for (int round = 0; round < settle_rounds_max && (has_waiting_tasks() || !workers_.empty()); ++round) {
    if (workers_.empty()) claim();
    finish();
  }
  std::int64_t ingests = 1;
  while (ingests > 0) {
    ingest();
    (void)stage_.database.look("SELECT COUNT(*) FROM ingests", {},
                               [&](const SqlRow& row) { ingests = row.integer(0); });
  }
  join();
  check_files();
  check_tasks();
  check_upload_events();
}

void MediaClients::check_tasks() {
  for (const auto& [id, accepted] : tasks_) {
    std::int64_t status = -1;
    std::int64_t ends = 0;
    (void)stage_.database.look("SELECT status FROM tasks WHERE task_id = $1", {std::string_view(id)},
                               [&](const SqlRow& row) { status = row.integer(0); });
    (void)stage_.database.look("SELECT COUNT(*) FROM events WHERE task_id = $1", {std::string_view(id)},
                               [&](const SqlRow& row) { ends = row.integer(0); });
    const bool is_aborted = status == static_cast<std::int64_t>(TaskStatus::aborted);
    if (status != static_cast<std::int64_t>(TaskStatus::finish) && !is_aborted) {
      violated("I7 not ended", "task {} has the status {} at the end", id, status);
    }
    if (accepted.is_aborted && !is_aborted) violated("I7 abort", "task {} was aborted and ended otherwise", id);
    const std::int64_t expected = is_aborted || accepted.notify == NotifyMode::none ? 0 : 1;
    if (ends != expected) violated("I7 events", "task {} has {} ends instead of {}", id, ends, expected);
  }
}

void MediaClients::check_upload_events() {
  for (const Upload& upload : uploads_) {
    std::int64_t events = 0;
    (void)stage_.database.look("SELECT COUNT(*) FROM events WHERE type = 1 AND file_id = $1",
                               {static_cast<std::int64_t>(upload.file.value)},
                               [&](const SqlRow& row) { events = row.integer(0); });
    if (events > 1) violated("I1 twice", "media {} has {} events of its upload", upload.file.text(), events);
    if (events == 0 && upload.is_committed && !upload.was_delete_tried) {
      violated("I1 lost", "media {} has no event of its upload", upload.file.text());
    }
    if (events > 0 && !upload.was_commit_tried)
      violated("I1 invented", "media {} was not committed", upload.file.text());
  }
}

void MediaClients::check_files() {
  std::map<std::string, const Upload*> by_path;
  for (const Upload& upload : uploads_) by_path[upload.path] = &upload;
  (void)stage_.database.look("SELECT path, blob_id, size_bytes, crc64 FROM objects", {}, [&](const SqlRow& row) {
    if (row.is_null(1) || row.text(1).empty()) return;
    const BlobId blob{std::string(row.text(1))};
    const auto reader = stage_.blobs.open(blob);
    if (!reader) violated("I6 swept", "the blob of {} is gone", row.text(0));
    std::string content(reader.value()->size_bytes(), '\0');
    (void)reader.value()->read(0, std::as_writable_bytes(std::span(content)));
    if (content.size() != static_cast<std::size_t>(row.integer(2)) ||
        crc64(bytes_of(content)) != static_cast<std::uint64_t>(row.integer(3))) {
      violated("I6 content", "the blob of {} is not what its row says", row.text(0));
    }
    const auto upload = by_path.find(std::string(row.text(0)));
    if (upload != by_path.end() && !upload->second->contents.contains(content)) {
      violated("I6 content", "{} holds bytes that nobody put there", row.text(0));
    }
  });
  (void)stage_.database.look("SELECT upload_id, blob_id FROM object_parts", {}, [&](const SqlRow& row) {
    if (!stage_.blobs.stat({std::string(row.text(1))})) violated("I6 swept", "a part of {} is gone", row.text(0));
  });
  for (const Upload& upload : uploads_) {
    if (!upload.is_committed || upload.was_delete_tried) continue;
    bool is_there = false;
    (void)stage_.database.look(
        "SELECT 1 FROM media WHERE sub_app_id = $1 AND file_id = $2",
        {static_cast<std::int64_t>(upload.app.value), static_cast<std::int64_t>(upload.file.value)},
        [&](const SqlRow&) { is_there = true; });
    if (!is_there) violated("I6 media lost", "media {} was committed and is gone", upload.file.text());
  }
}

void MediaClients::check_orphans() {
  const auto ids = stage_.blobs.list("", 100'000).value();
  for (const BlobId& id : ids) {
    bool is_named = false;
    const auto note = [&](const SqlRow&) { is_named = true; };
    (void)stage_.database.look("SELECT 1 FROM objects WHERE blob_id = $1", {std::string_view(id.value)}, note);
    (void)stage_.database.look("SELECT 1 FROM object_parts WHERE blob_id = $1", {std::string_view(id.value)}, note);
    if (!is_named) violated("I6 orphan", "blob {} has no row and was not swept", id.value);
  }
}

}  // namespace vod::simulation
