#include <cmath>
#include <filesystem>

#include "pipeline/output_items.h"

namespace vod {
namespace {

std::string place_of(const MadeOutput& made, const std::filesystem::path& file, const std::string& folder) {
  return folder + file.lexically_relative(made.file.parent_path()).string();
}

}  // namespace

wire::MediaAnimatedGraphicsItem animated_graphics_item(const MadeOutput& made, const std::string& folder,
                                                       const std::string& md5) {
  const auto& pictures = made.planned.pictures;
  const auto size = static_cast<std::int64_t>(made.metadata.size_bytes);
  wire::MediaAnimatedGraphicsItem item;
  item.Url = place_of(made, made.file, folder);
  item.Definition = made.planned.definition;
  item.Container = std::string(name_of(pictures.format));
  item.Height = made.metadata.height;
  item.Width = made.metadata.width;
  item.Bitrate =
      made.metadata.duration_s > 0 ? std::llround(static_cast<double>(size) * 8 / made.metadata.duration_s) : 0;
  item.Size = size;
  item.Md5 = md5;
  item.StartTimeOffset = pictures.start_s;
  item.EndTimeOffset = pictures.end_s;
  return item;
}

wire::MediaSnapshotByTimeOffsetItem timed_snapshots_item(const MadeOutput& made, const std::string& folder) {
  const auto& pictures = made.planned.pictures;
  wire::MediaSnapshotByTimeOffsetItem item;
  item.Definition = made.planned.definition;
  for (std::size_t i = 0; i < made.others.size(); ++i) {
    wire::MediaSnapshotByTimePicInfoItem picture;
    picture.TimeOffset = std::round(pictures.times_s[i] * 1'000);
    picture.Url = place_of(made, made.others[i], folder);
    picture.WaterMarkDefinition = pictures.watermarks;
    item.PicInfoSet.push_back(std::move(picture));
  }
  return item;
}

wire::MediaSampleSnapshotItem sample_snapshots_item(const MadeOutput& made, const std::string& folder) {
  const auto& pictures = made.planned.pictures;
  wire::MediaSampleSnapshotItem item;
  item.Definition = made.planned.definition;
  item.SampleType = pictures.sample == SampleType::time ? "Time" : "Percent";
  item.Interval = pictures.interval;
  for (const auto& file : made.others) item.ImageUrlSet.push_back(place_of(made, file, folder));
  item.WaterMarkDefinition = pictures.watermarks;
  return item;
}

wire::MediaImageSpriteItem image_sprite_item(const MadeOutput& made, const std::string& folder) {
  wire::MediaImageSpriteItem item;
  item.Definition = made.planned.definition;
  item.Height = made.planned.height;
  item.Width = made.planned.width;
  item.TotalCount = static_cast<std::int64_t>(made.planned.pictures.times_s.size());
  for (const auto& sheet : made.others) item.ImageUrlSet.push_back(place_of(made, sheet, folder));
  item.WebVttUrl = place_of(made, made.file, folder);
  return item;
}

}  // namespace vod
