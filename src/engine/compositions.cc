#include "engine/compositions.h"

#include "catalogue/media.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::engine {
namespace {

wire::ComposeMediaTask first_state(const Task& task, const wire::ComposeMediaRequest& request) {
  wire::ComposeMediaTask state;
  state.TaskId = task.id.value;
  state.Status = "PROCESSING";
  state.ErrCode = 0;
  state.Message = "";
  state.Progress = 0;
  wire::ComposeMediaTaskInput input;
  input.Tracks = request.Tracks;
  input.Canvas = request.Canvas.value_or(wire::Canvas());
  input.Output = request.Output;
  state.Input = std::move(input);
  state.SessionId = task.session_id;
  state.SessionContext = task.session_context;
  return state;
}

}  // namespace

Result<TaskId> start_compose(Transaction& tx, Bells& bells, Random& random, const catalogue::TaskWish& wish,
                             const wire::ComposeMediaRequest& request, const std::vector<ComposedFile>& files,
                             std::int64_t now_ms) {
  for (const ComposedFile& used : files) {
    VOD_TRY(const auto media, catalogue::find_media(tx, wish.app, used.file));
    if (media && media->has_original) continue;
    return error(ErrorCode::value_file_id, used.field,
                 used.field + ": " +
                     (media ? "the original file of " + used.file.text() + " was deleted."
                            : "no media " + used.file.text() + " in this application."));
  }
  VOD_TRY(catalogue::check_session(tx, wish, limits::session_id_ms, now_ms));
  Task task = catalogue::new_task(random, wish, TaskType::compose_media, now_ms);
  task.request_json = wire::encode_text(request);
  task.detail_json = wire::encode_text(first_state(task, request));
  VOD_TRY(catalogue::start_task(tx, bells, task));
  return task.id;
}

}  // namespace vod::engine
