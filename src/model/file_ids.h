#pragma once

#include <cstdint>

#include "base/ids.h"
#include "base/random.h"

namespace vod {

/// A FileId that nobody had: 19 or 20 digits, some beyond a signed 64-bit number as in the cloud.
inline FileId new_file_id(Random& random) {
  constexpr std::uint64_t smallest = 1'000'000'000'000'000'000;
  return {smallest + random.below(UINT64_MAX - smallest)};
}

}  // namespace vod
