#pragma once

#include <cstdint>
#include <vector>

namespace vod {

/// One segment of a rendition, as bandwidths are told from it.
struct SegmentRate {
  double duration_s = 0;
  std::uint64_t size_bytes = 0;
};

/// The largest bit rate of any run of segments that lasts half to one and a half of the longest one (RFC 8216, section
/// 4.3.4.2): a last segment of a few frames does not count by itself.
std::uint64_t peak_bps(const std::vector<SegmentRate>& segments);

}  // namespace vod
