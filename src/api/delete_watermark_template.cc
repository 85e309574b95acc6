#include "api/actions.h"
#include "api/templates.h"
#include "engine/objects.h"

namespace vod::api {

Result<wire::DeleteWatermarkTemplateResponse> answer(Context& context,
                                                     const wire::DeleteWatermarkTemplateRequest& request) {
  VOD_TRY(context.world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(const auto row, templates::erase(tx, context.app, TemplateKind::watermark, request.Definition));
    VOD_TRY(const auto view, templates::read_view<wire::WatermarkTemplate>(row));
    if (!view.ImageTemplate) return done();
    return engine::erase_object_at(tx, view.ImageTemplate->ImageUrl, context.world.trash);
  }));
  return wire::DeleteWatermarkTemplateResponse{};
}

}  // namespace vod::api
