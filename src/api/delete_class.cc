#include "api/actions.h"
#include "engine/classes.h"

namespace vod::api {

Result<wire::DeleteClassResponse> answer(Context& context, const wire::DeleteClassRequest& request) {
  VOD_TRY(context.world.database.write(
      [&](Transaction& tx) { return engine::delete_class(tx, context.app, request.ClassId); }));
  return wire::DeleteClassResponse{};
}

}  // namespace vod::api
