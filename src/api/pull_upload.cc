#include <boost/url/parse.hpp>

#include "api/actions.h"
#include "api/checks.h"
#include "base/text.h"
#include "engine/tasks.h"
#include "model/limits.h"
#include "model/media_types.h"

namespace vod::api {
namespace {

// The path of an http or https URL.
Result<std::string> path_of(const std::string& text, ErrorCode code, const std::string& field) {
  const auto url = boost::urls::parse_uri(text);
  const bool is_http = url && (url->scheme() == "http" || url->scheme() == "https") && !url->host().empty();
  if (is_http && text.size() <= limits::playlist_uri_bytes_max) return std::string(url->path());
  return error(code, field,
               field + ": \"" + text.substr(0, 200) + "\" is not an http or https URL of at most 4096 bytes.");
}

// The extension of the path's last part; "" when it has none.
std::string extension_of(std::string_view path) {
  const auto name = path.substr(path.rfind('/') + 1);
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string() : lower(name.substr(dot + 1));
}

// The media type that was given, or the extension of the URL's path.
Result<std::string> media_type(const wire::PullUploadRequest& request) {
  VOD_TRY(const auto path, path_of(request.MediaUrl, ErrorCode::value_media_url, "MediaUrl"));
  std::string type = lower(request.MediaType.value_or(""));
  if (type.empty()) type = extension_of(path);
  if (type == "mpd") {
    return error(ErrorCode::media_type_failed, "MediaType",
                 "MediaType: DASH presentations (mpd) can't be pulled; pull one of their files, or HLS.");
  }
  if (!category_of_type(type)) {
    return error(ErrorCode::media_type_failed, "MediaType",
                 type.empty() ? "MediaType: the URL's path has no extension, so the type must be given."
                              : "MediaType: \"" + type.substr(0, 40) + "\" is not a media type like mp4.");
  }
  return type;
}

// What lies there is looked at when it comes; a name that tells of something else is refused at once.
Done check_cover(const std::optional<std::string>& url) {
  if (!url || url->empty()) return done();
  VOD_TRY(const auto path, path_of(*url, ErrorCode::value_cover_url, "CoverUrl"));
  const std::string type = extension_of(path);
  if (!category_of_type(type) || is_cover_type(type)) return done();
  return error(ErrorCode::cover_type_failed, "CoverUrl", "CoverUrl: \"" + type + "\" is none of gif, jpeg, jpg, png.");
}

}  // namespace

Result<wire::PullUploadResponse> answer(Context& context, const wire::PullUploadRequest& request) {
  World& world = context.world;
  wire::PullUploadRequest checked = request;
  VOD_TRY(checked.MediaType, media_type(request));
  VOD_TRY(check_cover(request.CoverUrl));
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
    VOD_TRY(check::procedure(tx, context.app, request.Procedure));
    VOD_TRY(task, engine::start_pull(tx, world.bells, world.random, wish, checked, context.now_ms));
    return done();
  }));
  wire::PullUploadResponse response;
  response.TaskId = task.value;
  return response;
}

}  // namespace vod::api
