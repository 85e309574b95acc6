#pragma once

#include <cstdint>

#include "base/ids.h"
#include "base/result.h"
#include "model/templates.h"
#include "ports/database.h"

namespace vod::catalogue {

/// The template with the number as the app sees it: a preset, or one of its own. input_definition_not_exist when there
/// is none.
Result<TranscodeTemplate> transcode_template(ReadTransaction& tx, AppId app, std::int64_t definition);
Result<AdaptiveTemplate> adaptive_template(ReadTransaction& tx, AppId app, std::int64_t definition);
Result<SnapshotTemplate> snapshot_template(ReadTransaction& tx, AppId app, std::int64_t definition);
Result<SampleSnapshotTemplate> sample_snapshot_template(ReadTransaction& tx, AppId app, std::int64_t definition);
Result<ImageSpriteTemplate> image_sprite_template(ReadTransaction& tx, AppId app, std::int64_t definition);
Result<AnimatedGraphicsTemplate> animated_graphics_template(ReadTransaction& tx, AppId app, std::int64_t definition);
Result<WatermarkTemplate> watermark_template(ReadTransaction& tx, AppId app, std::int64_t definition);

}  // namespace vod::catalogue
