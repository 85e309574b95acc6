#include "main/cli/template_table.h"

#include <fmt/format.h>

#include "model/preset_list.h"

namespace vod::cli {
namespace {

// What is in one template, in a few words each.
struct Figures {
  std::string format;
  std::string picture;
  std::string kbps;
  std::string fps;
  std::string sound;
};

std::string number(int value) { return value == 0 ? std::string() : std::to_string(value); }

std::string size_text(int width, int height) {
  const auto side = [](int size) { return size == 0 ? std::string("auto") : std::to_string(size); };
  return width == 0 && height == 0 ? "as source" : fmt::format("{} x {}", side(width), side(height));
}

Figures figures(const TranscodeTemplate& row) {
  Figures figures{.format = row.container, .picture = "none", .kbps = {}, .fps = {}, .sound = {}};
  if (row.audio) figures.sound = number(row.audio->bitrate_kbps);
  if (!row.video) return figures;
  const VideoSettings& video = *row.video;
  const std::string_view codec = video.codec == VideoCodec::h264   ? "H.264 "
                                 : video.codec == VideoCodec::h265 ? "H.265 "
                                                                   : "";
  figures.picture = std::string(codec) + size_text(video.width, video.height);
  figures.kbps = number(video.bitrate_kbps);
  figures.fps = number(video.fps);
  return figures;
}

Figures figures(const AdaptiveTemplate& row) {
  std::string sides;
  for (const AdaptiveStream& stream : row.streams) {
    if (stream.video) sides += (sides.empty() ? "" : "/") + std::to_string(stream.video->height);
  }
  return {.format = (row.dash ? "DASH " : "HLS ") + row.drm_type,
          .picture = "H.264 " + sides,
          .kbps = {},
          .fps = row.streams.empty() || !row.streams[0].video ? "" : number(row.streams[0].video->fps),
          .sound = row.streams.empty() || !row.streams[0].audio ? "" : number(row.streams[0].audio->bitrate_kbps)};
}

template <class Template>
Figures picture_figures(const Template& row, std::string what) {
  return {.format = std::string(name_of(row.format)),
          .picture = size_text(row.picture.width, row.picture.height) + what,
          .kbps = {},
          .fps = {},
          .sound = {}};
}

std::string every(SampleType sample, int interval) {
  return fmt::format(", every {}{}", interval, sample == SampleType::percent ? " %" : " s");
}

Figures figures(const SnapshotTemplate& row) { return picture_figures(row, ""); }
Figures figures(const SampleSnapshotTemplate& row) { return picture_figures(row, every(row.sample, row.interval)); }
Figures figures(const ImageSpriteTemplate& row) {
  return picture_figures(row,
                         fmt::format("{}, {} x {} a sheet", every(row.sample, row.interval), row.columns, row.rows));
}
Figures figures(const AnimatedGraphicsTemplate& row) {
  Figures figures = picture_figures(row, "");
  figures.fps = number(row.fps);
  return figures;
}

template <class Template>
Figures figures_of(std::span<const Template> presets, std::int64_t definition) {
  const auto row = find_preset(presets, definition);
  return row ? figures(*row) : Figures{};
}

Figures figures_of(const PresetEntry& entry) {
  switch (entry.kind) {
    case TemplateKind::transcode:
      return figures_of(preset_transcode_templates(), entry.definition);
    case TemplateKind::adaptive:
      return figures_of(preset_adaptive_templates(), entry.definition);
    case TemplateKind::snapshot_by_time:
      return figures_of(preset_snapshot_templates(), entry.definition);
    case TemplateKind::sample_snapshot:
      return figures_of(preset_sample_snapshot_templates(), entry.definition);
    case TemplateKind::image_sprite:
      return figures_of(preset_image_sprite_templates(), entry.definition);
    case TemplateKind::animated_graphics:
      return figures_of(preset_animated_graphics_templates(), entry.definition);
    case TemplateKind::watermark:
      break;
  }
  return {};
}

}  // namespace

std::vector<std::string> template_columns() {
  return {"Kind", "Definition", "Name", "Format", "Picture", "kbps", "fps", "Sound kbps", "Not made because"};
}

std::vector<std::vector<std::string>> template_rows() {
  std::vector<std::vector<std::string>> rows;
  for (const PresetEntry& entry : preset_list()) {
    Figures figures = figures_of(entry);
    rows.push_back({std::string(name_of(entry.kind)), std::to_string(entry.definition), entry.name,
                    std::move(figures.format), std::move(figures.picture), std::move(figures.kbps),
                    std::move(figures.fps), std::move(figures.sound), entry.why_not});
  }
  return rows;
}

}  // namespace vod::cli
