#include "api/templates.h"

#include "model/errors.h"

namespace vod::templates {
namespace {

template <class Template>
bool has(std::span<const Template> presets, std::int64_t definition) {
  return find_preset(presets, definition).has_value();
}

bool is_preset(TemplateKind kind, std::int64_t definition) {
  switch (kind) {
    case TemplateKind::transcode:
      return has(preset_transcode_templates(), definition);
    case TemplateKind::adaptive:
      return has(preset_adaptive_templates(), definition);
    case TemplateKind::snapshot_by_time:
      return has(preset_snapshot_templates(), definition);
    case TemplateKind::sample_snapshot:
      return has(preset_sample_snapshot_templates(), definition);
    case TemplateKind::image_sprite:
      return has(preset_image_sprite_templates(), definition);
    case TemplateKind::animated_graphics:
      return has(preset_animated_graphics_templates(), definition);
    case TemplateKind::watermark:
      return false;
  }
  return false;
}

}  // namespace

Result<std::int64_t> add(Transaction& tx, const catalogue::TemplateRow& row, std::int64_t most) {
  VOD_TRY(const auto count, catalogue::count_templates(tx, row.app, row.kind));
  if (count < most) return catalogue::add_template(tx, row);
  return error(ErrorCode::too_much_template, {},
               "The application has " + std::to_string(count) +
                   " templates of this kind, which is the most; delete one that is not used.");
}

Result<catalogue::TemplateRow> find_own(ReadTransaction& tx, AppId app, TemplateKind kind, std::int64_t definition) {
  const std::string number = std::to_string(definition);
  if (is_preset(kind, definition)) {
    return error(ErrorCode::value_definition, "Definition",
                 "Definition: " + number + " is a preset template; presets can't be changed or deleted.");
  }
  VOD_TRY(auto row, catalogue::find_template(tx, app, kind, definition));
  if (row) return std::move(*row);
  return error(ErrorCode::template_not_exist, "Definition",
               "Definition: the application has no template " + number + " of this kind.");
}

Result<catalogue::TemplateRow> erase(Transaction& tx, AppId app, TemplateKind kind, std::int64_t definition) {
  VOD_TRY(auto row, find_own(tx, app, kind, definition));
  VOD_TRY(catalogue::erase_template(tx, app, kind, definition));
  return row;
}

}  // namespace vod::templates
