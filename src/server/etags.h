#pragma once

#include <string_view>

#include "base/text.h"

namespace vod {

/// Whether a list of ETags (If-Match, If-None-Match) has this one, given with its quotes. Weak marks play no part.
inline bool lists_etag(std::string_view list, std::string_view etag) {
  for (std::string_view entry : split(list, ',')) {
    entry = trim(entry);
    if (entry.starts_with("W/")) entry.remove_prefix(2);
    if (entry == "*" || entry == etag) return true;
  }
  return false;
}

}  // namespace vod
