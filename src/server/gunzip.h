#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vod {

/// What gzip packed, all of `size_bytes`. For bytes that the program brought along: others end it.
std::string gunzip(std::string_view packed, std::uint64_t size_bytes);

}  // namespace vod
