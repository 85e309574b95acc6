#include "api/actions.h"
#include "api/checks.h"
#include "engine/apps.h"

namespace vod::api {

Result<wire::ModifySubAppIdInfoResponse> answer(Context& context, const wire::ModifySubAppIdInfoRequest& request) {
  World& world = context.world;
  VOD_TRY(check::unlimited_key(context));
  if (request.Name && request.Name->empty()) return error(ErrorCode::value_name, "Name", "Name: must not be empty.");
  VOD_TRY(check::length(request.Name.value_or(""), 40, ErrorCode::value_name, "Name"));
  VOD_TRY(check::length(request.Description.value_or(""), 300, ErrorCode::value_description, "Description"));
  VOD_TRY(world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(const auto app, engine::modified_app(tx, context.app, request.Name, request.Description));
    return world.apps.update(tx, app);
  }));
  return wire::ModifySubAppIdInfoResponse{};
}

}  // namespace vod::api
