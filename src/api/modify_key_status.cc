#include "api/actions.h"
#include "api/checks.h"

namespace vod::api {
Result<wire::ModifyKeyStatusResponse> answer(Context& context, const wire::ModifyKeyStatusRequest& request) {
  World& world = context.world;
  VOD_TRY(check::unlimited_key(context));
  VOD_TRY(check::one_of(request.Status, {"Enabled", "Disabled"}, ErrorCode::value_status, "Status"));
  VOD_TRY(world.database.write(
      [&](Transaction& tx) { return world.keys.set_disabled(tx, request.KeyId, request.Status == "Disabled"); }));
  return wire::ModifyKeyStatusResponse{};
}

}  // namespace vod::api
