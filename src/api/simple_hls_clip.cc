#include <boost/url/parse.hpp>

#include "api/actions.h"
#include "api/checks.h"
#include "base/text.h"
#include "engine/hls_clips.h"
#include "model/limits.h"

namespace vod::api {
namespace {

// The host is not looked at: a server behind a proxy has many names.
Result<std::string> path_in(const std::string& url) {
  const auto parsed = boost::urls::parse_uri(url);
  if (!parsed || (parsed->scheme() != "http" && parsed->scheme() != "https")) {
    return error(ErrorCode::value_url, "Url",
                 "Url: \"" + url.substr(0, 200) + "\" is not an http or https URL of a media.");
  }
  return std::string(parsed->path());
}

Done check_form(const wire::SimpleHlsClipRequest& request) {
  if (!request.Precision.value_or("").empty()) {
    return error(ErrorCode::unsupported_operation, "Precision",
                 "Precision: clips are cut between segments; EditMedia cuts exactly.");
  }
  const std::string type = lower(request.OutputMediaType.value_or(""));
  VOD_TRY(check::one_of(type, {"", "hls", "mp4"}, ErrorCode::value_output_media_type, "OutputMediaType"));
  if (type == "mp4") {
    return error(ErrorCode::unsupported_operation, "OutputMediaType",
                 "OutputMediaType: clips are playlists; EditMedia makes mp4 files of HLS media.");
  }
  VOD_TRY(check::number(request.IsPersistence, 0, 0, 1, ErrorCode::value_is_persistence, "IsPersistence"));
  if (request.IsPersistence.value_or(0) == 0 && !request.Procedure.value_or("").empty()) {
    return error(ErrorCode::value_procedure, "Procedure",
                 "Procedure: only a clip that is kept (IsPersistence 1) can be processed.");
  }
  VOD_TRY(check::length(request.SourceContext.value_or(""), limits::source_context_characters_max,
                        ErrorCode::invalid_parameter_value, "SourceContext"));
  return check::length(request.SessionContext.value_or(""), limits::session_context_characters_max,
                       ErrorCode::value_session_context_too_long, "SessionContext");
}

}  // namespace

Result<wire::SimpleHlsClipResponse> answer(Context& context, const wire::SimpleHlsClipRequest& request) {
  World& world = context.world;
  VOD_TRY(check_form(request));
  VOD_TRY(const auto path, path_in(request.Url));
  VOD_TRY(const auto expire_ms, check::expire_time(request.ExpireTime, "ExpireTime"));
  VOD_TRY(check::class_id(context, request.ClassId));
  const engine::ClipStore store{world.database, world.blobs, world.bells, world.random, context.now_ms};
  VOD_TRY(const auto playlist, engine::open_playlist(store, context.app, path));
  VOD_TRY(auto clip, engine::cut_clip(playlist, request.StartTimeOffset.value_or(0), request.EndTimeOffset.value_or(0),
                                      engine::ClipEnd::inclusive));
  VOD_TRY(check::disk_has_room(world, limits::disk_uploads_share_max, "clips"));
  wire::SimpleHlsClipResponse response;
  response.FileId = "";
  response.TaskId = "";
  const auto url = public_url(context);
  if (request.IsPersistence.value_or(0) == 0) {
    VOD_TRY(const auto made, engine::store_temporary_clip(store, context.app, clip));
    response.Url = url.of(made);
  } else {
    engine::KeptClipWish wish;
    wish.app = context.app;
    wish.name = playlist.media.name;
    wish.class_id = request.ClassId.value_or(0);
    wish.expire_ms = expire_ms;
    wish.source_context = request.SourceContext.value_or("");
    wish.session_context = request.SessionContext.value_or("");
    wish.procedure = request.Procedure.value_or("");
    wish.action = "SimpleHlsClip";
    VOD_TRY(
        world.database.read([&](ReadTransaction& tx) { return check::procedure(tx, context.app, request.Procedure); }));
    VOD_TRY(const auto kept, engine::keep_clip(store, wish, clip));
    response.Url = url.of(kept.media.path);
    response.FileId = kept.media.id.text();
    response.TaskId = kept.procedure_task;
  }
  response.MetaData = clip.metadata;
  return response;
}

}  // namespace vod::api
