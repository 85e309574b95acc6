#pragma once

#include <span>
#include <string>
#include <string_view>

namespace vod::cli {

/// A constant of model/limits.h with the comment beside it.
struct LimitRow {
  std::string_view name;
  std::string value;
  std::string_view reason;
};

/// All of them in the file's order. Made from the file by limits_table.py at build time.
std::span<const LimitRow> limit_rows();

}  // namespace vod::cli
