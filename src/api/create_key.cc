#include "api/actions.h"
#include "api/checks.h"
#include "catalogue/keys.h"
#include "model/limits.h"

namespace vod::api {
namespace {

constexpr std::size_t secret_characters = 32;

}  // namespace

Result<wire::CreateKeyResponse> answer(Context& context, const wire::CreateKeyRequest& request) {
  World& world = context.world;
  VOD_TRY(check::unlimited_key(context));
  if (request.Name.empty()) return error(ErrorCode::value_name, "Name", "Name: must not be empty.");
  VOD_TRY(check::length(request.Name, limits::key_name_characters_max, ErrorCode::value_name, "Name"));
  catalogue::KeyRow key;
  key.secret_id = "AKID" + world.random.alphanumeric(secret_characters);
  key.secret_key = world.random.alphanumeric(secret_characters);
  key.name = request.Name;
  key.is_read_only = request.IsReadOnly.value_or(false);
  key.created_ms = context.now_ms;
  VOD_TRY(key.expires_ms, check::expire_time(request.ExpireTime, "ExpireTime"));
  if (key.expires_ms != 0 && key.expires_ms <= context.now_ms) {
    return error(ErrorCode::value_expire_time, "ExpireTime", "ExpireTime: lies in the past.");
  }
  if (request.OnlySubAppId.value_or(0) != 0) {
    key.only_app = AppId{*request.OnlySubAppId};
    VOD_TRY(const auto app, world.apps.find(*key.only_app));
    if (!app || app->status == AppStatus::destroyed) return error(ErrorCode::value_sub_app_id, "OnlySubAppId");
  }
  VOD_TRY(world.database.write([&](Transaction& tx) { return world.keys.insert(tx, key); }));
  wire::CreateKeyResponse response;
  response.SecretId = key.secret_id;
  response.SecretKey = key.secret_key;
  return response;
}

}  // namespace vod::api
