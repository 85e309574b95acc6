#include "pipeline/run.h"

#include <algorithm>
#include <fstream>
#include <future>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/filter_graph.h"
#include "pipeline/key_frame_before.h"
#include "pipeline/overlays/drawing.h"
#include "pipeline/pictures/still_pictures.h"
#include "pipeline/progress_lines.h"
#include "pipeline/run_errors.h"
#include "pipeline/whole_file.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

// FFmpeg counts segments and pictures by a pattern in the name; a % of the folder's must not be one.
std::string pattern_safe(std::string folder) {
  replace_all(folder, "%", "%%");
  return folder;
}

class Performer {
 public:
  Performer(Processes& processes, const RunOrder& order, const RunObserver& observer, std::stop_token stop)
      : processes_(processes), order_(order), observer_(observer), stop_(std::move(stop)) {}

  RunCost perform() {
    for (OutputWish& wish : wishes_) begin_on_key_frame(wish);
    TaskPlan plan = plan_task(order_.source, wishes_, order_.settings);
    for (auto& [index, problem] : plan.refused) observer_.failed(index, std::move(problem));
    for (const auto& run : plan.runs) perform_run(run);
    return cost_;
  }

 private:
  // A copy can begin with a key frame only. Where a format has no index of them FFmpeg would take the one after the
  // place, so the one before it is looked for; when that fails, the copy begins early enough to have it.
  void begin_on_key_frame(OutputWish& wish) {
    auto* copy = std::get_if<TranscodeWish>(&wish.what);
    if (copy == nullptr || !copy->wanted.remux() || !order_.source.has_video()) return;
    const auto clip = clip_of(copy->start_s, copy->end_s, order_.source.duration_s);
    if (!clip || clip.value().start_s <= 0) return;
    if (finds_key_frames(order_.source)) {
      if (is_before_index(order_.source, clip.value().start_s)) copy->start_s = 0;
      return;
    }
    const auto key_s = key_frame_before(processes_, order_.source_file, order_.source, clip.value().start_s, stop_);
    copy->start_s = key_s ? key_s.value() : seek_to(order_.source, clip.value().start_s).input_s;
    copy->end_s = clip.value().end_s;
  }

  void perform_run(const PlannedRun& run) {
    if (stop_.stop_requested()) {
      fail_all(run, error(ErrorCode::task_cancelled));
      return;
    }
    auto result = execute(run, run.argv, share_of(run, 0));
    if (!result) {
      fail_all(run, result.error());
      return;
    }
    const bool well = succeeded(result.value());
    const auto unfinished = well ? finish_outputs(run) : std::map<std::size_t, Error>();
    if (!well && stop_.stop_requested()) {
      fail_all(run, error(ErrorCode::task_cancelled));
      return;
    }
    if (!well && run.outputs.size() == 1) {
      observer_.failed(run.outputs.front().index, error_of_run(result.value()));
      return;
    }
    // A probe is mostly the start of a program: side by side they take the time of one.
    std::vector<std::future<Result<MadeOutput>>> looks(run.outputs.size());
    for (std::size_t i = 0; i < run.outputs.size(); ++i) {
      const std::size_t last = std::min(run.outputs.size(), i + limits::outputs_probed_at_once);
      for (std::size_t next = i; next < last; ++next) {
        if (looks[next].valid() || unfinished.contains(run.outputs[next].index)) continue;
        looks[next] = std::async(std::launch::async, [this, &run, next] { return look_at(run, run.outputs[next]); });
      }
      const PlannedOutput& output = run.outputs[i];
      if (const auto problem = unfinished.find(output.index); problem != unfinished.end()) {
        observer_.failed(output.index, problem->second);
        continue;
      }
      auto made = looks[i].get();
      const bool is_kept =
          made && (well || (!left_unfinished(result.value(), output.file) && is_complete(order_.source, made.value())));
      if (is_kept) {
        observer_.made(std::move(made.value()));
      } else if (!well) {
        perform_alone(output);
      } else {
        observer_.failed(output.index, made.error());
      }
    }
  }

  // A group failed, and this output of it is not whole: made alone it succeeds, or shows its own error.
  void perform_alone(const PlannedOutput& output) {
    const auto wish = std::ranges::find(wishes_, output.index, &OutputWish::index);
    std::error_code problem;
    fs::remove_all((out_ / output.file).parent_path(), problem);
    for (const auto& run : plan_task(order_.source, {*wish}, order_.settings).runs) perform_run(run);
  }

