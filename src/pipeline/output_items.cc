#include "pipeline/output_items.h"

#include "wire/views.h"

namespace vod {

wire::MediaTranscodeItem transcode_item(const MadeOutput& made, const std::string& folder, const std::string& md5) {
  const wire::MediaMetaData view = wire::view_of(made.metadata);
  wire::MediaTranscodeItem item;
  item.Url = folder + made.file.filename().string();
  item.Definition = made.planned.definition;
  item.Bitrate = view.Bitrate;
  item.Height = view.Height;
  item.Width = view.Width;
  item.Size = view.Size;
  item.Duration = view.Duration;
  item.Md5 = md5;
  item.Container = view.Container;
  item.VideoStreamSet = view.VideoStreamSet;
  item.AudioStreamSet = view.AudioStreamSet;
  item.DigitalWatermarkType = "None";
  return item;
}

OutputItem item_of(const MadeOutput& made, const std::string& folder, const std::string& md5) {
  switch (made.planned.kind) {
    case OutputKind::cover: {
      wire::CoverBySnapshotTaskOutput cover;
      cover.CoverUrl = folder + made.file.filename().string();
      return cover;
    }
    case OutputKind::animated_graphics:
      return animated_graphics_item(made, folder, md5);
    case OutputKind::snapshot_by_time:
      return timed_snapshots_item(made, folder);
    case OutputKind::sample_snapshot:
      return sample_snapshots_item(made, folder);
    case OutputKind::image_sprite:
      return image_sprite_item(made, folder);
    case OutputKind::adaptive:
      return adaptive_item(made, folder);
    case OutputKind::transcode:
      break;
  }
  return transcode_item(made, folder, md5);
}

}  // namespace vod
