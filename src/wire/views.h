#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/app.h"
#include "model/media.h"
#include "model/media_class.h"
#include "model/metadata.h"
#include "model/task.h"
#include "wire/types.h"

/// The domain's values as the client reads them. Rows hold paths; URLs are made here, when an answer or an event is
/// written, from public_url and never from a request.
namespace vod::wire {

/// Turns stored paths into URLs. `base` has no slash at its end.
struct PublicUrl {
  std::string base;
  std::string of(std::string_view path) const { return path.empty() ? std::string() : base + std::string(path); }
};

/// `9999-12-31T23:59:59Z` for 0.
std::string expire_time(std::int64_t expire_ms);
/// "" for 0.
std::string time_or_empty(std::int64_t wall_ms);

MediaMetaData view_of(const MediaMetadata& metadata);
/// What the probe found; nothing when it failed or has not run.
std::optional<MediaMetaData> metadata_view(const Media& media);
/// catalogue/media_view.h finds the class and calls this.
MediaBasicInfo basic_info_view(const Media& media, const PublicUrl& url, bool is_processing = false,
                               const ClassPlace& place = {});
SubAppIdInfo view_of(const App& app);

/// What ModifyMediaInfo keeps of key frames; empty when there are none.
MediaKeyFrameDescInfo key_frames_view(const Media& media);

/// The media's subtitles; nothing when it has none.
std::optional<MediaSubtitleInfo> subtitles_view(const Media& media, const PublicUrl& url);

/// One output of a media in its wire form (MediaTranscodeItem for a transcode ...), with URLs; nothing when its detail
/// is not of that form.
template <class Item>
std::optional<Item> output_view(const Output& output, const PublicUrl& url);

/// Puts URLs where stored details have paths: outputs, then states of tasks.
void set_urls(MediaTranscodeItem& output, const PublicUrl& url);
void set_urls(MediaAnimatedGraphicsItem& output, const PublicUrl& url);
void set_urls(MediaSnapshotByTimeOffsetItem& output, const PublicUrl& url);
void set_urls(MediaSampleSnapshotItem& output, const PublicUrl& url);
void set_urls(MediaImageSpriteItem& output, const PublicUrl& url);
void set_urls(CoverBySnapshotTaskOutput& output, const PublicUrl& url);
void set_urls(AdaptiveDynamicStreamingInfoItem& output, const PublicUrl& url);
void set_urls(MediaBasicInfo& info, const PublicUrl& url);
void set_urls(ProcedureTask& task, const PublicUrl& url);
void set_urls(PullUploadTask& task, const PublicUrl& url);
void set_urls(EditMediaTask& task, const PublicUrl& url);
void set_urls(ComposeMediaTask& task, const PublicUrl& url);
void set_urls(SplitMediaTask& task, const PublicUrl& url);
void set_urls(DescribeFileAttributesTask& task, const PublicUrl& url);

/// A task in a list.
TaskSimpleInfo simple_view(const Task& task);

template <class Item>
std::optional<Item> output_view(const Output& output, const PublicUrl& url) {
  auto view = decode_answer<Item>(std::string_view(output.detail_json));
  if (!view) return {};
  set_urls(view.value(), url);
  return std::move(view.value());
}

}  // namespace vod::wire
