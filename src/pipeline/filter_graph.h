#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/metadata.h"
#include "pipeline/picture_size.h"

namespace vod {

/// One picture track to be made: its size and frame rate (0 = as the source).
struct Picture {
  PictureSize size;
  int fps = 0;
  FillType fill = FillType::stretch;
  /// The size has a shape of its own, which `fill` says how to reach; false when it has the source's shape already.
  /// Such a picture is no base for smaller ones.
  bool borders = false;
  /// Keeps HDR, with 10 bits; otherwise pictures are SDR with 8.
  bool keep_hdr = false;
  /// Filters before the scaling, on whole pictures of the source, for this picture alone ("fps=1/10"). A picture that
  /// has them is made from the source, and is no base for others.
  std::string first = {};
  /// Filters after the scaling, for this picture alone ("tile=10x10"); smaller ones are made from what is before them.
  /// May be several chains: what is scaled comes in on the first one's open input, and the last one's open output is
  /// the result. In labels "{n}" stands for a number of this picture's own, "{x0}" for the number of the first of the
  /// part's `sources`: "null[a{n}];[{x0}:v]scale=8:8[b{n}];[a{n}][b{n}]overlay=2:2".
  std::string last = {};
};

/// A filter graph for -filter_complex that decodes once and makes all pictures: [v0] is pictures[0]. Pictures are made
/// in a cascade, each smaller one from the one before, but for those whose notes above say otherwise. Frames come out
/// upright (FFmpeg turns them before the graph), with square pixels, 4:2:0, constant frame rate; interlaced ones are
/// deinterlaced. `pictures` are sorted by size, largest first. `before` are filters that all frames go through first.
std::string filter_graph(const VideoStream& source, const std::vector<Picture>& pictures,
                         const std::string& before = {});

/// A file's name as the value of a filter's option: quoted for the option and for the graph.
std::string filter_value(std::string_view text);

}  // namespace vod
