#pragma once

#include <string_view>

namespace vod {

/// The program's version; packages and the API's health report name it.
inline constexpr std::string_view version = "0.1.0";

}  // namespace vod
