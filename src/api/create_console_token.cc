#include "api/actions.h"
#include "api/checks.h"
#include "base/text.h"

namespace vod::api {
Result<wire::CreateConsoleTokenResponse> answer(Context& context, const wire::CreateConsoleTokenRequest&) {
  World& world = context.world;
  if (context.key->is_temporary()) {
    return error(ErrorCode::unauthorized_operation, {}, "A console's key can't sign in another console.");
  }
  const auto made = world.console_tokens.make(context.key->secret_id);
  wire::CreateConsoleTokenResponse response;
  response.OneTimeToken = made.token;
  response.ExpireTime = iso8601(made.expires_ms);
  if (world.has_console) response.Url = console_link(world.public_url(), made.token);
  return response;
}

}  // namespace vod::api
