#pragma once

#include "model/templates.h"

namespace vod {

struct PictureSize {
  int width = 0;
  int height = 0;

  bool operator==(const PictureSize&) const = default;
  long pixels() const { return static_cast<long>(width) * height; }
};

/// The size of an output from what a viewer sees of the source. With ResolutionAdaptive open the template's width is
/// the long side and its height the short one. Sides that the template leaves open follow the source's shape; a source
/// that is smaller keeps its size; sides are even, as 4:2:0 pictures must be. Both sides given are taken as they are.
PictureSize output_size(const VideoSettings& wanted, PictureSize source);

}  // namespace vod
