#include "model/metadata.h"

#include <algorithm>
#include <cmath>

namespace vod {
namespace {

int shown_width(const VideoStream& stream) {
  return std::max(1, static_cast<int>(std::lround(stream.width * stream.pixel_aspect)));
}
bool lies_on_its_side(const VideoStream& stream) { return stream.rotate == 90 || stream.rotate == 270; }

}  // namespace

int VideoStream::display_width() const { return lies_on_its_side(*this) ? height : shown_width(*this); }
int VideoStream::display_height() const { return lies_on_its_side(*this) ? shown_width(*this) : height; }

}  // namespace vod
