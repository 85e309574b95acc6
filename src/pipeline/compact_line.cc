#include "pipeline/compact_line.h"

#include <fmt/format.h>

#include <string>

namespace vod {

std::string_view value_of(std::string_view line, std::string_view name) {
  const std::string wanted = fmt::format("|{}=", name);
  const auto at = line.find(wanted);
  if (at == std::string_view::npos) return {};
  line.remove_prefix(at + wanted.size());
  return line.substr(0, line.find('|'));
}

}  // namespace vod
