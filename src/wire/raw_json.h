#pragma once

#include <string>

namespace vod::wire {

/// JSON that is there as text already, such as a stored event: written as it is. Empty text is written as null.
struct RawJson {
  std::string text;

  bool operator==(const RawJson&) const = default;
};

}  // namespace vod::wire
