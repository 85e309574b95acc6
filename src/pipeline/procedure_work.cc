#include "pipeline/procedure_work.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "catalogue/media.h"
#include "catalogue/objects.h"
#include "catalogue/task_events.h"
#include "catalogue/tasks.h"
#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/earlier_makings.h"
#include "pipeline/intake/source_file.h"
#include "pipeline/output_store.h"
#include "pipeline/patient_write.h"
#include "pipeline/procedure_state.h"
#include "pipeline/run.h"
#include "pipeline/wishes_of.h"

namespace vod {
namespace {

// A sub-task that runs shows at most this; 100 means that its output is stored.
constexpr int running_percent_max = 99;

/// What running sub-tasks say; FFmpeg's lines come on another thread.
class ProgressNote {
 public:
  ProgressNote(Workshop& workshop, const Task& task, const ProcedureState& state) : workshop_(workshop), task_(task) {
    for (std::size_t i = 0; i < state.size(); ++i) progress_.sub_percent.push_back(state.is_open(i) ? 0 : 100);
    put();
  }
  ~ProgressNote() { workshop_.progress.erase(task_.id); }

  void advance(const RunProgress& run) {
    const std::lock_guard lock(mutex_);
    for (const auto index : run.indices)
      progress_.sub_percent[index] = static_cast<int>(run.share * running_percent_max);
    progress_.speed = run.speed;
    progress_.left_s = run.left_s;
    put();
  }
  void finish(std::size_t index) {
    const std::lock_guard lock(mutex_);
    progress_.sub_percent[index] = 100;
    put();
  }

 private:
  void put() {
    int sum = 0;
    for (const int percent : progress_.sub_percent) sum += percent;
    if (!progress_.sub_percent.empty()) progress_.percent = sum / static_cast<int>(progress_.sub_percent.size());
    workshop_.progress.put(task_, progress_);
  }

  Workshop& workshop_;
  const Task& task_;
  std::mutex mutex_;
  TaskProgress progress_;
};

/// A work folder that goes when the work is over.
struct WorkFolder {
  std::filesystem::path path;
  ~WorkFolder() {
    std::error_code problem;
    if (!path.empty()) std::filesystem::remove_all(path, problem);
  }
};

class ProcedureWork {
 public:
  ProcedureWork(Workshop& workshop, Task task, wire::ProcedureTask state, std::stop_token stop)
      : workshop_(workshop), task_(std::move(task)), state_(std::move(state)), stop_(std::move(stop)) {}

  void perform() {
    const std::int64_t began_ms = workshop_.clock.monotonic_ms();
    state_.begin(now());
    const auto performed = make_outputs();
    if (dropped()) return;
    if (!performed) state_.fail_open(performed.error(), now());
    task_.wall_ms += workshop_.clock.monotonic_ms() - began_ms;
    save(true);
    if (!dropped()) tell();
  }

 private:
  std::int64_t now() const { return workshop_.clock.wall_ms(); }
  bool dropped() const { return stale_ || stop_.stop_requested(); }

  Done make_outputs() {
    RunOrder order;
    const std::size_t open_before = state_.open_count();
    VOD_TRY(order.wishes, open_wishes());
    if (order.wishes.empty()) return done();
    if (state_.open_count() < open_before) save_if_more_is_to_come();
    VOD_TRY(const auto source, open_source_file(workshop_, task_.app, *task_.file, stop_));
    order.source_file = source.path;
    order.source = source.metadata;
    WorkFolder folder;
    VOD_TRY(folder.path, workshop_.blobs.make_work_folder());
    order.folder = folder.path;
    order.settings = workshop_.plan;

    media_s_ = order.source.duration_s;
    progress_.emplace(workshop_, task_, state_);
    RunObserver observer;
    observer.progress = [&](const RunProgress& run) { progress_->advance(run); };
    observer.made = [&](MadeOutput made) {
      keep(made);
      progress_->finish(made.planned.index);
    };
    observer.failed = [&](std::size_t index, const Error& problem) {
      if (dropped()) return;
      state_.fail(index, problem, now());
      save_if_more_is_to_come();
    };
    const RunCost cost = vod::perform(workshop_.processes, order, observer, stop_);
    task_.cpu_ms += cost.cpu_ms;
    return done();
  }

  // What the open sub-tasks ask for. Those that name no template, or ask for what can't be, fail at once.
  Result<std::vector<OutputWish>> open_wishes() {
    std::vector<OutputWish> wishes;
    std::vector<std::pair<std::size_t, Error>> failed;
    VOD_TRY(workshop_.database.read([&](ReadTransaction& tx) -> Done {
      wishes.clear();
      failed.clear();
      const WishContext context{tx, workshop_, task_.app, *task_.file};
      for (std::size_t i = 0; i < state_.size(); ++i) {
        if (!state_.is_open(i)) continue;
        auto wish = wish_of(context, i, state_.task().MediaProcessResultSet[i]);
        if (wish) {
          wishes.push_back(std::move(wish.value()));
        } else {
          failed.emplace_back(i, wish.error());
        }
      }
      return done();
    }));
    for (const auto& [index, problem] : failed) state_.fail(index, problem, now());
    return wishes;
  }

