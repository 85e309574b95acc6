#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/ids.h"

namespace vod {

/// A class that media are sorted into. Classes form a tree; media without a class are in "Other", which has no row.
struct MediaClass {
  AppId app;
  std::int64_t id = 0;
  /// top_class for a class of the first level.
  std::int64_t parent_id = -1;
  std::string name;
  std::int64_t created_ms = 0;
};

inline constexpr std::int64_t top_class = -1;   // The parent of the first level.
inline constexpr std::int64_t other_class = 0;  // Of media without a class.
inline constexpr std::string_view other_class_name = "Other";

/// What an answer says of a media's class; `path` is the names from the first level on, with "-" between them.
struct ClassPlace {
  std::int64_t id = other_class;
  std::string name = std::string(other_class_name);
  std::string path = std::string(other_class_name);
};

}  // namespace vod
