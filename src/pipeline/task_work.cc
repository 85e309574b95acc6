#include "pipeline/task_work.h"

#include <algorithm>
#include <fstream>
#include <system_error>

#include "catalogue/procedures.h"
#include "pipeline/patient_write.h"
#include "pipeline/progress_lines.h"
#include "pipeline/run_errors.h"
#include "pipeline/whole_file.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

// 100 means that all is stored.
constexpr double running_percent_max = 99;

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

// FFmpeg counts segments by a pattern in the name; a % of the folder's must not be one.
std::string pattern_safe(std::string folder) {
  replace_all(folder, "%", "%%");
  return folder;
}

// What a list for the concat demuxer names, which only we write, becomes the place where the program sees it.
std::string with_places(std::string list, const Processes& processes, const std::vector<ReadableFile>& files) {
  for (const ReadableFile& file : files) {
    std::string place = processes.in_path(file);
    replace_all(place, "'", "'\\''");
    replace_all(list, "{in:" + file.name + "}", place);
  }
  return list;
}

// Adds one file to what the program may read; texts are written first.
Done add_readable(const PlannedInput& input, const fs::path& folder, const Processes& processes, ProcessPlan& plan) {
  if (const auto* file = std::get_if<fs::path>(&input.content)) {
    plan.readable.push_back({*file, input.name});
    return done();
  }
  std::error_code problem;
  fs::create_directories(folder, problem);
  const fs::path file = folder / input.name;
  std::ofstream stream(file, std::ios::binary);
  const auto& text = std::get<std::string>(input.content);
  stream << (input.name.ends_with(".ffconcat") ? with_places(text, processes, plan.readable) : text);
  if (!stream.flush()) return error(ErrorCode::io_failed, input.name, "A file for FFmpeg can't be written.");
  plan.readable.push_back({file, input.name});
  return done();
}

}  // namespace

TaskWork::TaskWork(Workshop& workshop, Task task, std::stop_token stop)
    : workshop_(workshop), task_(std::move(task)), stop_(std::move(stop)), began_ms_(workshop.clock.monotonic_ms()) {}

TaskWork::~TaskWork() {
  workshop_.progress.erase(task_.id);
  std::error_code problem;
  if (!folder_.empty()) fs::remove_all(folder_, problem);
}

Result<fs::path> TaskWork::folder() {
  if (folder_.empty()) {
    VOD_TRY(folder_, workshop_.blobs.make_work_folder());
  }
  return folder_;
}

void TaskWork::show(double share, double speed, double left_s) {
  TaskProgress progress;
  progress.percent = static_cast<int>(std::clamp(share, 0.0, 1.0) * running_percent_max);
  progress.speed = speed;
  progress.left_s = left_s;
  workshop_.progress.put(task_, progress);
}

Done TaskWork::run_ffmpeg(const PlannedRun& run, const fs::path& folder, double from, double to, const Doubt* doubt) {
  if (stop_.stop_requested()) return error(ErrorCode::task_cancelled);
  ProcessPlan plan;
  plan.limits = run.limits;
  plan.writable = folder / "out";
  for (const PlannedInput& input : run.inputs) {
    VOD_TRY(add_readable(input, folder / "in", workshop_.processes, plan));
  }
  std::error_code problem;
  fs::create_directories(plan.writable, problem);
  for (const PlannedOutput& output : run.outputs)
    fs::create_directories((plan.writable / output.file).replace_extension(), problem);
  if (problem) return error(ErrorCode::io_failed, {}, "A folder for outputs can't be made.");

  const std::string out = workshop_.processes.out_path(plan, ".");
  for (std::string argument : run.argv) {
    for (const ReadableFile& file : plan.readable)
      replace_all(argument, "{in:" + file.name + "}", workshop_.processes.in_path(file));
    const bool is_pattern = argument.find("%05d") != std::string::npos;
    replace_all(argument, "{out}", is_pattern ? pattern_safe(out) : out);
    plan.argv.push_back(std::move(argument));
  }
  ProgressLines lines(run.duration_s);
  VOD_TRY(const auto process, workshop_.processes.start(std::move(plan), [&](std::string_view line) {
    if (lines.take(line) && (!doubt || doubt->confirmed()))
      show(from + (to - from) * lines.share(), lines.speed(), lines.left_s());
  }));
  const std::stop_callback on_stop(stop_, [&] { process->cancel(); });
  const std::stop_callback on_refuted(doubt ? doubt->refuted() : std::stop_token(), [&] { process->cancel(); });
  const ProcessResult result = process->wait();
  add_cost(result.cpu_ms);
  if (!succeeded(result)) return stop_.stop_requested() ? error(ErrorCode::task_cancelled) : error_of_run(result);
  return check_all_whole(folder / "out", run.limits.file_bytes);
}

Result<bool> TaskWork::end(const Database::Change& last) {
  const Task before = task_;
  // Before the end is told: who watches takes a task that has progress for one that runs.
  workshop_.progress.erase(task_.id);
  task_.status = TaskStatus::finish;
  task_.finish_ms = workshop_.clock.wall_ms();
  task_.wall_ms += workshop_.clock.monotonic_ms() - began_ms_;
  const auto written = patient_write(
      workshop_,
      [&](Transaction& tx) -> Done {
        VOD_TRY(last(tx));
        VOD_TRY(const bool ours, catalogue::update_claimed_task(tx, task_));
        if (!ours) return error(ErrorCode::cancelled);
        return done();
      },
      stop_);
  if (written) return true;
  task_ = before;
  if (written.error().code == ErrorCode::cancelled) return false;
  return written.error();
}

void TaskWork::complain(const Error& problem) {
  workshop_.log.error("task {}: its result could not be written: {}", task_.id.value, message_of(problem));
}

Result<std::string> start_flow_of(Transaction& tx, TaskWork& work, const Media& media, const std::string& name) {
  if (name.empty()) return std::string();
  Workshop& workshop = work.workshop();
  const Task& task = work.task();
  const catalogue::TaskWish wish{task.app, task.priority, NotifyMode::finish, {}, task.session_context};
  const auto flow = catalogue::start_procedure_by_name(tx, workshop.bells, workshop.random, wish, media, name,
                                                       workshop.clock.wall_ms());
  if (flow) return flow.value().value;
  if (flow.error().code != ErrorCode::value_procedure_name) return flow.error();
  workshop.log.warn("media {}: {}", media.id.text(), message_of(flow.error()));
  return std::string();
}

}  // namespace vod
