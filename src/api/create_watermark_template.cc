#include "api/actions.h"
#include "api/templates.h"
#include "engine/watermark_images.h"

namespace vod::api {
namespace {

wire::WatermarkTemplate wanted_of(const wire::CreateWatermarkTemplateRequest& request) {
  wire::WatermarkTemplate wanted;
  wanted.Type = request.Type;
  wanted.Name = request.Name;
  wanted.Comment = request.Comment;
  wanted.CoordinateOrigin = request.CoordinateOrigin;
  wanted.XPos = request.XPos;
  wanted.YPos = request.YPos;
  if (request.ImageTemplate) wire::take_over(wanted.ImageTemplate.emplace(), *request.ImageTemplate);
  wanted.TextTemplate = request.TextTemplate;
  wanted.SvgTemplate = request.SvgTemplate;
  return wanted;
}

}  // namespace

Result<wire::CreateWatermarkTemplateResponse> answer(Context& context,
                                                     const wire::CreateWatermarkTemplateRequest& request) {
  World& world = context.world;
  auto wanted = wanted_of(request);
  VOD_TRY(wire::complete_template(wanted));
  std::optional<engine::WatermarkImage> image;
  if (wanted.ImageTemplate) {
    VOD_TRY(image,
            engine::store_watermark_image(world.blobs, world.random, context.app, request.ImageTemplate->ImageContent));
    wanted.ImageTemplate->ImageUrl = image->picture.path;
  }
  const auto row = templates::row_of(context, wanted);
  std::int64_t definition = 0;
  const Done added = world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(definition, templates::add(tx, row, templates::custom_watermarks_max));
    if (!image) return done();
    return engine::place_watermark_image(tx, context.app, *image, context.now_ms);
  });
  if (!added) {
    if (image) world.trash.add({image->picture.blob});
    return added.error();
  }
  wire::CreateWatermarkTemplateResponse response;
  response.Definition = definition;
  response.ImageUrl = image ? public_url(context).of(image->picture.path) : std::string();
  return response;
}

}  // namespace vod::api
