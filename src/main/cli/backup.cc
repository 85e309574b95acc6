#include <fmt/format.h>

#include <filesystem>

#include "main/cli/commands.h"
#include "main/cli/interrupt.h"
#include "main/restore.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::cli {
namespace {

namespace fs = std::filesystem;

struct RestoreFlags {
  std::string from;
  std::string data = "./openvod-data";
  bool json = false;
};

// The parts of the work as shares of one bar; copying media takes longest.
double percent_of(std::string_view step, std::uint64_t done_bytes, std::uint64_t all_bytes) {
  const double share = all_bytes == 0 ? 0 : static_cast<double>(done_bytes) / static_cast<double>(all_bytes);
  if (step == "Database") return 20 * share;
  if (step == "Media") return 20 + 60 * share;
  if (step == "Check") return 80 + 19 * share;
  return 0;
}

int report_end(const Session& session, const boost::json::object& answer, const wire::DescribeBackupResponse& state) {
  if (state.Status != "Finished") {
    return session.fail(ExitCode::failed, "The backup failed: " + state.Message.value_or(""));
  }
  if (session.json()) {
    session.print_json(answer);
  } else {
    session.print(fmt::format("{} is a whole backup, checked: the database and {} media files.",
                              state.Path.value_or(""), state.BlobCount.value_or(0)));
  }
  return ExitCode::ok;
}

int backup(Session& session, const std::string& to) {
  const std::string path = fs::absolute(to).lexically_normal().string();
  VOD_CLI_TRY(client::ApiClient * client, session, session.api());
  VOD_CLI_TRY(const auto begun, session, client->call("CreateBackup", {{"Path", path}}, client::version_2026));
  const auto bar = session.bar("backup");
  while (true) {
    VOD_CLI_TRY(const auto answer, session, client->call("DescribeBackup", {}, client::version_2026));
    VOD_CLI_TRY(const auto state, session, client::ApiClient::read_as<wire::DescribeBackupResponse>(answer));
    if (state.Status != "Running") {
      bar->clear();
      return report_end(session, answer, state);
    }
    const std::string step = state.Step.value_or("");
    bar->show_percent(percent_of(step, state.DoneBytes.value_or(0), state.AllBytes.value_or(0)), step);
    if (!sleep_unless_interrupted(limits::backup_look_ms)) {
      return session.fail(ExitCode::stopped, "Not waiting any more; the server goes on with the backup.");
    }
  }
}

int restore(const Session& session, const RestoreFlags& flags) {
  watch_interrupts();
  const fs::path data = fs::absolute(flags.data).lexically_normal();
  const fs::path from = fs::absolute(flags.from).lexically_normal();
  const auto log = make_stderr_log(spdlog::level::err);
  SystemRandom random;
  ProgressBar bar("restore", session.clock(), !flags.json);
  std::uint64_t blobs = 0;
  const auto restored =
      backup::restore(from, data, session.clock().wall_ms(), random, *log, [&](const backup::Progress& progress) {
        blobs = progress.blobs;
        bar.show_percent(percent_of(progress.step, progress.done_bytes, progress.all_bytes), progress.step);
        return !interrupted();
      });
  bar.clear();
  if (!restored) {
    const auto code = restored.error().code == ErrorCode::cancelled ? ExitCode::stopped : ExitCode::failed;
    return session.fail(code, message_of(restored.error()));
  }
  if (flags.json) {
    session.print_json({{"Data", data.string()}});
  } else {
    session.print(fmt::format("{} is restored and checked. Start it with: openvod serve --data {}", data.string(),
                              data.string()));
  }
  return ExitCode::ok;
}

}  // namespace

void add_backup(CLI::App& app, Session& session, Choice& choice) {
  auto& command = *app.add_subcommand("backup", "Copy database and media of a running server into a new folder");
  const auto to = std::make_shared<std::string>();
  command.add_option("to", *to, "The folder to make, on the server's machine")->required();
  session.add_flags(command);
  command.callback([&session, &choice, to] { choice.action = [&session, to] { return backup(session, *to); }; });
}

void add_restore(CLI::App& app, Session& session, Choice& choice) {
  auto& command = *app.add_subcommand("restore", "Fill an empty data folder from a backup, with the server stopped");
  const auto flags = std::make_shared<RestoreFlags>();
  command.add_option("from", flags->from, "The backup's folder")->required();
  command.add_option("--data", flags->data, "Data folder (OPENVOD_DATA)")
      ->envname("OPENVOD_DATA")
      ->capture_default_str();
  command.add_flag("--json", flags->json, "Print one JSON document, for programs");
  command.callback(
      [&session, &choice, flags] { choice.action = [&session, flags] { return restore(session, *flags); }; });
}

}  // namespace vod::cli
