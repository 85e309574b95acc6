#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "backends/processes/ffmpeg_encoders.h"
#include "backends/processes/media_processes.h"
#include "main/cli/commands.h"
#include "main/settings.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::cli {
namespace {

struct Finding {
  std::string name;
  // "ok", "warning" or "failed".
  std::string status;
  std::string detail;
};

Finding check_settings_sources(const std::string& file, Settings& settings) {
  SettingSources sources;
  sources.file = file;
  sources.environment = openvod_environment();
  const auto loaded = load_settings(sources);
  if (!loaded) return {"settings", "failed", message_of(loaded.error())};
  settings = loaded.value();
  return {"settings", "ok", file.empty() ? "no file; defaults and environment" : file};
}

std::vector<Finding> check_processes(const Settings& settings) {
  const auto log = make_silent_log();
  const auto processes = make_media_processes({settings.insecure_no_sandbox, {}, SandboxLevel::full}, *log);
  const ProcessesHealth health = processes->health();
  std::vector<Finding> findings;

  Finding sandbox{"sandbox", "ok", std::string(name_of(health.level))};
  if (health.level == SandboxLevel::reduced) sandbox.status = "warning";
  if (health.level == SandboxLevel::none) sandbox.status = settings.insecure_no_sandbox ? "warning" : "failed";
  if (!health.reason.empty()) sandbox.detail += ": " + health.reason;
  findings.push_back(std::move(sandbox));

  if (health.ffmpeg_version.empty()) {
    findings.push_back({"ffmpeg", "failed", health.ffmpeg_problem.empty() ? "can't be run" : health.ffmpeg_problem});
    return findings;
  }
  findings.push_back({"ffmpeg", health.ffmpeg_problem.empty() ? "ok" : "warning",
                      health.ffmpeg_version + (health.ffmpeg_problem.empty() ? "" : ": " + health.ffmpeg_problem)});

  for (const processes::EncoderRow& encoder : processes::encoder_rows) {
    const auto& list = health.encoders;
    const bool there = std::find(list.begin(), list.end(), encoder.name) != list.end();
    findings.push_back({fmt::format("encoder {}", encoder.name),
                        there             ? "ok"
                        : encoder.is_rare ? "warning"
                                          : "failed",
                        there ? std::string(encoder.used_for) : fmt::format("missing: no {}", encoder.used_for)});
  }
  return findings;
}

Finding check_disk(const Settings& settings) {
  namespace fs = std::filesystem;
  // The folder may not be there yet: the nearest one above it tells of the same disk.
  fs::path folder = fs::absolute(settings.data);
  std::error_code problem;
  while (!fs::exists(folder, problem) && folder.has_relative_path()) folder = folder.parent_path();
  const fs::space_info space = fs::space(folder, problem);
  if (problem || space.capacity == 0) return {"disk", "failed", folder.string() + ": " + problem.message()};
  const double used = 1 - static_cast<double>(space.available) / static_cast<double>(space.capacity);
  Finding finding{
      "disk", "ok",
      fmt::format("{} free of {} at {}", size_text(space.available), size_text(space.capacity), folder.string())};
  if (used > limits::disk_uploads_share_max) {
    finding.status = "warning";
    finding.detail += fmt::format("; uploads are refused above {:.0f} %", limits::disk_uploads_share_max * 100);
  }
  if (used > limits::disk_tasks_share_max) finding.status = "failed";
  return finding;
}

int check(const Session& session, const std::string& file, bool json) {
  Settings settings;
  std::vector<Finding> findings{check_settings_sources(file, settings)};
  for (auto& finding : check_processes(settings)) findings.push_back(std::move(finding));
  findings.push_back(check_disk(settings));

  bool failed = false;
  Table table({"Check", "Result", "Detail"});
  boost::json::array documents;
  for (const auto& finding : findings) {
    failed = failed || finding.status == "failed";
    table.add({finding.name, finding.status, finding.detail});
    documents.push_back({{"Name", finding.name}, {"Status", finding.status}, {"Detail", finding.detail}});
  }
  if (json) {
    session.print_json({{"Status", failed ? "failed" : "ok"}, {"Checks", std::move(documents)}});
  } else {
    session.print(table.text());
  }
  return failed ? ExitCode::failed : ExitCode::ok;
}

}  // namespace

void add_check(CLI::App& app, Session& session, Choice& choice) {
  auto& command =
      *app.add_subcommand("check", "Examine this machine and a settings file: FFmpeg, encoders, sandbox, disk");
  const auto file = std::make_shared<std::string>();
  const auto json = std::make_shared<bool>(false);
  command.add_option("--config", *file, "Settings file (OPENVOD_CONFIG)")->envname("OPENVOD_CONFIG");
  command.add_flag("--json", *json, "Print one JSON document, for programs");
  command.callback([&session, &choice, file, json] {
    choice.action = [&session, file, json] { return check(session, *file, *json); };
  });
}

}  // namespace vod::cli
