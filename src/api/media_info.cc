#include "api/media_info.h"

#include "api/checks.h"
#include "catalogue/media_view.h"
#include "catalogue/outputs.h"
#include "catalogue/tasks.h"

namespace vod {
namespace {

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

Result<wire::MediaTranscodeInfo> transcode_info(ReadTransaction& tx, const Media& media, const wire::PublicUrl& url) {
  wire::MediaTranscodeInfo info;
  const auto metadata = wire::metadata_view(media);
  if (media.has_original && metadata) info.TranscodeSet.push_back(original_item(media, *metadata, url));
  VOD_TRY(const auto outputs, catalogue::list_outputs(tx, media.app, media.id));
  for (const Output& output : outputs) {
    if (output.kind != OutputKind::transcode) continue;
    if (auto item = wire::output_view<wire::MediaTranscodeItem>(output, url)) info.TranscodeSet.push_back(std::move(*item));
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
  if (wanted("transcodeInfo")) {
    VOD_TRY(info.TranscodeInfo, transcode_info(tx, media, url));
  }
  if (wanted("keyFrameDescInfo")) info.KeyFrameDescInfo = wire::key_frames_view(media);
  return info;
}

}  // namespace vod
