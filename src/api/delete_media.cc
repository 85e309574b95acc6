#include "api/actions.h"
#include "api/checks.h"
#include "engine/media.h"

namespace vod::api {
namespace {

Result<std::vector<engine::DeleteWish>> checked_parts(const std::vector<wire::MediaDeleteItem>& parts) {
  std::vector<engine::DeleteWish> wishes;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const wire::MediaDeleteItem& part = parts[i];
    const std::string field = "DeleteParts." + std::to_string(i);
    VOD_TRY(check::one_of(part.Type,
                          {"OriginalFiles", "TranscodeFiles", "AdaptiveDynamicStreamingFiles", "WechatPublishFiles",
                           "WechatMiniProgramPublishFiles"},
                          ErrorCode::invalid_parameter_value, field + ".Type"));
    VOD_TRY(const auto definition,
            check::number(part.Definition, 0, 0, INT32_MAX, ErrorCode::invalid_parameter_value, field + ".Definition"));
    const auto kind = part.Type == "OriginalFiles"    ? engine::DeletePart::original
                      : part.Type == "TranscodeFiles" ? engine::DeletePart::transcodes
                                                      : engine::DeletePart::adaptive_streams;
    wishes.push_back({kind, part.Type, definition});
  }
  return wishes;
}

}  // namespace

Result<wire::DeleteMediaResponse> answer(Context& context, const wire::DeleteMediaRequest& request) {
  World& world = context.world;
  VOD_TRY(const auto file, check::file_id(request.FileId, ErrorCode::resource_not_found, "FileId"));
  VOD_TRY(const auto wishes, checked_parts(request.DeleteParts));
  VOD_TRY(world.database.write([&](Transaction& tx) {
    return engine::delete_media(tx, world.bells, world.trash, context.app, file, wishes, public_url(context),
                                context.now_ms);
  }));
  return wire::DeleteMediaResponse{};
}

}  // namespace vod::api
