#include "engine/edits.h"

#include <string>
#include <utility>

#include "catalogue/media.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::engine {
namespace {

Result<FileId> needed_source(ReadTransaction& tx, AppId app, const std::string& text, const std::string& field) {
  const auto file = FileId::parse(text);
  if (!file) return error(ErrorCode::resource_not_found, field, field + ": \"" + text + "\" is not a FileId.");
  VOD_TRY(const auto media, catalogue::find_media(tx, app, *file));
  if (!media) return error(ErrorCode::resource_not_found, field, field + ": no media " + text + " in this application.");
  if (!media->has_original) {
    return error(ErrorCode::resource_not_found, field,
                 field + ": the original file of " + text + " was deleted, so it can't be edited any more.");
  }
  return *file;
}

wire::EditMediaTask first_state(const Task& task, const wire::EditMediaRequest& request) {
  wire::EditMediaTask state;
  state.TaskId = task.id.value;
  state.Status = "PROCESSING";
  state.ErrCode = 0;
  state.ErrCodeExt = "";
  state.Message = "";
  state.Progress = 0;
  wire::EditMediaTaskInput input;
  input.InputType = request.InputType;
  input.FileInfoSet = request.FileInfos;
  for (auto& info : input.FileInfoSet) {
    info.StartTimeOffset = info.StartTimeOffset.value_or(0);
    info.EndTimeOffset = info.EndTimeOffset.value_or(0);
  }
  state.Input = std::move(input);
  state.ProcedureTaskId = "";
  state.ReviewAudioVideoTaskId = "";
  state.SessionId = task.session_id;
  state.SessionContext = task.session_context;
  return state;
}

wire::SplitMediaTask first_state(const Task& task, const wire::SplitMediaRequest& request) {
  wire::SplitMediaTask state;
  state.TaskId = task.id.value;
  state.Status = "PROCESSING";
  state.ErrCodeExt = "";
  state.ErrCode = 0;
  state.Message = "";
  for (const auto& segment : request.Segments) {
    wire::SplitMediaTaskInput input;
    input.FileId = request.FileId;
    input.StartTimeOffset = segment.StartTimeOffset.value_or(0);
    input.EndTimeOffset = segment.EndTimeOffset.value_or(0);
    input.ProcedureName = segment.ProcedureName.value_or("");
    input.OutputConfig = segment.OutputConfig;
    wire::SplitMediaTaskSegmentInfo info;
    info.Input = std::move(input);
    info.ProcedureTaskId = "";
    info.ReviewAudioVideoTaskId = "";
    state.FileInfoSet.push_back(std::move(info));
  }
  state.SessionContext = task.session_context;
  state.SessionId = task.session_id;
  state.Progress = 0;
  return state;
}

template <class Request>
Result<TaskId> start(Transaction& tx, Bells& bells, Task task, const Request& request) {
  task.request_json = wire::encode_text(request);
  task.detail_json = wire::encode_text(first_state(task, request));
  VOD_TRY(catalogue::start_task(tx, bells, task));
  return task.id;
}

}  // namespace

Result<TaskId> start_edit(Transaction& tx, Bells& bells, Random& random, const catalogue::TaskWish& wish,
                          const wire::EditMediaRequest& request, std::int64_t now_ms) {
  Task task = catalogue::new_task(random, wish, TaskType::edit_media, now_ms);
  for (std::size_t i = 0; i < request.FileInfos.size(); ++i) {
    VOD_TRY(const auto file,
            needed_source(tx, wish.app, request.FileInfos[i].FileId, "FileInfos." + std::to_string(i) + ".FileId"));
    // The task is known by its first file until it has one of its own.
    if (i == 0) task.file = file;
  }
  VOD_TRY(catalogue::check_session(tx, wish, limits::session_id_ms, now_ms));
  return start(tx, bells, std::move(task), request);
}

Result<TaskId> start_split(Transaction& tx, Bells& bells, Random& random, const catalogue::TaskWish& wish,
                           const wire::SplitMediaRequest& request, std::int64_t now_ms) {
  Task task = catalogue::new_task(random, wish, TaskType::split_media, now_ms);
  VOD_TRY(task.file, needed_source(tx, wish.app, request.FileId, "FileId"));
  VOD_TRY(catalogue::check_session(tx, wish, limits::session_id_ms, now_ms));
  return start(tx, bells, std::move(task), request);
}

}  // namespace vod::engine
