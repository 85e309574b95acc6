#pragma once

#include <optional>
#include <string_view>

namespace vod {

/// A place in a media: seconds from its start, or percent of its duration.
struct TimeOffset {
  bool percent = false;
  double value = 0;

  bool operator==(const TimeOffset&) const = default;
};

/// As ExtTimeOffsetSet writes it: "3.5s" or "10%". Nothing when it is neither, below 0 or above 100 %.
std::optional<TimeOffset> parse_time_offset(std::string_view text);

}  // namespace vod
