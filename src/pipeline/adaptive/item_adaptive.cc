#include "pipeline/output_items.h"

namespace vod {

wire::AdaptiveDynamicStreamingInfoItem adaptive_item(const MadeOutput& made, const std::string& folder) {
  wire::AdaptiveDynamicStreamingInfoItem item;
  const PlannedLadder& planned = *made.planned.ladder;
  item.Definition = made.planned.definition;
  item.Package = planned.dash ? "MPEG-DASH" : "HLS";
  item.DrmType = planned.drm_type;
  item.Url = folder + made.file.filename().string();
  item.Size = static_cast<std::int64_t>(made.metadata.size_bytes);
  item.DigitalWatermarkType = "None";
  for (const MadeRendition& rendition : made.ladder->renditions) {
    wire::MediaSubStreamInfoItem stream;
    stream.Type = rendition.planned.picture ? "video" : "audio";
    stream.Width = static_cast<std::uint64_t>(rendition.planned.width);
    stream.Height = static_cast<std::uint64_t>(rendition.planned.height);
    stream.Size = rendition.size_bytes;
    item.SubStreamSet.push_back(std::move(stream));
  }
  for (const MediaSubtitle& subtitle : planned.subtitles) item.SubtitleSet.push_back(subtitle.item);
  return item;
}

}  // namespace vod