  // Runs the commands that finish outputs, and tells of those that could not be finished.
  std::map<std::size_t, Error> finish_outputs(const PlannedRun& run) {
    std::map<std::size_t, Error> unfinished;
    for (const PlannedOutput& output : run.outputs) {
      for (std::size_t i = 0; i < output.then.size() && !unfinished.contains(output.index); ++i) {
        const auto result = execute(run, output.then[i], share_of(run, i + 1));
        if (stop_.stop_requested()) {
          unfinished.emplace(output.index, error(ErrorCode::task_cancelled));
        } else if (!result) {
          unfinished.emplace(output.index, result.error());
        } else if (!succeeded(result.value())) {
          unfinished.emplace(output.index, error_of_run(result.value()));
        }
      }
    }
    return unfinished;
  }

  /// The stretch of a run's progress that one of its commands takes.
  struct Share {
    double begin = 0;
    double length = 1;
  };
  // Commands of a run for one output take the same time; beside the run for several, what finishes one is nothing.
  static Share share_of(const PlannedRun& run, std::size_t command) {
    if (run.outputs.size() > 1) return command == 0 ? Share{} : Share{1, 0};
    const double length = 1 / static_cast<double>(run.outputs.front().then.size() + 1);
    return {static_cast<double>(command) * length, length};
  }

  Result<ProcessResult> execute(const PlannedRun& planned, const std::vector<std::string>& argv, const Share& share) {
    ProcessPlan plan;
    VOD_TRY(add_inputs(planned, plan));
    plan.writable = out_;
    plan.limits = planned.limits;
    const std::string source = processes_.in_path(plan.readable.front());
    const std::string folder = processes_.out_path(plan, ".");
    bool in_filters = false;
    for (auto argument : argv) {
      replace_all(argument, "{in}", source);
      for (std::size_t i = 0; i < planned.inputs.size(); ++i) {
        const std::string place = processes_.in_path(plan.readable[i + 1]);
        replace_all(argument, "{in:" + planned.inputs[i].name + "}", in_filters ? filter_value(place) : place);
      }
      in_filters = argument == "-filter_complex" || argument == "-vf";
      const bool pattern = argument.find("%05d") != std::string::npos;
      replace_all(argument, "{out}", pattern ? pattern_safe(folder) : folder);
      plan.argv.push_back(std::move(argument));
    }
    RunProgress progress;
    for (const auto& output : planned.outputs) {
      progress.indices.push_back(output.index);
      std::error_code problem;
      fs::create_directories((out_ / output.file).replace_extension(), problem);
      if (problem) return error(ErrorCode::io_failed, output.file, "A folder for outputs can't be made.");
    }

    ProgressLines lines(planned.duration_s);
    VOD_TRY(auto process, processes_.start(std::move(plan), [&](std::string_view line) {
      if (!lines.take(line) || !observer_.progress) return;
      progress.share = share.begin + share.length * lines.share();
      progress.speed = lines.speed();
      progress.left_s = lines.left_s();
      observer_.progress(progress);
    }));
    const std::stop_callback on_stop(stop_, [&] { process->cancel(); });
    ProcessResult result = process->wait();
    cost_.cpu_ms += result.cpu_ms;
    cost_.wall_ms += result.wall_ms;
    return result;
  }

  Result<MadeOutput> look_at(const PlannedRun& run, const PlannedOutput& output) {
    VOD_TRY(check_all_whole((out_ / output.file).parent_path(), run.limits.file_bytes));
    return look_at_output(processes_, order_.source, output, out_);
  }

  // Writes the texts that the run reads, and names all that it may read.
  Done add_inputs(const PlannedRun& planned, ProcessPlan& plan) {
    plan.readable = {{order_.source_file, "source"}};
    for (const PlannedInput& input : planned.inputs) {
      if (const auto* file = std::get_if<fs::path>(&input.content)) {
        plan.readable.push_back({*file, input.name});
        continue;
      }
      std::error_code problem;
      fs::create_directories(order_.folder / "in", problem);
      const fs::path file = order_.folder / "in" / input.name;
      std::ofstream stream(file, std::ios::binary);
      stream << std::get<std::string>(input.content);
      if (!stream.flush()) return error(ErrorCode::io_failed, input.name, "A file for FFmpeg can't be written.");
      plan.readable.push_back({file, input.name});
    }
    return done();
  }

  void fail_all(const PlannedRun& run, const Error& problem) {
    for (const auto& output : run.outputs) observer_.failed(output.index, problem);
  }

  Processes& processes_;
  const RunOrder& order_;
  const fs::path out_ = order_.folder / "out";
  const RunObserver& observer_;
  const std::stop_token stop_;
  std::vector<OutputWish> wishes_ = order_.wishes;
  RunCost cost_;
};

}  // namespace

RunCost perform(Processes& processes, const RunOrder& order, const RunObserver& observer, std::stop_token stop) {
  return Performer(processes, order, observer, std::move(stop)).perform();
}

}  // namespace vod
