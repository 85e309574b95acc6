#include "api/actions.h"
#include "api/checks.h"
#include "api/play_keys.h"
#include "base/text.h"
#include "catalogue/media.h"
#include "model/limits.h"
#include "wire/play_token.h"

namespace vod::api {

Result<wire::CreatePlayTokenResponse> answer(Context& context, const wire::CreatePlayTokenRequest& request) {
  VOD_TRY(const auto file, check::file_id(request.FileId, ErrorCode::value_file_id, "FileId"));
  VOD_TRY(const auto life_s, check::number(request.ExpireSeconds, limits::play_token_s, 1, limits::play_token_s_max,
                                           ErrorCode::invalid_parameter_value, "ExpireSeconds"));
  std::optional<Media> media;
  VOD_TRY(context.world.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(media, catalogue::find_media(tx, context.app, file));
    return done();
  }));
  if (!media) {
    return error(ErrorCode::resource_not_found, "FileId", "FileId: no media " + file.text() + " in this application.");
  }
  VOD_TRY(const auto key, play_key(context, false));
  const std::int64_t now_s = context.now_ms / 1'000;
  const wire::PlayToken token = {.app = context.app, .file = file, .made_s = now_s, .expires_s = now_s + life_s};
  wire::CreatePlayTokenResponse response;
  response.Token = wire::sign_play_token(token, key.secret);
  response.ExpireTime = iso8601(token.expires_s * 1'000);
  return response;
}

}  // namespace vod::api
