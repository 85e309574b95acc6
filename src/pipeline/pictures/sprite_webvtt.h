#pragma once

#include <string>
#include <vector>

#include "pipeline/picture_size.h"

namespace vod {

/// Small pictures on sheets, row by row.
struct SpriteMap {
  /// When each small picture is taken, ascending, and where the media ends; seconds.
  std::vector<double> times_s;
  double end_s = 0;
  PictureSize small;
  int rows = 0;
  int columns = 0;
  /// Places of the sheets as seen from the WebVTT file.
  std::vector<std::string> sheets;
};

/// A WebVTT file with one cue per small picture: from its time to the next one's, and its place on a sheet as a media
/// fragment ("imageSprite_10/00000.jpg#xywh=142,0,142,80"). There is a sheet for each small picture.
std::string sprite_webvtt(const SpriteMap& map);

}  // namespace vod
