#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <utility>

#include "catalogue/task_events.h"
#include "catalogue/tasks.h"
#include "model/errors.h"
#include "model/media.h"
#include "model/task.h"
#include "pipeline/plan.h"
#include "pipeline/workshop.h"
#include "wire/task_states.h"

namespace vod {

/// Decides, while a run goes on, whether it was worth it. Any thread.
class Doubt {
 public:
  void confirm() { confirmed_ = true; }
  bool confirmed() const { return confirmed_; }
  /// Ends the run.
  void refute() { refuted_.request_stop(); }
  std::stop_token refuted() const { return refuted_.get_token(); }

 private:
  std::atomic<bool> confirmed_ = false;
  std::stop_source refuted_;
};

/// One claimed task that is not a procedure, while it is worked on: its progress, what it costs, and its end.
class TaskWork {
 public:
  TaskWork(Workshop& workshop, Task task, std::stop_token stop);
  /// The task's progress goes.
  ~TaskWork();
  TaskWork(const TaskWork&) = delete;
  TaskWork& operator=(const TaskWork&) = delete;

  Workshop& workshop() { return workshop_; }
  Task& task() { return task_; }
  const std::stop_token& stop() const { return stop_; }

  /// An empty work folder that goes when the work is over.
  Result<std::filesystem::path> folder();
  /// How far the task is, 0 to 1; shown as at most 99 % until it has ended. Any thread.
  void show(double share, double speed = 0, double left_s = -1);
  /// What a program run besides run_ffmpeg() took.
  void add_cost(std::int64_t cpu_ms) { task_.cpu_ms += cpu_ms; }

  /// Runs a plan to its end with the task's stop. Its outputs go to the folder "out" of `folder` ("{out}" in argv),
  /// where their own folders are made before; texts that it reads to "in". In argv, and in texts named *.ffconcat,
  /// "{in:NAME}" stands for the file of that input (in a text: of one before it). The task's progress goes from `from`
  /// to `to`; not before a `doubt` is confirmed. Errors are those of error_of_run().
  Done run_ffmpeg(const PlannedRun& run, const std::filesystem::path& folder, double from = 0, double to = 1,
                  const Doubt* doubt = nullptr);

  /// Ends the task: `last` writes what it led to, fills the state into task().detail_json and is followed by the row's
  /// own end, in one transaction. False when the task is not ours any more, or was stopped. An error of `last` itself
  /// is given back, and nothing was written.
  Result<bool> end(const Database::Change& last);
  /// Says in the log that the end could not be written.
  void complain(const Error& problem);

 private:
  Workshop& workshop_;
  Task task_;
  const std::stop_token stop_;
  const std::int64_t began_ms_;
  std::filesystem::path folder_;
};

/// Starts the flow that a task's request names on the media that it made, with the task's context. Its task's id, or ""
/// when none is named, or when it was deleted meanwhile.
Result<std::string> start_flow_of(Transaction& tx, TaskWork& work, const Media& media, const std::string& name);

/// What work that went well still has to do in the transaction that ends its task: write rows, fill the state. It may
/// run more than once, with a fresh copy of the state each time.
template <class State>
using LastChange = std::function<Done(Transaction& tx, State& state)>;

/// Performs a task of VOD_TASK_STATES to its end: reads its state, works, and writes what came of it, the state and the
/// event in one transaction. `work` does what takes long: `Result<LastChange<State>> work(TaskWork&, State&)`. Its
/// error, and that of its last change, become the task's named error. After a stop nothing is written.
template <class State, class Work>
void perform_task(Workshop& workshop, Task claimed, const std::stop_token& stop, const Work& work) {
  TaskWork frame(workshop, std::move(claimed), stop);
  Task& task = frame.task();
  auto state = wire::decode_answer<State>(std::string_view(task.detail_json));
  if (!state) {
    workshop.log.error("task {}: its row can't be read", task.id.value);
    return;
  }
  const auto told_in = [&](Transaction& tx, State told) -> Done {
    told.Status = "FINISH";
    told.Progress = 100;
    task.detail_json = wire::encode_text(told);
    return catalogue::append_end_event(tx, workshop.bells, task, std::move(told), workshop.url, task.finish_ms);
  };
  const Result<LastChange<State>> made = work(frame, state.value());
  if (stop.stop_requested()) return;
  Result<bool> ended = false;
  if (made) {
    ended = frame.end([&](Transaction& tx) -> Done {
      State told = state.value();
      told.ErrCode = 0;
      if constexpr (requires { told.ErrCodeExt; }) told.ErrCodeExt = "";
      told.Message = "SUCCESS";
      VOD_TRY(made.value()(tx, told));
      return told_in(tx, std::move(told));
    });
    if (ended) return;
  }
  const Error problem = made ? ended.error() : made.error();
  const auto failed = frame.end([&](Transaction& tx) -> Done {
    State told = state.value();
    const auto code = error_row(problem.code).wire_code;
    wire::fail_state(told, code, legacy_code_of(code), message_of(problem));
    return told_in(tx, std::move(told));
  });
  if (!failed) frame.complain(failed.error());
}

}  // namespace vod
