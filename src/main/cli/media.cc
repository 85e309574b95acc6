#include <fmt/format.h>

#include "main/cli/commands.h"
#include "main/cli/media_commands.h"
#include "main/cli/process_flags.h"

namespace vod::cli {
namespace {

struct PullFlags {
  std::string url;
  std::string name;
  std::string type;
  std::string source_context;
  std::string session_context;
  bool wait = false;
  double timeout_s = 0;
};

int pull(Session& session, const PullFlags& flags) {
  boost::json::object request{{"MediaUrl", flags.url}};
  const auto add = [&](const char* field, const std::string& value) {
    if (!value.empty()) request[field] = value;
  };
  add("MediaName", flags.name);
  add("MediaType", flags.type);
  add("SourceContext", flags.source_context);
  add("SessionContext", flags.session_context);
  VOD_CLI_TRY(const auto answer, session, session.call("PullUpload", std::move(request)));
  VOD_CLI_TRY(const auto typed, session, client::ApiClient::read_as<wire::PullUploadResponse>(answer));
  Processed started{typed.TaskId.value_or(""), {}};
  if (flags.wait) {
    VOD_CLI_TRY(started.waited, session, wait_for_task(session, started.task_id, flags.timeout_s));
  }
  if (session.json()) {
    session.print_json(flags.wait ? started.waited.detail : answer);
  } else {
    session.print(started_text(started, flags.wait));
    if (!started.waited.view.file_id.empty()) session.print("FileId  " + started.waited.view.file_id);
  }
  return started.waited.exit_code;
}

void add_pull(CLI::App& media, Session& session, Choice& choice) {
  auto& command = *media.add_subcommand("pull", "Have the server fetch a file from a URL");
  const auto flags = std::make_shared<PullFlags>();
  command.add_option("url", flags->url, "http or https URL")->required();
  command.add_option("--name", flags->name, "Name of the media; from the URL if absent");
  command.add_option("--type", flags->type, "Media type such as mp4; from the URL if absent");
  command.add_option("--source-context", flags->source_context, "Text that comes back with the media's source");
  command.add_option("--session-context", flags->session_context, "Text that comes back in PullComplete");
  command.add_flag("--wait", flags->wait, "Wait until it is there");
  command.add_option("--timeout", flags->timeout_s, "Longest wait in seconds; 0 waits for ever")
      ->check(CLI::NonNegativeNumber);
  session.add_flags(command);
  command.callback([&session, &choice, flags] { choice.action = [&session, flags] { return pull(session, *flags); }; });
}

// Deletes one after the other; a failure ends it, and says at which.
int remove(Session& session, const std::vector<std::string>& file_ids) {
  boost::json::array deleted;
  for (const auto& file_id : file_ids) {
    const auto answer = session.call("DeleteMedia", {{"FileId", file_id}});
    if (!answer) {
      session.note(fmt::format("{}:", file_id));
      return session.fail(answer.error());
    }
    deleted.push_back(boost::json::string(file_id));
    if (!session.json()) session.print(file_id + " is deleted.");
  }
  if (session.json()) session.print_json({{"Deleted", std::move(deleted)}});
  return ExitCode::ok;
}

void add_remove(CLI::App& media, Session& session, Choice& choice) {
  auto& command = *media.add_subcommand("rm", "Delete media with all that was made of them");
  const auto file_ids = std::make_shared<std::vector<std::string>>();
  command.add_option("file_ids", *file_ids, "FileIds")->required();
  session.add_flags(command);
  command.callback(
      [&session, &choice, file_ids] { choice.action = [&session, file_ids] { return remove(session, *file_ids); }; });
}

int process(Session& session, const std::string& file_id, const ProcessFlags& flags) {
  if (!flags.wanted()) return session.fail(ExitCode::usage, "Nothing to make: give --template, --cover or both.");
  VOD_CLI_TRY(const Processed processed, session, process_media(session, file_id, flags));
  if (session.json()) {
    session.print_json(flags.wait ? processed.waited.detail : boost::json::object{{"TaskId", processed.task_id}});
  } else {
    session.print(started_text(processed, flags.wait));
  }
  return processed.waited.exit_code;
}

void add_process(CLI::App& media, Session& session, Choice& choice) {
  auto& command = *media.add_subcommand("process", "Make outputs of a media");
  const auto file_id = std::make_shared<std::string>();
  const auto flags = std::make_shared<ProcessFlags>();
  command.add_option("file_id", *file_id, "FileId")->required();
  flags->add_to(command, "--template");
  session.add_flags(command);
  command.callback([&session, &choice, file_id, flags] {
    choice.action = [&session, file_id, flags] { return process(session, *file_id, *flags); };
  });
}

}  // namespace

std::string started_text(const Processed& processed, bool waited) {
  std::string text = fmt::format("TaskId  {}\n", printable(processed.task_id));
  if (!waited) return text;
  switch (processed.waited.exit_code) {
    case ExitCode::timed_out:
      text += "It goes on; the wait is over.\n";
      break;
    case ExitCode::stopped:
      text += "It goes on; follow it with `openvod task wait`.\n";
      break;
    default:
      break;
  }
  return text + text_of(processed.waited.view);
}

void add_media(CLI::App& app, Session& session, Choice& choice) {
  auto& media = *app.add_subcommand("media", "Upload, list, show, process and delete media");
  media.require_subcommand(1);
  add_media_upload(media, session, choice);
  add_pull(media, session, choice);
  add_media_list(media, session, choice);
  add_media_show(media, session, choice);
  add_remove(media, session, choice);
  add_process(media, session, choice);
}

}  // namespace vod::cli
