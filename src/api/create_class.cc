#include "api/actions.h"
#include "api/class_names.h"
#include "engine/classes.h"

namespace vod::api {

Result<wire::CreateClassResponse> answer(Context& context, const wire::CreateClassRequest& request) {
  VOD_TRY(check::class_name(request.ClassName));
  std::int64_t id = 0;
  VOD_TRY(context.world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(id, engine::create_class(tx, context.app, request.ParentId, request.ClassName, context.now_ms));
    return done();
  }));
  wire::CreateClassResponse response;
  response.ClassId = static_cast<std::uint64_t>(id);
  return response;
}

}  // namespace vod::api
