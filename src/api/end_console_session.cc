#include "api/actions.h"
#include "api/checks.h"

namespace vod::api {
Result<wire::EndConsoleSessionResponse> answer(Context& context, const wire::EndConsoleSessionRequest&) {
  World& world = context.world;
  if (!context.key->is_temporary()) {
    return error(ErrorCode::unauthorized_operation, {}, "The call is not signed with a console's key.");
  }
  VOD_TRY(world.database.write([&](Transaction& tx) { return world.keys.erase_session(tx, context.key->secret_id); }));
  return wire::EndConsoleSessionResponse{};
}

}  // namespace vod::api
