#include "api/actions.h"
#include "api/class_names.h"
#include "engine/classes.h"

namespace vod::api {

Result<wire::ModifyClassResponse> answer(Context& context, const wire::ModifyClassRequest& request) {
  VOD_TRY(check::class_name(request.ClassName));
  VOD_TRY(const auto id,
          check::number(std::optional(request.ClassId), 0, 0, INT64_MAX, ErrorCode::value_class_id, "ClassId"));
  VOD_TRY(context.world.database.write(
      [&](Transaction& tx) { return engine::rename_class(tx, context.app, id, request.ClassName); }));
  return wire::ModifyClassResponse{};
}

}  // namespace vod::api
