#include "api/actions.h"
#include "api/templates.h"
#include "engine/objects.h"

namespace vod::api {
namespace {

// This action alone has the plain code for it.
Error by_its_code(Error failure) {
  if (failure.code == ErrorCode::template_not_exist) failure.code = ErrorCode::resource_not_found;
  return failure;
}

}  // namespace

Result<wire::DeleteWatermarkTemplateResponse> answer(Context& context,
                                                     const wire::DeleteWatermarkTemplateRequest& request) {
  VOD_TRY(context.world.database.write([&](Transaction& tx) -> Done {
    const auto row = templates::erase(tx, context.app, TemplateKind::watermark, request.Definition);
    if (!row) return by_its_code(row.error());
    VOD_TRY(const auto view, templates::read_view<wire::WatermarkTemplate>(row.value()));
    if (!view.ImageTemplate) return done();
    return engine::erase_object_at(tx, view.ImageTemplate->ImageUrl, context.world.trash);
  }));
  return wire::DeleteWatermarkTemplateResponse{};
}

}  // namespace vod::api
