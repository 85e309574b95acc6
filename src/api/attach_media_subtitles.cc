#include "api/actions.h"
#include "api/checks.h"
#include "engine/stream_subtitles.h"
#include "model/limits.h"

namespace vod::api {
namespace {

Result<engine::StreamSubtitleEdit> checked(const wire::AttachMediaSubtitlesRequest& request) {
  VOD_TRY(check::one_of(request.Operation, {"Attach", "Detach"}, ErrorCode::invalid_parameter_value, "Operation"));
  if (request.SubtitleIds.empty() || request.SubtitleIds.size() > limits::subtitles_max) {
    return error(ErrorCode::invalid_parameter_value, "SubtitleIds",
                 "SubtitleIds: name 1 to 16 subtitles, not " + std::to_string(request.SubtitleIds.size()) + ".");
  }
  engine::StreamSubtitleEdit edit;
  (request.Operation == "Attach" ? edit.attach : edit.detach) = request.SubtitleIds;
  if (request.DefaultSubtitleId && !request.DefaultSubtitleId->empty()) edit.default_id = request.DefaultSubtitleId;
  return edit;
}

}  // namespace

Result<wire::AttachMediaSubtitlesResponse> answer(Context& context, const wire::AttachMediaSubtitlesRequest& request) {
  World& world = context.world;
  VOD_TRY(const auto file, check::file_id(request.FileId, ErrorCode::invalid_parameter_value, "FileId"));
  VOD_TRY(const auto edit, checked(request));
  VOD_TRY(const auto definition,
          check::number(std::optional(request.AdaptiveDynamicStreamingDefinition), 0, 1, INT32_MAX,
                        ErrorCode::invalid_parameter_value, "AdaptiveDynamicStreamingDefinition"));
  VOD_TRY(const auto change,
          engine::prepare_stream(world.database, world.blobs, context.app, file, definition, edit, context.now_ms));
  VOD_TRY(world.database.write([&](Transaction& tx) { return engine::apply_stream(tx, world.trash, change); }));
  return wire::AttachMediaSubtitlesResponse{};
}

}  // namespace vod::api
