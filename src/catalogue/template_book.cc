#include "catalogue/template_book.h"

#include <string>

#include "model/errors.h"

namespace vod::catalogue {
namespace {

Error missing(std::string_view kind, std::int64_t definition) {
  return error(ErrorCode::input_definition_not_exist, std::to_string(definition),
               "There is no " + std::string(kind) + " template " + std::to_string(definition) + ".");
}

template <class Template>
Result<Template> find(std::span<const Template> presets, std::string_view kind, std::int64_t definition) {
  if (auto preset = find_preset(presets, definition)) return std::move(*preset);
  return missing(kind, definition);
}

}  // namespace

Result<TranscodeTemplate> transcode_template(ReadTransaction&, AppId, std::int64_t definition) {
  return find(preset_transcode_templates(), "transcode", definition);
}

Result<AdaptiveTemplate> adaptive_template(ReadTransaction&, AppId, std::int64_t definition) {
  return find(preset_adaptive_templates(), "adaptive streaming", definition);
}

Result<SnapshotTemplate> snapshot_template(ReadTransaction&, AppId, std::int64_t definition) {
  return find(preset_snapshot_templates(), "snapshot", definition);
}

Result<SampleSnapshotTemplate> sample_snapshot_template(ReadTransaction&, AppId, std::int64_t definition) {
  return find(preset_sample_snapshot_templates(), "sampled snapshot", definition);
}

Result<ImageSpriteTemplate> image_sprite_template(ReadTransaction&, AppId, std::int64_t definition) {
  return find(preset_image_sprite_templates(), "image sprite", definition);
}

Result<AnimatedGraphicsTemplate> animated_graphics_template(ReadTransaction&, AppId, std::int64_t definition) {
  return find(preset_animated_graphics_templates(), "animated graphics", definition);
}

Result<WatermarkTemplate> watermark_template(ReadTransaction&, AppId, std::int64_t definition) {
  return missing("watermark", definition);
}

}  // namespace vod::catalogue
