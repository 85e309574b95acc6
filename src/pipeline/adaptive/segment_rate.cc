#include "pipeline/adaptive/segment_rate.h"

#include <algorithm>
#include <cmath>

namespace vod {

std::uint64_t peak_bps(const std::vector<SegmentRate>& segments) {
  double longest_s = 0;
  for (const SegmentRate& segment : segments) longest_s = std::max(longest_s, segment.duration_s);
  double peak = 0;
  for (std::size_t begin = 0; begin < segments.size(); ++begin) {
    double duration_s = 0;
    double bits = 0;
    for (std::size_t i = begin; i < segments.size(); ++i) {
      duration_s += segments[i].duration_s;
      bits += static_cast<double>(segments[i].size_bytes) * 8;
      if (duration_s > longest_s * 3 / 2) break;
      if (duration_s > 0 && duration_s >= longest_s / 2) peak = std::max(peak, bits / duration_s);
    }
  }
  return static_cast<std::uint64_t>(std::ceil(peak));
}

}  // namespace vod
