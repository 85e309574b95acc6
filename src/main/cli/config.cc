#include <fmt/format.h>

#include <optional>

#include "main/cli/commands.h"

namespace vod::cli {
namespace {

struct SetFlags {
  std::string mode;
  std::optional<std::string> url;
  std::string upload;
  std::string deletion;
  std::string persistence;
  std::string all;
  std::optional<std::string> sign_key;
};

int show(Session& session) {
  VOD_CLI_TRY(const auto answer, session, session.call("DescribeEventConfig", {}));
  if (session.json()) {
    session.print_json(answer);
    return ExitCode::ok;
  }
  VOD_CLI_TRY(const auto config, session, client::ApiClient::read_as<wire::DescribeEventConfigResponse>(answer));
  const std::string mode = config.Mode.value_or("");
  Facts facts;
  facts.add("Mode", mode == "PUSH" ? "PUSH (normal callback)" : mode == "PULL" ? "PULL (reliable callback)" : mode);
  const std::string url = config.NotificationUrl.value_or("");
  facts.add("URL", url.empty() ? "(none)" : url);
  facts.add("NewFileUpload", config.UploadMediaCompleteEventSwitch.value_or(""));
  facts.add("FileDeleted", config.DeleteMediaCompleteEventSwitch.value_or(""));
  facts.add("PersistenceComplete", config.PersistenceCompleteEventSwitch.value_or(""));
  session.print(facts.text());
  return ExitCode::ok;
}

int set(Session& session, const SetFlags& flags) {
  boost::json::object request;
  const auto add_switch = [&](const char* field, const std::string& value) {
    const std::string& chosen = value.empty() ? flags.all : value;
    if (!chosen.empty()) request[field] = chosen == "on" ? "ON" : "OFF";
  };
  if (!flags.mode.empty()) request["Mode"] = flags.mode;
  if (flags.url) request["NotificationUrl"] = *flags.url;
  if (flags.sign_key) request["SignKey"] = *flags.sign_key;
  add_switch("UploadMediaCompleteEventSwitch", flags.upload);
  add_switch("DeleteMediaCompleteEventSwitch", flags.deletion);
  add_switch("PersistenceCompleteEventSwitch", flags.persistence);
  if (request.empty()) return session.fail(ExitCode::usage, "Nothing to set: see openvod config set --help.");
  VOD_CLI_TRY(const auto answer, session, session.call("ModifyEventConfig", std::move(request)));
  return show(session);
}

}  // namespace

void add_config(CLI::App& app, Session& session, Choice& choice) {
  auto& config = *app.add_subcommand("config", "Show and set how an application is told of events");
  config.require_subcommand(1);

  auto& show_command = *config.add_subcommand("show", "Show mode, URL and switches");
  session.add_flags(show_command);
  show_command.callback([&session, &choice] { choice.action = [&session] { return show(session); }; });

  auto& command = *config.add_subcommand("set", "Set what is given, leave the rest");
  const auto flags = std::make_shared<SetFlags>();
  const auto on_off = CLI::IsMember({"on", "off"}, CLI::ignore_case);
  command
      .add_option("--mode", flags->mode, "PUSH: normal callback to the URL; PULL: reliable callback, by events pull")
      ->transform(CLI::IsMember({"PUSH", "PULL"}, CLI::ignore_case));
  command.add_option("--url", flags->url, "Where events are posted; an empty text clears it");
  command.add_option("--upload-events", flags->upload, "NewFileUpload: on or off")->transform(on_off);
  command.add_option("--delete-events", flags->deletion, "FileDeleted: on or off")->transform(on_off);
  command.add_option("--persistence-events", flags->persistence, "PersistenceComplete: on or off")->transform(on_off);
  command.add_option("--all-events", flags->all, "All of them: on or off")->transform(on_off);
  command.add_option("--sign-key", flags->sign_key, "Adds Sign and T to callbacks; up to 32 letters and digits");
  session.add_flags(command);
  command.callback([&session, &choice, flags] { choice.action = [&session, flags] { return set(session, *flags); }; });
}

}  // namespace vod::cli
