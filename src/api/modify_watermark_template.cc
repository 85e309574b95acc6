#include "api/actions.h"
#include "api/templates.h"
#include "engine/objects.h"
#include "engine/watermark_images.h"

namespace vod::api {
namespace {

// In one step: the changed template, the new picture, and the old one to the trash. Gives the picture's path.
Result<std::string> change(Transaction& tx, Context& context, const wire::ModifyWatermarkTemplateRequest& request,
                           const std::optional<engine::WatermarkImage>& image) {
  VOD_TRY(auto row, templates::find_own(tx, context.app, TemplateKind::watermark, request.Definition));
  VOD_TRY(auto view, templates::read_view<wire::WatermarkTemplate>(row));
  VOD_TRY(wire::take_over(view, request));
  if (image) {
    VOD_TRY(engine::place_watermark_image(tx, context.app, *image, context.now_ms));
    VOD_TRY(engine::erase_object_at(tx, view.ImageTemplate->ImageUrl, context.world.trash));
    view.ImageTemplate->ImageUrl = image->picture.path;
  }
  VOD_TRY(wire::complete_template(view));
  VOD_TRY(catalogue::update_template(tx, templates::with_view(std::move(row), context, view)));
  return view.ImageTemplate ? view.ImageTemplate->ImageUrl : std::string();
}

}  // namespace

Result<wire::ModifyWatermarkTemplateResponse> answer(Context& context,
                                                     const wire::ModifyWatermarkTemplateRequest& request) {
  World& world = context.world;
  std::optional<engine::WatermarkImage> image;
  const std::string content = request.ImageTemplate ? request.ImageTemplate->ImageContent.value_or("") : "";
  if (!content.empty()) {
    VOD_TRY(image, engine::store_watermark_image(world.blobs, world.random, context.app, content));
  }
  std::string path;
  const Done changed = world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(path, change(tx, context, request, image));
    return done();
  });
  if (!changed) {
    if (image) world.trash.add({image->picture.blob});
    return changed.error();
  }
  wire::ModifyWatermarkTemplateResponse response;
  response.ImageUrl = public_url(context).of(path);
  return response;
}

}  // namespace vod::api
