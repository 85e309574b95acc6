#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "api/checks.h"
#include "api/context.h"
#include "base/text.h"
#include "catalogue/templates.h"
#include "model/templates.h"
#include "wire/templates/adaptive.h"
#include "wire/templates/pictures.h"
#include "wire/templates/transcode.h"
#include "wire/templates/watermark.h"

/// What the template actions of all seven kinds have in common. `View` is a template as clients see it.
namespace vod::templates {

/// How many templates of its own an app may have, of each kind: transcodes and watermarks as in the cloud, and the
/// others as transcodes.
inline constexpr std::int64_t custom_max = 100;
inline constexpr std::int64_t custom_watermarks_max = 1'000;

/// Facts of one kind, by its view.
template <class View>
struct Kind;

#define VOD_TEMPLATE_KIND(View, number, most, presets_of)      \
  template <>                                                  \
  struct Kind<wire::View> {                                    \
    static constexpr TemplateKind kind = TemplateKind::number; \
    static constexpr std::int64_t most_custom = most;          \
    static auto presets() { return presets_of(); }             \
  };
VOD_TEMPLATE_KIND(TranscodeTemplate, transcode, custom_max, preset_transcode_templates)
VOD_TEMPLATE_KIND(AdaptiveDynamicStreamingTemplate, adaptive, custom_max, preset_adaptive_templates)
VOD_TEMPLATE_KIND(SnapshotByTimeOffsetTemplate, snapshot_by_time, custom_max, preset_snapshot_templates)
VOD_TEMPLATE_KIND(SampleSnapshotTemplate, sample_snapshot, custom_max, preset_sample_snapshot_templates)
VOD_TEMPLATE_KIND(ImageSpriteTemplate, image_sprite, custom_max, preset_image_sprite_templates)
VOD_TEMPLATE_KIND(AnimatedGraphicsTemplate, animated_graphics, custom_max, preset_animated_graphics_templates)
#undef VOD_TEMPLATE_KIND
template <>
struct Kind<wire::WatermarkTemplate> {
  static constexpr TemplateKind kind = TemplateKind::watermark;
  static constexpr std::int64_t most_custom = custom_watermarks_max;
};

/// A request's Definition, of either sign; what no template can have is 0.
template <class Number>
std::int64_t definition_of(Number number) {
  return std::in_range<std::int64_t>(number) ? static_cast<std::int64_t>(number) : 0;
}

/// too_much_template when there are as many already.
Result<std::int64_t> add(Transaction& tx, const catalogue::TemplateRow& row, std::int64_t most);
/// template_not_exist; value_definition for a preset, which nobody changes or deletes.
Result<catalogue::TemplateRow> find_own(ReadTransaction& tx, AppId app, TemplateKind kind, std::int64_t definition);
/// Deletes an app's own template; gives what it was.
Result<catalogue::TemplateRow> erase(Transaction& tx, AppId app, TemplateKind kind, std::int64_t definition);

template <class View>
Result<View> read_view(const catalogue::TemplateRow& row) {
  return wire::decode_answer<View>(std::string_view(row.body_json));
}

/// The row with another body: one that went through complete_template().
template <class View>
catalogue::TemplateRow with_view(catalogue::TemplateRow row, const Context& context, const View& view) {
  const auto text = [](const auto& label) {
    if constexpr (requires { label.value_or(""); })
      return label.value_or("");
    else
      return label;
  };
  row.name = text(view.Name);
  row.comment = text(view.Comment);
  row.updated_ms = context.now_ms;
  row.body_json = wire::encode_text(view);
  return row;
}

/// A new row of such a body; its number comes later.
template <class View>
catalogue::TemplateRow row_of(const Context& context, const View& view) {
  catalogue::TemplateRow row;
  row.app = context.app;
  row.kind = Kind<View>::kind;
  row.created_ms = context.now_ms;
  return with_view(std::move(row), context, view);
}

/// Checks and keeps a new template; gives its Definition.
template <class View>
Result<std::int64_t> create(Context& context, View view) {
  VOD_TRY(wire::complete_template(view));
  const catalogue::TemplateRow row = row_of(context, view);
  std::int64_t definition = 0;
  VOD_TRY(context.world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(definition, add(tx, row, Kind<View>::most_custom));
    return done();
  }));
  return definition;
}

/// Makes the partial changes of a Modify request; everything is checked as in Create.
template <class View, class Request>
Done modify(Context& context, const Request& request) {
  return context.world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(auto row, find_own(tx, context.app, Kind<View>::kind, definition_of(request.Definition)));
    VOD_TRY(auto view, read_view<View>(row));
    wire::take_over(view, request);
    VOD_TRY(wire::complete_template(view));
    VOD_TRY(catalogue::update_template(tx, with_view(std::move(row), context, view)));
    return done();
  });
}

template <class View, class Request>
Done remove(Context& context, const Request& request) {
  return context.world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(erase(tx, context.app, Kind<View>::kind, definition_of(request.Definition)));
    return done();
  });
}

}  // namespace vod::templates
