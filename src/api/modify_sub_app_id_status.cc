#include "api/actions.h"
#include "api/checks.h"
#include "engine/apps.h"

namespace vod::api {

Result<wire::ModifySubAppIdStatusResponse> answer(Context& context, const wire::ModifySubAppIdStatusRequest& request) {
  World& world = context.world;
  VOD_TRY(check::unlimited_key(context));
  VOD_TRY(check::one_of(request.Status, {"On", "Off", "Destroyed"}, ErrorCode::invalid_parameter_value, "Status"));
  const AppStatus status = request.Status == "On"    ? AppStatus::on
                           : request.Status == "Off" ? AppStatus::off
                                                     : AppStatus::destroyed;
  const AppId default_id{static_cast<std::uint64_t>(world.settings.default_app_id)};
  VOD_TRY(world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(const auto app, engine::app_with_status(tx, context.app, default_id, status));
    return world.apps.update(tx, app);
  }));
  return wire::ModifySubAppIdStatusResponse{};
}

}  // namespace vod::api
