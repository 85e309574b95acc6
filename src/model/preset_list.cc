#include "model/preset_list.h"

#include <array>

#include "model/errors.h"

namespace vod {
namespace {

template <class Template>
void add(std::vector<PresetEntry>& list, TemplateKind kind, std::span<const Template> presets) {
  for (const Template& preset : presets) {
    PresetEntry entry{.kind = kind, .definition = preset.definition, .name = preset.name, .why_not = {}};
    if constexpr (std::is_same_v<Template, TranscodeTemplate>) {
      const Done makeable = check_makeable(preset);
      if (!makeable) entry.why_not = message_of(makeable.error());
    }
    list.push_back(std::move(entry));
  }
}

struct Missing {
  TemplateKind kind;
  std::int64_t definition;
  std::string_view name;
  std::string_view why;
};

constexpr std::string_view no_licence = "It needs a licence server for its DRM; 12 encrypts with SimpleAES.";
constexpr std::string_view no_figures = "Its figures are not documented.";
constexpr std::string_view too_old = "It is of an older API; 875 and 876 keep the streams as they are.";

constexpr auto missing = std::to_array<Missing>({
    {TemplateKind::transcode, 6, "HLS", too_old},
    {TemplateKind::transcode, 9, "MP4", too_old},
    {TemplateKind::transcode, 101'040, "STD-H265-MP4-1080P", no_figures},
    {TemplateKind::transcode, 101'070, "STD-H265-MP4-2K", no_figures},
    {TemplateKind::transcode, 101'080, "STD-H265-MP4-4K", no_figures},
    {TemplateKind::transcode, 101'240, "STD-H265-HLS-1080P", no_figures},
    {TemplateKind::transcode, 101'270, "STD-H265-HLS-2K", no_figures},
    {TemplateKind::transcode, 101'280, "STD-H265-HLS-4K", no_figures},
    {TemplateKind::adaptive, 11, "Adpative-HLS-FairPlay", no_licence},
    {TemplateKind::adaptive, 13, "Adpative-HLS-Widevine", no_licence},
    {TemplateKind::adaptive, 14, "Adpative-HLS-EncryptBase", no_licence},
    {TemplateKind::adaptive, 31, "SDMC-HLS-FairPlay", no_licence},
    {TemplateKind::adaptive, 41, "SDMC-DASH-Widevine", no_licence},
});

}  // namespace

std::string_view name_of(TemplateKind kind) {
  switch (kind) {
    case TemplateKind::transcode:
      return "Transcode";
    case TemplateKind::adaptive:
      return "AdaptiveDynamicStreaming";
    case TemplateKind::snapshot_by_time:
      return "SnapshotByTimeOffset";
    case TemplateKind::sample_snapshot:
      return "SampleSnapshot";
    case TemplateKind::image_sprite:
      return "ImageSprite";
    case TemplateKind::animated_graphics:
      return "AnimatedGraphics";
    case TemplateKind::watermark:
      return "Watermark";
  }
  return "";
}

std::vector<PresetEntry> preset_list() {
  std::vector<PresetEntry> list;
  add(list, TemplateKind::transcode, preset_transcode_templates());
  add(list, TemplateKind::adaptive, preset_adaptive_templates());
  add(list, TemplateKind::snapshot_by_time, preset_snapshot_templates());
  add(list, TemplateKind::sample_snapshot, preset_sample_snapshot_templates());
  add(list, TemplateKind::image_sprite, preset_image_sprite_templates());
  add(list, TemplateKind::animated_graphics, preset_animated_graphics_templates());
  for (const Missing& row : missing) {
    list.push_back({row.kind, row.definition, std::string(row.name), std::string(row.why)});
  }
  return list;
}

}  // namespace vod
