#include "pipeline/picture_size.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vod {
namespace {

// The nearest even number; an odd one loses a pixel rather than gaining one that the source does not have.
int even(double side) { return std::max(2, 2 * static_cast<int>(std::ceil(side / 2 - 0.5))); }

}  // namespace

PictureSize output_size(const VideoSettings& wanted, PictureSize source) {
  int width = wanted.width;
  int height = wanted.height;
  if (wanted.adaptive && source.height > source.width) std::swap(width, height);
  if (width > 0 && height > 0) return {even(width), even(height)};
  double scale = 1;
  if (width > 0) scale = std::min(1.0, static_cast<double>(width) / source.width);
  if (height > 0) scale = std::min(1.0, static_cast<double>(height) / source.height);
  return {even(source.width * scale), even(source.height * scale)};
}

}  // namespace vod
