#pragma once

#include <string>
#include <variant>

#include "base/result.h"
#include "pipeline/made_output.h"
#include "wire/types.h"

namespace vod {

/// What a task and a media tell of an output, with paths where URLs stand.
using OutputItem =
    std::variant<wire::MediaTranscodeItem, wire::CoverBySnapshotTaskOutput, wire::MediaAnimatedGraphicsItem,
                 wire::MediaSnapshotByTimeOffsetItem, wire::MediaSampleSnapshotItem, wire::MediaImageSpriteItem,
                 wire::AdaptiveDynamicStreamingInfoItem>;

/// Tells of a made output. `folder` is where its files will stand ("/.../"): the main one directly in it, the others in
/// the folder with its name. `md5` is the main file's, lower-case hex.
OutputItem item_of(const MadeOutput& made, const std::string& folder, const std::string& md5);

/// One per kind, in item_<kind>.cc where it is more than a line.
wire::MediaTranscodeItem transcode_item(const MadeOutput& made, const std::string& folder, const std::string& md5);
wire::MediaAnimatedGraphicsItem animated_graphics_item(const MadeOutput& made, const std::string& folder,
                                                       const std::string& md5);
wire::MediaSnapshotByTimeOffsetItem timed_snapshots_item(const MadeOutput& made, const std::string& folder);
wire::MediaSampleSnapshotItem sample_snapshots_item(const MadeOutput& made, const std::string& folder);
wire::MediaImageSpriteItem image_sprite_item(const MadeOutput& made, const std::string& folder);
wire::AdaptiveDynamicStreamingInfoItem adaptive_item(const MadeOutput& made, const std::string& folder);

}  // namespace vod
