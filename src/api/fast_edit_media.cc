#include "api/actions.h"
#include "api/checks.h"
#include "engine/hls_clips.h"
#include "model/limits.h"

namespace vod::api {
namespace {

Done check_form(const wire::FastEditMediaRequest& request) {
  if (request.FileInfos.empty() || request.FileInfos.size() > limits::fast_edit_files_max) {
    return error(ErrorCode::invalid_parameter_value, "FileInfos",
                 "FileInfos: 1 to " + std::to_string(limits::fast_edit_files_max) + " files can be joined, not " +
                     std::to_string(request.FileInfos.size()) + ".");
  }
  for (std::size_t i = 0; i < request.FileInfos.size(); ++i) {
    const auto& info = request.FileInfos[i];
    const std::string at = "FileInfos." + std::to_string(i) + ".";
    VOD_TRY(check::one_of(info.AudioVideoType, {"Transcode", "Original"}, ErrorCode::invalid_parameter_value,
                          at + "AudioVideoType"));
    if (info.AudioVideoType == "Transcode" && info.TranscodeDefinition.value_or(0) <= 0) {
      return error(ErrorCode::invalid_parameter_value, at + "TranscodeDefinition",
                   at + "TranscodeDefinition: say which transcode output is meant.");
    }
  }
  return check::one_of(request.ClipMode.value_or(""), {"", "StartInclusiveEndInclusive", "StartInclusiveEndExclusive"},
                       ErrorCode::invalid_parameter_value, "ClipMode");
}

}  // namespace

Result<wire::FastEditMediaResponse> answer(Context& context, const wire::FastEditMediaRequest& request) {
  World& world = context.world;
  VOD_TRY(check_form(request));
  const engine::ClipStore store{world.database, world.blobs, world.bells, world.random, context.now_ms};
  const auto end =
      request.ClipMode == "StartInclusiveEndExclusive" ? engine::ClipEnd::exclusive : engine::ClipEnd::inclusive;
  std::vector<engine::HlsClip> clips;
  std::string name;
  for (std::size_t i = 0; i < request.FileInfos.size(); ++i) {
    const auto& info = request.FileInfos[i];
    VOD_TRY(const auto file,
            check::file_id(info.FileId, ErrorCode::value_file_id, "FileInfos." + std::to_string(i) + ".FileId"));
    const std::int64_t definition = info.AudioVideoType == "Transcode" ? info.TranscodeDefinition.value_or(0) : 0;
    VOD_TRY(const auto playlist, engine::open_playlist_of(store, context.app, file, definition));
    if (i == 0) name = playlist.media.name;
    VOD_TRY(auto clip,
            engine::cut_clip(playlist, info.StartTimeOffset.value_or(0), info.EndTimeOffset.value_or(0), end));
    clips.push_back(std::move(clip));
  }
  VOD_TRY(check::disk_has_room(world, limits::disk_uploads_share_max, "clips"));
  VOD_TRY(auto joined, engine::join_clips(clips));
  engine::KeptClipWish wish;
  wish.app = context.app;
  wish.name = name;
  wish.action = "FastEditMedia";
  VOD_TRY(const auto kept, engine::keep_clip(store, wish, joined));
  wire::FastEditMediaResponse response;
  response.FileId = kept.media.id.text();
  response.Url = public_url(context).of(kept.media.path);
  return response;
}

}  // namespace vod::api
