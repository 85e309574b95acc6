#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace vod {

/// What a fragmented MP4 file of ours says of its fragments in the index in front of them (sidx, ISO 14496-12, 8.16.3).
struct Mp4Index {
  struct Fragment {
    std::uint64_t size_bytes = 0;
    double duration_s = 0;
  };
  /// Where the initialization ends and the index begins, and where that ends.
  std::uint64_t init_bytes = 0;
  std::uint64_t end_bytes = 0;
  std::vector<Fragment> fragments;
};

/// Reads it from the file's beginning, which must hold the whole index; task_failed when there is none.
Result<Mp4Index> read_mp4_index(std::string_view beginning);

}  // namespace vod
