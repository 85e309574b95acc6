#include "wire/views.h"

#include <cmath>

#include "base/text.h"
#include "model/paths.h"
#include "wire/sub_tasks.h"

namespace vod::wire {
namespace {

constexpr std::string_view never = "9999-12-31T23:59:59Z";

void set_url(const PublicUrl& url, std::optional<std::string>& place) {
  if (place && place->starts_with('/')) place = url.of(*place);
}

void set_url_list(const PublicUrl& url, std::vector<std::string>& places) {
  for (std::string& place : places) {
    if (place.starts_with('/')) place = url.of(place);
  }
}

}  // namespace

std::string expire_time(std::int64_t expire_ms) { return expire_ms == 0 ? std::string(never) : iso8601(expire_ms); }
std::string time_or_empty(std::int64_t wall_ms) { return wall_ms == 0 ? std::string() : iso8601(wall_ms); }

MediaMetaData view_of(const MediaMetadata& metadata) {
  MediaMetaData view;
  view.Size = static_cast<std::int64_t>(metadata.size_bytes);
  view.Container = metadata.container;
  view.Bitrate = metadata.bitrate_bps;
  view.Height = metadata.height;
  view.Width = metadata.width;
  view.Duration = metadata.duration_s;
  view.Rotate = metadata.rotate;
  view.VideoDuration = metadata.video_duration_s;
  view.AudioDuration = metadata.audio_duration_s;
  view.Md5 = metadata.md5;
  for (const VideoStream& stream : metadata.video) {
    MediaVideoStreamItem item;
    item.Bitrate = stream.bitrate_bps;
    item.Height = stream.height;
    item.Width = stream.width;
    item.Codec = stream.codec;
    item.Fps = std::llround(stream.fps);
    item.CodecTag = stream.codec_tag;
    DynamicRangeInfo range;
    range.Type = stream.dynamic_range;
    range.HDRType = stream.hdr_type;
    item.DynamicRangeInfo = std::move(range);
    view.VideoStreamSet.push_back(std::move(item));
  }
  for (const AudioStream& stream : metadata.audio) {
    MediaAudioStreamItem item;
    item.Bitrate = stream.bitrate_bps;
    item.SamplingRate = stream.sample_rate_hz;
    item.Codec = stream.codec;
    view.AudioStreamSet.push_back(std::move(item));
  }
  return view;
}

std::optional<MediaMetaData> metadata_view(const Media& media) {
  if (media.metadata_json.empty()) return {};
  auto view = decode_answer<MediaMetaData>(std::string_view(media.metadata_json));
  if (!view) return {};
  return std::move(view.value());
}

MediaBasicInfo basic_info_view(const Media& media, const PublicUrl& url, bool is_processing, const ClassPlace& place) {
  MediaBasicInfo view;
  view.Name = media.name;
  view.Description = media.description;
  view.CreateTime = iso8601(media.created_ms);
  view.UpdateTime = iso8601(media.updated_ms);
  view.ExpireTime = expire_time(media.expire_ms);
  view.ClassId = place.id;
  view.ClassName = place.name;
  view.ClassPath = place.path;
  view.CoverUrl = url.of(media.cover_path);
  view.Type = media.type;
  view.MediaUrl = media.has_original ? url.of(media.path) : std::string();
  MediaSourceData source;
  source.SourceType = media.source_type;
  source.SourceContext = media.source_context;
  view.SourceInfo = std::move(source);
  view.StorageRegion = media.storage_region;
  view.StoragePath = media.path;
  view.TagSet = media.tags;
  view.Vid = "";
  view.Category = media.category;
  view.Status = media.is_forbidden ? "Forbidden" : is_processing ? "Processing" : "Normal";
  view.StorageClass = std::string(name_of(media.storage_class));
  return view;
}

SubAppIdInfo view_of(const App& app) {
  SubAppIdInfo view;
  view.SubAppId = app.id.value;
  view.SubAppIdName = app.name;
  view.Name = app.name;
  view.Description = app.description;
  view.CreateTime = iso8601(app.created_ms);
  view.Status = app.status == AppStatus::on ? "On" : app.status == AppStatus::off ? "Off" : "Destroyed";
  view.Mode = "fileid";
  view.StorageRegions = {std::string(default_storage_region)};
  return view;
}

MediaKeyFrameDescInfo key_frames_view(const Media& media) {
  if (media.key_frames_json.empty()) return {};
  auto view = decode_answer<MediaKeyFrameDescInfo>(std::string_view(media.key_frames_json));
  return view ? std::move(view.value()) : MediaKeyFrameDescInfo{};
}

std::optional<MediaSubtitleInfo> subtitles_view(const Media& media, const PublicUrl& url) {
  if (media.subtitles_json.empty()) return {};
  auto view = decode_answer<MediaSubtitleInfo>(std::string_view(media.subtitles_json));
  if (!view) return {};
  for (auto& subtitle : view.value().SubtitleSet) set_url(url, subtitle.Url);
  return std::move(view.value());
}

void set_urls(MediaTranscodeItem& output, const PublicUrl& url) { set_url(url, output.Url); }

void set_urls(MediaAnimatedGraphicsItem& output, const PublicUrl& url) { set_url(url, output.Url); }

void set_urls(MediaSnapshotByTimeOffsetItem& output, const PublicUrl& url) {
  for (auto& picture : output.PicInfoSet) set_url(url, picture.Url);
}

void set_urls(MediaSampleSnapshotItem& output, const PublicUrl& url) { set_url_list(url, output.ImageUrlSet); }

void set_urls(MediaImageSpriteItem& output, const PublicUrl& url) {
  set_url_list(url, output.ImageUrlSet);
  set_url(url, output.WebVttUrl);
}

void set_urls(CoverBySnapshotTaskOutput& output, const PublicUrl& url) { set_url(url, output.CoverUrl); }

void set_urls(AdaptiveDynamicStreamingInfoItem& output, const PublicUrl& url) {
  set_url(url, output.Url);
  for (auto& subtitle : output.SubtitleSet) set_url(url, subtitle.Url);
}

void set_urls(MediaBasicInfo& info, const PublicUrl& url) {
  set_url(url, info.MediaUrl);
  set_url(url, info.CoverUrl);
}

void set_urls(ProcedureTask& task, const PublicUrl& url) {
  set_url(url, task.FileUrl);
  for (MediaProcessTaskResult& result : task.MediaProcessResultSet) {
    with_sub_task(result, [&](auto& sub_task) {
      if (sub_task.Output) set_urls(*sub_task.Output, url);
    });
  }
}

void set_urls(PullUploadTask& task, const PublicUrl& url) {
  set_url(url, task.FileUrl);
  if (task.MediaBasicInfo) set_urls(*task.MediaBasicInfo, url);
}

void set_urls(EditMediaTask& task, const PublicUrl& url) {
  if (task.Output) set_url(url, task.Output->FileUrl);
}

void set_urls(ComposeMediaTask& task, const PublicUrl& url) {
  if (task.Output) set_url(url, task.Output->FileUrl);
}

void set_urls(SplitMediaTask& task, const PublicUrl& url) {
  for (auto& segment : task.FileInfoSet) {
    if (segment.Output && segment.Output->MediaBasicInfo) set_urls(*segment.Output->MediaBasicInfo, url);
  }
}

void set_urls(DescribeFileAttributesTask&, const PublicUrl&) {}

TaskSimpleInfo simple_view(const Task& task) {
  TaskSimpleInfo view;
  view.TaskId = task.id.value;
  view.Status = std::string(name_of(task.status));
  view.FileId = task.file ? task.file->text() : std::string();
  view.TaskType = std::string(task_type_row(task.type).wire_name);
  view.CreateTime = iso8601(task.created_ms);
  view.BeginProcessTime = time_or_empty(task.begin_ms);
  view.FinishTime = time_or_empty(task.finish_ms);
  view.SessionId = task.session_id;
  view.SessionContext = task.session_context;
  return view;
}

}  // namespace vod::wire
