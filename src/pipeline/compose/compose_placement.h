#pragma once

#include "base/result.h"
#include "pipeline/compose/compose_scene.h"

namespace vod {

/// Gives a shot its size, its turns and its place from what the item asks for. A turn goes around the item's middle,
/// which stays where it is. input_invalid for an item that would be too large.
Done place_on_canvas(const ComposeClip& clip, const VideoStream& picture, PictureSize canvas, Shot& shot);

}  // namespace vod
