#include <boost/url/parse.hpp>

#include "api/actions.h"
#include "api/checks.h"
#include "base/text.h"
#include "engine/tasks.h"
#include "model/limits.h"
#include "model/media_types.h"

namespace vod::api {
namespace {

// The media type that was given, or the extension of the URL's path.
Result<std::string> media_type(const wire::PullUploadRequest& request) {
  const auto url = boost::urls::parse_uri(request.MediaUrl);
  if (!url || (url->scheme() != "http" && url->scheme() != "https") || url->host().empty()) {
    return error(ErrorCode::value_media_url, "MediaUrl",
                 "MediaUrl: \"" + request.MediaUrl.substr(0, 200) + "\" is not an http or https URL.");
  }
  std::string type = lower(request.MediaType.value_or(""));
  if (type.empty()) {
    const std::string path = url->path();
    const std::string name = path.substr(path.rfind('/') + 1);
    const auto dot = name.rfind('.');
    type = dot == std::string::npos ? std::string() : lower(name.substr(dot + 1));
  }
  if (!category_of_type(type)) {
    return error(ErrorCode::media_type_failed, "MediaType",
                 type.empty() ? "MediaType: the URL's path has no extension, so the type must be given."
                              : "MediaType: \"" + type.substr(0, 40) + "\" is not a media type like mp4.");
  }
  if (type == "m3u8") {
    return error(ErrorCode::unsupported_operation, "MediaUrl",
                 "MediaUrl: pulling HLS playlists with their segments is not supported by openvod yet.");
  }
  return type;
}

}  // namespace

Result<wire::PullUploadResponse> answer(Context& context, const wire::PullUploadRequest& request) {
  World& world = context.world;
  wire::PullUploadRequest checked = request;
  VOD_TRY(checked.MediaType, media_type(request));
  VOD_TRY(check::length(request.MediaName.value_or(""), 64, ErrorCode::invalid_parameter_value, "MediaName"));
  VOD_TRY(check::length(request.SourceContext.value_or(""), limits::source_context_characters_max,
                        ErrorCode::invalid_parameter_value, "SourceContext"));
  VOD_TRY(check::expire_time(request.ExpireTime, "ExpireTime"));
  VOD_TRY(check::class_id(context, request.ClassId));
  VOD_TRY(const auto wish,
          check::task_wish(context, request.TasksPriority, {}, request.SessionId, request.SessionContext));
  VOD_TRY(check::disk_has_room(world, limits::disk_uploads_share_max, "uploads"));

  TaskId task;
  VOD_TRY(world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(task, engine::start_pull(tx, world.bells, world.random, wish, checked, context.now_ms));
    return done();
  }));
  wire::PullUploadResponse response;
  response.TaskId = task.value;
  return response;
}

}  // namespace vod::api
