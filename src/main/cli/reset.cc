#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>

#include "main/cli/commands.h"
#include "main/data_folder.h"
#include "model/errors.h"

namespace vod::cli {
namespace {

namespace fs = std::filesystem;

struct ResetFlags {
  std::string data = "./openvod-data";
  bool yes = false;
  bool json = false;
};

// What a server leaves in every data folder: a mistyped --data must not empty a home folder.
bool is_data_folder(const fs::path& folder) {
  return fs::is_regular_file(folder / "lock") && fs::is_regular_file(folder / "openvod.db");
}

std::uint64_t size_of(const fs::path& folder) {
  std::uint64_t size_bytes = 0;
  std::error_code problem;
  for (auto entry = fs::recursive_directory_iterator(folder, problem); !problem && entry != fs::end(entry);
       entry.increment(problem)) {
    if (!entry->is_regular_file(problem)) continue;
    const auto file_bytes = entry->file_size(problem);
    if (!problem) size_bytes += file_bytes;
  }
  return size_bytes;
}

bool confirmed(const fs::path& folder) {
  fmt::print("This deletes every media, task, event and key in {} ({}). Type yes to go on: ", folder.string(),
             size_text(size_of(folder)));
  std::fflush(stdout);
  std::string answer;
  return std::getline(std::cin, answer) && answer == "yes";
}

int reset(const Session& session, const ResetFlags& flags) {
  const fs::path folder = fs::absolute(flags.data).lexically_normal();
  std::error_code problem;
  if (!fs::exists(folder, problem)) {
    return session.fail(ExitCode::failed, fmt::format("There is no {}: nothing to reset.", folder.string()));
  }
  if (!is_data_folder(folder)) {
    return session.fail(ExitCode::failed,
                        fmt::format("{} is no data folder of openvod; nothing is deleted.", folder.string()));
  }
  Settings settings;
  settings.data = folder.string();
  SystemRandom random;
  // Holds the folder, so that no server starts on it meanwhile.
  const auto taken = DataFolder::take(settings, random, DataFolder::May::be_half_restored);
  if (!taken) return session.fail(ExitCode::failed, message_of(taken.error()));
  if (!flags.yes) {
    if (::isatty(STDIN_FILENO) == 0)
      return session.fail(ExitCode::usage, "Nobody to ask here: give --yes to delete all data.");
    if (!confirmed(folder)) return session.fail(ExitCode::failed, "Nothing is deleted.");
  }
  for (const auto& entry : fs::directory_iterator(folder, problem)) {
    if (entry.path().filename() == "lock") continue;
    fs::remove_all(entry.path(), problem);
    if (problem) break;
  }
  if (problem)
    return session.fail(ExitCode::failed, fmt::format("Can't empty {}: {}.", folder.string(), problem.message()));
  if (flags.json) {
    session.print_json({{"Data", folder.string()}});
  } else {
    session.print(folder.string() + " is empty. The next start makes a new key.");
  }
  return ExitCode::ok;
}

}  // namespace

void add_reset(CLI::App& app, Session& session, Choice& choice) {
  auto& command = *app.add_subcommand("reset", "Delete all data of a stopped server");
  const auto flags = std::make_shared<ResetFlags>();
  command.add_option("--data", flags->data, "Data folder (OPENVOD_DATA)")
      ->envname("OPENVOD_DATA")
      ->capture_default_str();
  command.add_flag("--yes", flags->yes, "Don't ask");
  command.add_flag("--json", flags->json, "Print one JSON document, for programs");
  command.callback(
      [&session, &choice, flags] { choice.action = [&session, flags] { return reset(session, *flags); }; });
}

}  // namespace vod::cli
