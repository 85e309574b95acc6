#include "api/actions.h"
#include "api/checks.h"

namespace vod::api {
Result<wire::DeleteKeyResponse> answer(Context& context, const wire::DeleteKeyRequest& request) {
  World& world = context.world;
  VOD_TRY(check::unlimited_key(context));
  VOD_TRY(world.database.write([&](Transaction& tx) { return world.keys.erase(tx, request.KeyId); }));
  return wire::DeleteKeyResponse{};
}

}  // namespace vod::api
