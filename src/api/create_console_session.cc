#include "api/actions.h"
#include "api/checks.h"
#include "catalogue/keys.h"
#include "model/limits.h"

namespace vod::api {
namespace {

constexpr std::size_t secret_characters = 32;
constexpr std::size_t token_characters = 43;  // 256 bits.
constexpr std::int64_t second_ms = 1'000;

// Whose rights the session gets: the signer's, or those of the key that the one-time token was made with.
Result<std::shared_ptr<const Key>> key_of(const Context& context, const wire::CreateConsoleSessionRequest& request) {
  World& world = context.world;
  if (!request.OneTimeToken || request.OneTimeToken->empty()) {
    if (context.key->is_nobody()) {
      return error(ErrorCode::missing_parameter, "OneTimeToken",
                   "OneTimeToken: missing; without it the call has to be signed.");
    }
    if (context.key->is_temporary()) {
      return error(ErrorCode::unauthorized_operation, {}, "A console's key can't sign in another console.");
    }
    return context.key;
  }
  VOD_TRY(const auto secret_id, world.console_tokens.take(*request.OneTimeToken, context.peer));
  auto key = world.keys.find(secret_id);
  if (!key) return error(ErrorCode::token_failure, "OneTimeToken", "OneTimeToken: its key is disabled or over.");
  return key;
}

}  // namespace

Result<wire::CreateConsoleSessionResponse> answer(Context& context, const wire::CreateConsoleSessionRequest& request) {
  World& world = context.world;
  VOD_TRY(const auto key, key_of(context, request));
  catalogue::ConsoleSession session;
  session.secret_id = "AKID" + world.random.alphanumeric(secret_characters);
  session.secret_key = world.random.alphanumeric(secret_characters);
  session.token = world.random.alphanumeric(token_characters);
  session.parent_id = key->secret_id;
  session.expires_ms = context.now_ms + limits::console_session_ms;
  VOD_TRY(world.database.write([&](Transaction& tx) { return world.keys.insert_session(tx, session); }));
  wire::CreateConsoleSessionResponse response;
  response.SecretId = session.secret_id;
  response.SecretKey = session.secret_key;
  response.Token = session.token;
  response.ExpiredTime = session.expires_ms / second_ms;
  response.KeyName = key->name;
  if (key->only_app) response.OnlySubAppId = key->only_app->value;
  response.IsReadOnly = key->is_read_only;
  response.IsRoot = key->is_root;
  return response;
}

}  // namespace vod::api
