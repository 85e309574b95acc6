#pragma once

#include "base/ids.h"
#include "base/result.h"
#include "pipeline/wishes.h"
#include "pipeline/workshop.h"
#include "ports/database.h"
#include "wire/types.h"

namespace vod {

/// Where the templates, and the files that a sub-task names, are found.
struct WishContext {
  ReadTransaction& tx;
  Workshop& workshop;
  AppId app;
  FileId file;
};

/// What one sub-task asks for, with its template: one function per kind, in wish_<kind>.cc. input_definition_not_exist
/// and other InvalidInput errors when it can't be told.
Result<TranscodeWish> wish_of(const WishContext& context, const wire::TranscodeTaskInput& input);
Result<CoverWish> wish_of(const WishContext& context, const wire::CoverBySnapshotTaskInput& input);
Result<AnimatedGraphicsWish> wish_of(const WishContext& context, const wire::AnimatedGraphicTaskInput& input);
Result<TimedSnapshotsWish> wish_of(const WishContext& context, const wire::SnapshotByTimeOffsetTaskInput& input);
Result<SampleSnapshotsWish> wish_of(const WishContext& context, const wire::SampleSnapshotTaskInput& input);
Result<ImageSpriteWish> wish_of(const WishContext& context, const wire::ImageSpriteTaskInput& input);
Result<AdaptiveWish> wish_of(const WishContext& context, const wire::AdaptiveDynamicStreamingTaskInput& input);

/// A watermark that a sub-task names, with its image or font.
Result<WatermarkWish> wish_of(const WishContext& context, const wire::WatermarkInput& input);
Result<std::vector<WatermarkWish>> wishes_of(const WishContext& context,
                                             const std::vector<wire::WatermarkInput>& inputs);

/// A subtitle of the media; `field` is who names it. input_invalid when there is none.
Result<MediaSubtitle> find_subtitle(const WishContext& context, const std::string& id, const char* field);

/// Subtitles of the media that a sub-task has drawn into its picture.
Result<SubtitleWish> wish_of(const WishContext& context, const wire::SubtitleInfoInput& input);
Result<std::vector<SubtitleWish>> wishes_of(const WishContext& context,
                                            const std::vector<wire::SubtitleInfoInput>& inputs);

/// The watermarks of a snapshot that are images; texts and SVG don't apply to snapshots, says the API.
Result<std::vector<WatermarkWish>> snapshot_watermarks(const WishContext& context,
                                                       const std::vector<wire::WatermarkInput>& inputs);

/// The wish of whichever sub-task the result holds.
Result<OutputWish> wish_of(const WishContext& context, std::size_t index, const wire::MediaProcessTaskResult& result);

}  // namespace vod
