#pragma once

#include <string>
#include <vector>

#include "model/metadata.h"
#include "pipeline/picture_size.h"

namespace vod {

/// One picture track to be made: its size and frame rate (0 = as the source).
struct Picture {
  PictureSize size;
  int fps = 0;
  FillType fill = FillType::stretch;
  /// Keep the source's shape inside the size, with borders; false when the size has the source's shape already.
  bool borders = false;
};

/// A filter graph for -filter_complex that decodes once and makes all pictures, largest first, each smaller one from
/// the one before: [v0] is pictures[0]. Frames come out upright (FFmpeg turns them before the graph), with square
/// pixels, 8 bits, 4:2:0, constant frame rate; interlaced ones are deinterlaced, HDR ones are mapped to SDR. `pictures`
/// are sorted by size, largest first.
std::string filter_graph(const VideoStream& source, const std::vector<Picture>& pictures);

/// The chain for -vf that makes one still picture of the size.
std::string still_filter(const VideoStream& source, PictureSize size);

}  // namespace vod
