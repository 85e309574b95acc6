#include "api/actions.h"
#include "api/checks.h"
#include "engine/apps.h"

namespace vod::api {

Result<wire::CreateSubAppIdResponse> answer(Context& context, const wire::CreateSubAppIdRequest& request) {
  World& world = context.world;
  if (request.Name.empty()) return error(ErrorCode::value_name, "Name", "Name: must not be empty.");
  VOD_TRY(check::length(request.Name, 40, ErrorCode::value_name, "Name"));
  VOD_TRY(check::length(request.Description.value_or(""), 300, ErrorCode::value_description, "Description"));
  App app;
  VOD_TRY(world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(app, engine::new_app(tx, request.Name, request.Description.value_or(""), context.now_ms));
    return world.apps.insert(tx, app);
  }));
  wire::CreateSubAppIdResponse response;
  response.SubAppId = app.id.value;
  return response;
}

}  // namespace vod::api
