#include "main/cli/event_view.h"

#include <fmt/format.h>

namespace vod::cli {
namespace {

std::string name_in(const std::optional<wire::MediaBasicInfo>& basic) { return basic ? basic->Name.value_or("") : ""; }

std::string procedure_summary(const wire::ProcedureTask& task) {
  int done = 0;
  int failed = 0;
  for (const auto& result : task.MediaProcessResultSet) {
    const std::string status = result.TranscodeTask         ? result.TranscodeTask->Status.value_or("")
                               : result.CoverBySnapshotTask ? result.CoverBySnapshotTask->Status.value_or("")
                                                            : "";
    done += status == "SUCCESS" ? 1 : 0;
    failed += status == "FAIL" ? 1 : 0;
  }
  std::string text = fmt::format("{}, {} made", task.Status.value_or(""), done);
  if (failed > 0) text += fmt::format(", {} failed", failed);
  return text;
}

}  // namespace

EventView view_of(const wire::EventContent& event) {
  EventView view;
  view.type = event.EventType.value_or("");
  if (event.FileUploadEvent) {
    view.file_id = event.FileUploadEvent->FileId.value_or("");
    view.summary = name_in(event.FileUploadEvent->MediaBasicInfo);
  } else if (event.ProcedureStateChangeEvent) {
    view.file_id = event.ProcedureStateChangeEvent->FileId.value_or("");
    view.task_id = event.ProcedureStateChangeEvent->TaskId.value_or("");
    view.summary = procedure_summary(*event.ProcedureStateChangeEvent);
  } else if (event.PullCompleteEvent) {
    const auto& pull = *event.PullCompleteEvent;
    view.file_id = pull.FileId.value_or("");
    view.task_id = pull.TaskId.value_or("");
    view.summary = pull.ErrCode.value_or(0) == 0 ? name_in(pull.MediaBasicInfo) : pull.Message.value_or("");
  } else if (event.FileDeleteEvent) {
    for (const auto& file_id : event.FileDeleteEvent->FileIdSet) {
      view.file_id += (view.file_id.empty() ? "" : ",") + file_id;
    }
  }
  return view;
}

}  // namespace vod::cli
