#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace vod {

/// Where a page of a list ended, opaque to clients: texts, put together and taken apart again. Only the last
/// may hold line breaks.
std::string cursor_of(std::initializer_list<std::string_view> parts);
/// The parts, exactly `count`; invalid_parameter_value when `action` never gave such a cursor.
Result<std::vector<std::string>> parts_of_cursor(std::string_view cursor, std::size_t count, std::string_view action);
/// The same for a part that must be a number.
Result<std::int64_t> number_of_cursor(const std::string& part, std::string_view action);

}  // namespace vod