  void keep(const MadeOutput& made) {
    if (dropped()) return;
    const std::size_t index = made.planned.index;
    auto stored = store(made);
    if (!stored) {
      state_.fail(index, stored.error(), now());
    } else {
      state_.succeed(index, stored.value().item, now());
      made_s_ += made.metadata.duration_s;
      unsaved_.push_back(std::move(stored.value()));
    }
    save_if_more_is_to_come();
  }

  Result<StoredOutput> store(const MadeOutput& made) {
    VOD_TRY(auto stored, store_output(workshop_.blobs, task_.app, *task_.file, made, now()));
    if (made.planned.ladder) {
      VOD_TRY(workshop_.database.read([&](ReadTransaction& tx) -> Done {
        const WishContext context{tx, workshop_, task_.app, *task_.file};
        // Who deletes a subtitle takes it out of the streams that have their rows, which this one has not yet.
        for (const auto& subtitle : made.planned.ladder->subtitles) {
          VOD_TRY(find_subtitle(context, subtitle.item.Id.value_or(""), "SubtitleSet"));
        }
        return done();
      }));
    }
    VOD_TRY(write_others(stored));
    return stored;
  }

  // The last sub-task's end is the task's end, and is told with it.
  void save_if_more_is_to_come() {
    if (state_.open_count() > 0) save(false);
  }

  // The many files of a long playlist or of pictures are written ahead of its row, in changes of a bounded size.
  Done write_others(const StoredOutput& output) {
    const auto& rows = output.others;
    for (std::size_t begin = 0; begin < rows.size() && !dropped(); begin += limits::segment_rows_at_once) {
      const auto end = std::min(rows.size(), begin + limits::segment_rows_at_once);
      VOD_TRY(write([&](Transaction& tx) -> Done {
        VOD_TRY(const auto current, catalogue::find_task(tx, task_.app, task_.id));
        if (!current || current->fence != task_.fence) return error(ErrorCode::cancelled);
        for (std::size_t i = begin; i < end; ++i) {
          VOD_TRY(catalogue::save_object(tx, rows[i]));
        }
        return done();
      }));
    }
    return done();
  }

  // Writes the state, and what it names, with its event; or learns that the task is not ours any more.
  void save(bool is_end) {
    if (dropped()) return;
    if (is_end) {
      // Before the end is told: who watches takes a task that has progress for one that runs.
      progress_.reset();
      state_.finish();
      task_.status = TaskStatus::finish;
      task_.finish_ms = now();
    }
    task_.detail_json = wire::encode_text(state_.task());
    const bool tells = is_end || task_.notify == NotifyMode::change;
    const auto written = write([&](Transaction& tx) -> Done {
      VOD_TRY(const bool ours, catalogue::update_claimed_task(tx, task_));
      if (!ours) return error(ErrorCode::cancelled);
      for (const auto& output : unsaved_) {
        VOD_TRY(write_output(tx, output));
        const auto own = sub_tasks_like(state_.task(), output.row.kind, output.row.definition);
        VOD_TRY(drop_earlier_makings(tx, output.row, own));
      }
      VOD_TRY(touch_media(tx));
      if (!tells) return done();
      return catalogue::append_procedure_event(tx, workshop_.bells, task_, state_.task(), workshop_.url, now(), is_end);
    });
    if (written) unsaved_.clear();
  }

  Done touch_media(Transaction& tx) {
    if (unsaved_.empty()) return done();
    VOD_TRY(auto media, catalogue::find_media(tx, task_.app, *task_.file));
    if (!media) return error(ErrorCode::cancelled);
    media->updated_ms = now();
    for (const auto& output : unsaved_) {
      if (output.row.kind == OutputKind::cover) media->cover_path = output.row.path;
    }
    return catalogue::update_media(tx, *media);
  }

  Done write(const Database::Change& change) {
    auto written = patient_write(workshop_, change, stop_);
    if (written) return written;
    stale_ = true;
    if (written.error().code != ErrorCode::cancelled) {
      workshop_.log.error("task {}: its result could not be written: {}", task_.id.value, message_of(written.error()));
    }
    return written;
  }

  void tell() const {
    const double minutes = made_s_ / 60;
    const auto per_minute = [&](std::int64_t ms) {
      return minutes > 0 ? static_cast<double>(ms) / 1'000 / minutes : 0.0;
    };
    workshop_.log.info(
        "task {}: done in {:.1f} s for {:.1f} s of media; per minute made: {:.1f} s of CPU, {:.1f} s of time",
        task_.id.value, static_cast<double>(task_.wall_ms) / 1'000, media_s_, per_minute(task_.cpu_ms),
        per_minute(task_.wall_ms));
  }

  Workshop& workshop_;
  Task task_;
  ProcedureState state_;
  const std::stop_token stop_;
  // To the very end: progress never goes back.
  std::optional<ProgressNote> progress_;
  std::vector<StoredOutput> unsaved_;
  bool stale_ = false;
  double media_s_ = 0;
  double made_s_ = 0;
};

}  // namespace

void perform_procedure(Workshop& workshop, Task task, std::stop_token stop) {
  auto state = wire::decode_answer<wire::ProcedureTask>(std::string_view(task.detail_json));
  if (!state || !task.file) {
    workshop.log.error("task {}: its row can't be read", task.id.value);
    return;
  }
  ProcedureWork(workshop, std::move(task), std::move(state.value()), std::move(stop)).perform();
}

}  // namespace vod
