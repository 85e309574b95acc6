#include "api/actions.h"
#include "api/edit_checks.h"
#include "engine/edits.h"

namespace vod::api {
namespace {

Done check_input(const wire::EditMediaRequest& request) {
  VOD_TRY(check::one_of(request.InputType, {"File", "Stream"}, ErrorCode::invalid_parameter_value, "InputType"));
  if (request.InputType == "Stream") {
    return error(ErrorCode::unsupported_operation, "InputType",
                 "InputType: \"Stream\" cuts recordings of live streams, and openvod has none; use \"File\".");
  }
  if (request.FileInfos.empty() || request.FileInfos.size() > limits::edit_files_max) {
    return error(ErrorCode::invalid_parameter_value, "FileInfos",
                 "FileInfos: 1 to " + std::to_string(limits::edit_files_max) + " files can be edited, not " +
                     std::to_string(request.FileInfos.size()) + ".");
  }
  VOD_TRY(check::number(request.Definition, 10, 10, 20, ErrorCode::value_definition, "Definition"));
  if (request.Definition.value_or(10) % 10 != 0) {
    return error(ErrorCode::value_definition, "Definition",
                 "Definition: " + std::to_string(*request.Definition) +
                     " is no edit template; 10 takes the file with the highest resolution as the base, 20 the one with "
                     "the highest bitrate.");
  }
  return done();
}

// 0 is as the base; otherwise within the range.
Done check_range(const std::optional<std::uint64_t>& value, std::uint64_t from, std::uint64_t to, ErrorCode code,
                 const std::string& field) {
  const std::uint64_t number = value.value_or(0);
  if (number == 0 || (number >= from && number <= to)) return done();
  return error(code, field,
               field + ": " + std::to_string(number) + " is neither 0 nor from " + std::to_string(from) + " to " +
                   std::to_string(to) + ".");
}

Done check_video(const wire::EditMediaVideoStream& video) {
  const std::string at = "OutputConfig.VideoStream.";
  const std::string codec = video.Codec.value_or("");
  VOD_TRY(check::one_of(codec, {"", "libx264", "libx265", "av1", "H.266"}, ErrorCode::value_codec, at + "Codec"));
  if (codec == "H.266") {
    return error(ErrorCode::unsupported_operation, at + "Codec",
                 at + "Codec: there is no encoder for H.266 in FFmpeg 5.1; use libx264, libx265 or av1.");
  }
  VOD_TRY(check_range(video.Bitrate, 128, 100'000, ErrorCode::value_bitrate, at + "Bitrate"));
  VOD_TRY(check_range(video.Width, 128, 4'096, ErrorCode::value_width, at + "Width"));
  VOD_TRY(check_range(video.Height, 128, 4'096, ErrorCode::value_height, at + "Height"));
  VOD_TRY(check::number(video.Fps, 0, 0, 100, ErrorCode::value_fps, at + "Fps"));
  return check::one_of(video.ResolutionAdaptive.value_or(""), {"", "open", "close"},
                       ErrorCode::value_resolution_adaptive, at + "ResolutionAdaptive");
}

Done check_output(const Context& context, const wire::EditMediaOutputConfig& output) {
  VOD_TRY(check::edit_output(context, output, "OutputConfig"));
  if (output.VideoStream) {
    VOD_TRY(check_video(*output.VideoStream));
    if (output.VideoStream->Codec == "av1" && output.Type == "hls") {
      return error(ErrorCode::value_codec, "OutputConfig.VideoStream.Codec",
                   "OutputConfig.VideoStream.Codec: av1 goes into mp4 only.");
    }
  }
  if (!output.TEHDConfig) return done();
  return check::one_of(output.TEHDConfig->Type, {"TEHD-100", "OFF"}, ErrorCode::value_tehd_type,
                       "OutputConfig.TEHDConfig.Type");
}

}  // namespace

Result<wire::EditMediaResponse> answer(Context& context, const wire::EditMediaRequest& request) {
  World& world = context.world;
  VOD_TRY(check_input(request));
  if (request.OutputConfig) {
    VOD_TRY(check_output(context, *request.OutputConfig));
  }
  VOD_TRY(const auto wish,
          check::task_wish(context, request.TasksPriority, {}, request.SessionId, request.SessionContext));
  VOD_TRY(check::disk_has_room(world, limits::disk_tasks_share_max, "tasks"));
  TaskId task;
  VOD_TRY(world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(check::procedure(tx, context.app, request.ProcedureName));
    VOD_TRY(task, engine::start_edit(tx, world.bells, world.random, wish, request, context.now_ms));
    return done();
  }));
  wire::EditMediaResponse response;
  response.TaskId = task.value;
  return response;
}

}  // namespace vod::api
