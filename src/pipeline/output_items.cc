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
    case OutputKind::transcode:
    case OutputKind::animated_graphics:
    case OutputKind::snapshot_by_time:
    case OutputKind::sample_snapshot:
    case OutputKind::image_sprite:
    case OutputKind::adaptive:
      break;
  }
  return transcode_item(made, folder, md5);
}

}  // namespace vod
