#include "api/media_info.h"

#include <span>

#include "api/checks.h"
#include "catalogue/media_view.h"
#include "catalogue/outputs.h"
#include "catalogue/tasks.h"

namespace vod {
namespace {

// A media with all of its outputs, read once for all parts.
struct Made {
  const Media& media;
  std::vector<Output> outputs;
  const wire::PublicUrl& url;
};

// The outputs of one kind.
template <class Item>
std::vector<Item> items_of(const Made& made, OutputKind kind) {
  std::vector<Item> items;
  for (const Output& output : made.outputs) {
    if (output.kind != kind) continue;
    if (auto item = wire::output_view<Item>(output, made.url)) items.push_back(std::move(*item));
  }
  return items;
}

// What a media has none of stays null.
template <class Info, class Item>
void put(std::optional<Info>& info, std::vector<Item> Info::* set, const Made& made, OutputKind kind) {
  auto items = items_of<Item>(made, kind);
  if (!items.empty()) info.emplace().*set = std::move(items);
}

// The original stands among the transcodes with Definition 0, as the API has it.
wire::MediaTranscodeItem original_item(const Media& media, const wire::MediaMetaData& metadata,
                                       const wire::PublicUrl& url) {
  wire::MediaTranscodeItem item;
  item.Url = url.of(media.path);
  item.Definition = 0;
  item.Bitrate = metadata.Bitrate;
  item.Height = metadata.Height;
  item.Width = metadata.Width;
  item.Size = metadata.Size;
  item.Duration = metadata.Duration;
  item.Md5 = metadata.Md5;
  item.Container = metadata.Container;
  item.VideoStreamSet = metadata.VideoStreamSet;
  item.AudioStreamSet = metadata.AudioStreamSet;
  item.DigitalWatermarkType = "None";
  return item;
}

// The outputs of one kind.
template <class Item>
Result<std::vector<Item>> items_of(ReadTransaction& tx, const Media& media, OutputKind kind,
                                   const wire::PublicUrl& url) {
  std::vector<Item> items;
  VOD_TRY(const auto outputs, catalogue::list_outputs(tx, media.app, media.id));
  for (const Output& output : outputs) {
    if (output.kind != kind) continue;
    if (auto item = wire::output_view<Item>(output, url)) items.push_back(std::move(*item));
  }
  return items;
}

// Pictures of a kind that the media has none of stay null.
template <class Info, class Item>
Done put_pictures(std::optional<Info>& info, std::vector<Item> Info::* set, OutputKind kind, ReadTransaction& tx,
                  const Media& media, const wire::PublicUrl& url) {
  VOD_TRY(auto items, items_of<Item>(tx, media, kind, url));
  if (!items.empty()) info.emplace().*set = std::move(items);
  return done();
}

wire::MediaTranscodeInfo transcode_info(const Made& made) {
  wire::MediaTranscodeInfo info;
  const auto metadata = wire::metadata_view(made.media);
  if (made.media.has_original && metadata) {
    info.TranscodeSet.push_back(original_item(made.media, *metadata, made.url));
  }
  for (auto& item : items_of<wire::MediaTranscodeItem>(made, OutputKind::transcode)) {
    info.TranscodeSet.push_back(std::move(item));
  }
  return info;
}

}  // namespace

Result<std::set<std::string>> checked_media_filters(const std::vector<std::string>& filters) {
  for (std::size_t i = 0; i < filters.size(); ++i) {
    VOD_TRY(check::one_of(filters[i],
                          {"basicInfo", "metaData", "transcodeInfo", "animatedGraphicsInfo", "sampleSnapshotInfo",
                           "imageSpriteInfo", "snapshotByTimeOffsetInfo", "keyFrameDescInfo",
                           "adaptiveDynamicStreamingInfo", "miniProgramReviewInfo", "subtitleInfo", "reviewInfo"},
                          ErrorCode::value_filters, "Filters." + std::to_string(i)));
  }
  return std::set<std::string>(filters.begin(), filters.end());
}

Result<wire::MediaInfo> media_info(ReadTransaction& tx, const Media& media, const std::set<std::string>& filters,
                                   const wire::PublicUrl& url) {
  const auto wanted = [&](const char* part) { return filters.empty() || filters.contains(part); };
  wire::MediaInfo info;
  info.FileId = media.id.text();
  if (wanted("basicInfo")) {
    VOD_TRY(const auto open_tasks, catalogue::count_open_tasks(tx, media.app, media.id));
    VOD_TRY(info.BasicInfo, catalogue::basic_info(tx, media, url, open_tasks > 0));
  }
  if (wanted("metaData")) info.MetaData = wire::metadata_view(media);
  if (wanted("keyFrameDescInfo")) info.KeyFrameDescInfo = wire::key_frames_view(media);
  if (wanted("subtitleInfo")) info.SubtitleInfo = wire::subtitles_view(media, url);

  Made made{media, {}, url};
  VOD_TRY(made.outputs, catalogue::list_outputs(tx, media.app, media.id));
  if (wanted("transcodeInfo")) info.TranscodeInfo = transcode_info(made);
  if (wanted("animatedGraphicsInfo")) {
    put(info.AnimatedGraphicsInfo, &wire::MediaAnimatedGraphicsInfo::AnimatedGraphicsSet, made,
        OutputKind::animated_graphics);
  }
  if (wanted("sampleSnapshotInfo")) {
    put(info.SampleSnapshotInfo, &wire::MediaSampleSnapshotInfo::SampleSnapshotSet, made, OutputKind::sample_snapshot);
  }
  if (wanted("imageSpriteInfo")) {
    put(info.ImageSpriteInfo, &wire::MediaImageSpriteInfo::ImageSpriteSet, made, OutputKind::image_sprite);
  }
  if (wanted("snapshotByTimeOffsetInfo")) {
    put(info.SnapshotByTimeOffsetInfo, &wire::MediaSnapshotByTimeOffsetInfo::SnapshotByTimeOffsetSet, made,
        OutputKind::snapshot_by_time);
  }
  if (wanted("adaptiveDynamicStreamingInfo")) {
    put(info.AdaptiveDynamicStreamingInfo, &wire::MediaAdaptiveDynamicStreamingInfo::AdaptiveDynamicStreamingSet, made,
        OutputKind::adaptive);
  }
  return info;
}

}  // namespace vod
