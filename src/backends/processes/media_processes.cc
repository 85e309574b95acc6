#include "backends/processes/media_processes.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <future>
#include <span>
#include <system_error>
#include <thread>
#include <utility>

#include "backends/processes/bubblewrap.h"
#include "backends/processes/ffmpeg_encoders.h"
#include "backends/processes/ffmpeg_versions.h"
#include "backends/processes/landlock.h"
#include "backends/processes/seccomp_filter.h"
#include "backends/processes/supervisor.h"
#include "base/text.h"
#include "model/errors.h"

namespace vod {
namespace {

using namespace processes;
namespace fs = std::filesystem;

// Where launch() puts the descriptor that goes along.
constexpr int filter_descriptor = 3;
// What the trial of a sandbox may use; it takes 5 ms.
constexpr ProcessLimits trial_limits = {.wall_ms = 10'000, .cpu_s = 10, .memory_bytes = 4ULL << 30};

fs::path find_program(const std::string& name) {
  const char* const places = std::getenv("PATH");
  for (const auto place : split(places != nullptr ? places : "/usr/bin:/bin", ':')) {
    const fs::path candidate = fs::path(place) / name;
    std::error_code problem;
    if (candidate.is_absolute() && fs::is_regular_file(candidate, problem) && access(candidate.c_str(), X_OK) == 0)
      return fs::canonical(candidate, problem);
  }
  return {};
}

// A file in memory that holds the filter for bubblewrap to read.
Descriptor filter_file(std::span<const sock_filter> filter) {
  Descriptor file(memfd_create("filter", MFD_CLOEXEC));
  const auto bytes = std::as_bytes(filter);
  if (!file.valid() || write(file.number(), bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()) ||
      lseek(file.number(), 0, SEEK_SET) != 0) {
    return {};
  }
  return file;
}

class MediaProcesses final : public Processes {
 public:
  MediaProcesses(MediaProcessesOptions options, Log& log)
      : options_(std::move(options)), log_(log), bubblewrap_(find_program("bwrap")), trial_([this] { find_out(); }) {}

  ~MediaProcesses() override { trial_.join(); }

  SandboxLevel level() const override { return level_.get().level; }

  ProcessesHealth health() const override { return health_.get(); }

  Result<std::unique_ptr<RunningProcess>> start(ProcessPlan plan, LineFunction line) override {
    const Level& found = level_.get();
    if (found.level == SandboxLevel::none && !options_.insecure_no_sandbox) {
      return error(ErrorCode::sandbox_missing, plan.argv.front(),
                   "Media is not processed, because this machine has no sandbox: " + found.reason);
    }
    VOD_TRY(auto program, program_of(plan.argv.front()));
    return start_at(found.level, std::move(program), std::move(plan), std::move(line));
  }

  std::string in_path(const ReadableFile& file) const override {
    return level() == SandboxLevel::full ? "/in/" + file.name : file.outside.string();
  }

  std::string out_path(const ProcessPlan& plan, std::string_view name) const override {
    const fs::path folder = level() == SandboxLevel::full ? fs::path("/out") : plan.writable;
    return (folder / name).string();
  }

 private:
  struct Level {
    SandboxLevel level = SandboxLevel::none;
    std::string reason;
  };

  Result<fs::path> program_of(const std::string& name) const {
    const auto known = options_.programs.find(name);
    auto path = known != options_.programs.end() ? known->second : find_program(name);
    if (path.empty()) return error(ErrorCode::task_failed, name, "The program " + name + " is not installed.");
    return path;
  }

  Result<std::unique_ptr<RunningProcess>> start_at(SandboxLevel level, fs::path program, ProcessPlan plan,
                                                   LineFunction line) {
    Launch order;
    order.limits = plan.limits;
    Descriptor keep;
    if (level == SandboxLevel::full) {
      keep = filter_file(filter_);
      if (!keep.valid()) return error(ErrorCode::task_failed, {}, "The seccomp filter could not be handed over.");
      order.argv = bubblewrap_arguments(bubblewrap_, program, plan, filter_descriptor);
      order.descriptor_3 = keep.number();
      return supervisor_.start(std::move(order), std::move(line));
    }
    order.argv = plan.argv;
    order.argv.front() = program.string();
    if (!plan.writable.empty()) order.folder = plan.writable.string();
    if (level == SandboxLevel::reduced) {
      keep = ruleset_for(program, plan);
      order.landlock = keep.number();
      order.drop_rights = true;
      order.filter = filter_;
    }
    return supervisor_.start(std::move(order), std::move(line));
  }

  static Descriptor ruleset_for(const fs::path& program, const ProcessPlan& plan) {
    std::vector<fs::path> programs = system_folders();
    programs.push_back(program);
    std::vector<fs::path> readable = system_files();
    readable.push_back("/dev/null");
    for (const auto& file : plan.readable) readable.push_back(file.outside);
    return make_landlock_ruleset({.programs = programs, .readable = readable, .writable = plan.writable});
  }

  // Runs on a thread of its own, so that the server is ready before FFmpeg has told its version.
  void find_out() {
    Level found = strongest_level();
    ProcessesHealth health;
    health.level = found.level;
    health.reason = found.reason;
    health.files_visible =
        found.level == SandboxLevel::none || (found.level == SandboxLevel::reduced && !has_landlock());
    if (found.level != SandboxLevel::full)
      log_.warn("media programs run in the sandbox level \"{}\": {}", name_of(found.level), found.reason);
    level_found_.set_value(std::move(found));

    auto asked = run({.argv = {"ffmpeg", "-version"}, .readable = {}, .writable = {}, .limits = trial_limits});
    if (!asked) {
      health.ffmpeg_problem = message_of(asked.error());
    } else {
      health.ffmpeg_version = ffmpeg_version_in(asked.value().standard_output);
      health.ffmpeg_problem = health.ffmpeg_version.empty() ? "FFmpeg does not run: " + asked.value().standard_error
                                                            : problem_of_ffmpeg(health.ffmpeg_version);
    }
    if (!health.ffmpeg_version.empty()) {
      auto listed = run(
          {.argv = {"ffmpeg", "-hide_banner", "-encoders"}, .readable = {}, .writable = {}, .limits = trial_limits});
      if (listed) health.encoders = encoders_in(listed.value().standard_output);
    }
    if (!health.ffmpeg_problem.empty()) log_.warn("{}", health.ffmpeg_problem);
    health_found_.set_value(std::move(health));
  }

  Level strongest_level() {
    auto filter = media_filter();
    if (!filter) return {SandboxLevel::none, message_of(filter.error())};
    filter_ = std::move(filter.value());

    std::string reason = "a stronger level was not asked for.";
    if (options_.strongest == SandboxLevel::full) {
      reason = bubblewrap_.empty() ? "bubblewrap (bwrap) is not installed." : why_not(SandboxLevel::full);
      if (reason.empty()) return {SandboxLevel::full, {}};
    }
    if (options_.strongest != SandboxLevel::none) {
      const std::string problem = why_not(SandboxLevel::reduced);
      if (problem.empty()) return {SandboxLevel::reduced, reason};
      reason += " " + problem;
    }
    return {SandboxLevel::none, reason};
  }

  // Runs a program that does nothing at the level; empty when that worked.
  std::string why_not(SandboxLevel level) {
    ProcessPlan plan{.argv = {"true"}, .readable = {}, .writable = {}, .limits = trial_limits};
    auto program = program_of("true");
    if (!program) return message_of(program.error());
    auto started = start_at(level, std::move(program.value()), std::move(plan), nullptr);
    if (!started) return message_of(started.error());
    const ProcessResult result = started.value()->wait();
    if (result.end == ProcessEnd::exited && result.exit_code == 0) return {};
    const std::string said(trim(result.standard_error));
    return said.empty() ? "a trial at level " + std::string(name_of(level)) + " failed." : said + ".";
  }

  const MediaProcessesOptions options_;
  Log& log_;
  const fs::path bubblewrap_;
  std::vector<sock_filter> filter_;
  std::promise<Level> level_found_;
  std::promise<ProcessesHealth> health_found_;
  std::shared_future<Level> level_ = level_found_.get_future().share();
  std::shared_future<ProcessesHealth> health_ = health_found_.get_future().share();
  Supervisor supervisor_;
  std::thread trial_;
};

}  // namespace

std::unique_ptr<Processes> make_media_processes(MediaProcessesOptions options, Log& log) {
  return std::make_unique<MediaProcesses>(std::move(options), log);
}

}  // namespace vod
