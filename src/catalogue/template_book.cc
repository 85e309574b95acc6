#include "catalogue/template_book.h"

#include <string>

#include "catalogue/templates.h"
#include "model/errors.h"
#include "wire/templates/adaptive.h"
#include "wire/templates/pictures.h"
#include "wire/templates/transcode.h"
#include "wire/templates/watermark.h"

namespace vod::catalogue {
namespace {

// What is looked for: the kind, as numbers and words have it.
struct Wanted {
  ReadTransaction& tx;
  AppId app;
  std::int64_t definition;
  TemplateKind kind;
  std::string_view name;
};

template <class View, class Template>
Result<Template> find(const Wanted& wanted, std::span<const Template> presets) {
  if (auto preset = find_preset(presets, wanted.definition)) return std::move(*preset);
  VOD_TRY(const auto row, find_template(wanted.tx, wanted.app, wanted.kind, wanted.definition));
  if (!row) {
    const std::string number = std::to_string(wanted.definition);
    return error(ErrorCode::input_definition_not_exist, number,
                 "There is no " + std::string(wanted.name) + " template " + number + ".");
  }
  VOD_TRY(const auto view, wire::decode_answer<View>(std::string_view(row->body_json)));
  Template found = wire::settings_of(view);
  found.definition = row->definition;
  found.name = row->name;
  found.comment = row->comment;
  return found;
}

}  // namespace

Result<TranscodeTemplate> transcode_template(ReadTransaction& tx, AppId app, std::int64_t definition) {
  return find<wire::TranscodeTemplate>({tx, app, definition, TemplateKind::transcode, "transcode"},
                                       preset_transcode_templates());
}

Result<AdaptiveTemplate> adaptive_template(ReadTransaction& tx, AppId app, std::int64_t definition) {
  return find<wire::AdaptiveDynamicStreamingTemplate>(
      {tx, app, definition, TemplateKind::adaptive, "adaptive streaming"}, preset_adaptive_templates());
}

Result<SnapshotTemplate> snapshot_template(ReadTransaction& tx, AppId app, std::int64_t definition) {
  return find<wire::SnapshotByTimeOffsetTemplate>({tx, app, definition, TemplateKind::snapshot_by_time, "snapshot"},
                                                  preset_snapshot_templates());
}

Result<SampleSnapshotTemplate> sample_snapshot_template(ReadTransaction& tx, AppId app, std::int64_t definition) {
  return find<wire::SampleSnapshotTemplate>({tx, app, definition, TemplateKind::sample_snapshot, "sampled snapshot"},
                                            preset_sample_snapshot_templates());
}

Result<ImageSpriteTemplate> image_sprite_template(ReadTransaction& tx, AppId app, std::int64_t definition) {
  return find<wire::ImageSpriteTemplate>({tx, app, definition, TemplateKind::image_sprite, "image sprite"},
                                         preset_image_sprite_templates());
}

Result<AnimatedGraphicsTemplate> animated_graphics_template(ReadTransaction& tx, AppId app, std::int64_t definition) {
  return find<wire::AnimatedGraphicsTemplate>(
      {tx, app, definition, TemplateKind::animated_graphics, "animated graphics"},
      preset_animated_graphics_templates());
}

Result<WatermarkTemplate> watermark_template(ReadTransaction& tx, AppId app, std::int64_t definition) {
  return find<wire::WatermarkTemplate, WatermarkTemplate>({tx, app, definition, TemplateKind::watermark, "watermark"},
                                                          {});
}

}  // namespace vod::catalogue
