#pragma once

#include "api/checks.h"
#include "model/limits.h"

namespace vod::check {

/// 1 to 64 characters.
inline Done class_name(const std::string& name) {
  if (name.empty()) return error(ErrorCode::value_class_name, "ClassName", "ClassName: it is empty.");
  return length(name, limits::class_name_characters_max, ErrorCode::value_class_name, "ClassName");
}

}  // namespace vod::check
