#include <algorithm>

#include "api/actions.h"
#include "api/checks.h"
#include "api/subtitle_inputs.h"
#include "base/text.h"
#include "engine/media_edits.h"

namespace vod::api {
namespace {

Done check_tags(const wire::ModifyMediaInfoRequest& request) {
  for (const std::string& tag : request.AddTags) {
    VOD_TRY(check::length(tag, 32, ErrorCode::value_tag_too_long, "AddTags"));
    if (tag.empty() || tag.find('\n') != std::string::npos) {
      return error(ErrorCode::value_tags, "AddTags", "AddTags: a tag is empty or holds a line break.");
    }
    if (std::find(request.DeleteTags.begin(), request.DeleteTags.end(), tag) != request.DeleteTags.end()) {
      return error(ErrorCode::value_tags_delete_conflict, "AddTags",
                   "AddTags and DeleteTags both name \"" + tag + "\".");
    }
  }
  if (!request.AddTags.empty() && request.ClearTags.value_or(0) == 1) {
    return error(ErrorCode::value_tags_clear_conflict, "ClearTags");
  }
  return done();
}

Done check_key_frames(const wire::ModifyMediaInfoRequest& request) {
  for (const wire::MediaKeyFrameDescItem& frame : request.AddKeyFrameDescs) {
    VOD_TRY(check::length(frame.Content, 128, ErrorCode::value_key_frame_too_long, "AddKeyFrameDescs"));
    if (!(frame.TimeOffset >= 0)) {
      return error(ErrorCode::value_add_key_frame_descs, "AddKeyFrameDescs",
                   "AddKeyFrameDescs: a TimeOffset is negative.");
    }
    const auto& deleted = request.DeleteKeyFrameDescs;
    if (std::find(deleted.begin(), deleted.end(), frame.TimeOffset) != deleted.end()) {
      return error(ErrorCode::value_key_frames_delete_conflict, "AddKeyFrameDescs");
    }
  }
  if (!request.AddKeyFrameDescs.empty() && request.ClearKeyFrameDescs.value_or(0) == 1) {
    return error(ErrorCode::value_key_frames_clear_conflict, "ClearKeyFrameDescs");
  }
  return done();
}

Result<engine::MediaEdit> checked(const Context& context, const wire::ModifyMediaInfoRequest& request) {
  VOD_TRY(check::length(request.Name.value_or(""), 64, ErrorCode::value_name, "Name"));
  VOD_TRY(check::length(request.Description.value_or(""), 128, ErrorCode::value_description, "Description"));
  VOD_TRY(check::class_id(context, request.ClassId));
  VOD_TRY(check::number(request.ClearTags, 0, 0, 1, ErrorCode::value_clear_tags, "ClearTags"));
  VOD_TRY(check::number(request.ClearKeyFrameDescs, 0, 0, 1, ErrorCode::invalid_parameter_value, "ClearKeyFrameDescs"));
  VOD_TRY(check_tags(request));
  VOD_TRY(check_key_frames(request));
  engine::MediaEdit edit;
  edit.name = request.Name;
  edit.description = request.Description;
  edit.class_id = request.ClassId;
  if (request.ExpireTime) {
    VOD_TRY(edit.expire_ms, check::expire_time(request.ExpireTime, "ExpireTime"));
  }
  edit.add_tags = request.AddTags;
  edit.delete_tags = request.DeleteTags;
  edit.clear_tags = request.ClearTags.value_or(0) == 1;
  edit.add_key_frames = request.AddKeyFrameDescs;
  edit.delete_key_frames = request.DeleteKeyFrameDescs;
  edit.clear_key_frames = request.ClearKeyFrameDescs.value_or(0) == 1;
  return edit;
}

}  // namespace

Result<wire::ModifyMediaInfoResponse> answer(Context& context, const wire::ModifyMediaInfoRequest& request) {
  World& world = context.world;
  VOD_TRY(const auto file, check::file_id(request.FileId, ErrorCode::file_not_exist, "FileId"));
  VOD_TRY(auto edit, checked(context, request));
  if (request.CoverData && !request.CoverData->empty()) {
    const auto picture = from_base64(*request.CoverData);
    if (!picture) return error(ErrorCode::value_image, "CoverData", "CoverData: not base64.");
    VOD_TRY(edit.cover, engine::store_cover(world.blobs, world.random, context.app, file, text_of(*picture)));
  }
  VOD_TRY(auto subtitles, subtitle_work(context, file, request));
  edit.subtitles = std::move(subtitles.edit);
  std::string cover_path;
  VOD_TRY(world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(const auto media, engine::edit_media(tx, world.trash, context.app, file, edit, context.now_ms));
    for (const auto& stream : subtitles.streams) {
      VOD_TRY(engine::apply_stream(tx, world.trash, stream));
    }
    cover_path = edit.cover ? media.cover_path : std::string();
    return done();
  }));
  wire::ModifyMediaInfoResponse response;
  const auto url = public_url(context);
  response.CoverUrl = url.of(cover_path);
  for (const auto& added : edit.subtitles.add) {
    response.AddedSubtitleSet.push_back(added.item);
    response.AddedSubtitleSet.back().Url = url.of(added.file.path);
  }
  return response;
}

}  // namespace vod::api
