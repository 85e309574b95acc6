#include "main/cli/process_flags.h"

namespace vod::cli {

void ProcessFlags::add_to(CLI::App& command, const std::string& definitions_flag) {
  command.add_option(definitions_flag, definitions, "Transcode templates, such as 100010,100020")->delimiter(',');
  command.add_flag("--cover", cover, "Make a cover from the first picture (snapshot template 10)");
  command.add_option("--notify", notify, "When ProcedureStateChanged is sent: Finish (default), Change or None")
      ->check(CLI::IsMember({"Finish", "Change", "None"}));
  command.add_option("--session-context", session_context, "Text that comes back in the event");
  command.add_option("--priority", priority, "Of the task, higher is earlier")->check(CLI::Range(-10, 10));
  command.add_flag("--wait", wait, "Wait until the task has ended");
  command.add_option("--timeout", timeout_s, "Longest wait in seconds; 0 waits for ever")
      ->check(CLI::NonNegativeNumber);
}

client::CallResult<Processed> process_media(Session& session, const std::string& file_id, const ProcessFlags& flags) {
  boost::json::object work;
  if (!flags.definitions.empty()) {
    boost::json::array transcodes;
    for (const std::int64_t definition : flags.definitions) {
      transcodes.push_back(boost::json::object{{"Definition", definition}});
    }
    work["TranscodeTaskSet"] = std::move(transcodes);
  }
  if (flags.cover) {
    work["CoverBySnapshotTaskSet"] =
        boost::json::array{{{"Definition", 10}, {"PositionType", "Time"}, {"PositionValue", 0}}};
  }
  boost::json::object request{{"FileId", file_id}, {"MediaProcessTask", std::move(work)}};
  if (!flags.notify.empty()) request["TasksNotifyMode"] = flags.notify;
  if (!flags.session_context.empty()) request["SessionContext"] = flags.session_context;
  if (flags.priority != 0) request["TasksPriority"] = flags.priority;

  VOD_TRY(const auto answer, session.call("ProcessMedia", std::move(request)));
  VOD_TRY(const auto typed, client::ApiClient::read_as<wire::ProcessMediaResponse>(answer));
  Processed processed;
  processed.task_id = typed.TaskId.value_or("");
  if (flags.wait) {
    VOD_TRY(processed.waited, wait_for_task(session, processed.task_id, flags.timeout_s));
  }
  return processed;
}

}  // namespace vod::cli
