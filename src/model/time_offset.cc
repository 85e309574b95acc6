#include "model/time_offset.h"

#include <cmath>

#include "base/text.h"

namespace vod {

std::optional<TimeOffset> parse_time_offset(std::string_view text) {
  if (text.size() < 2) return {};
  const char unit = text.back();
  if (unit != 's' && unit != '%') return {};
  const auto value = parse_number<double>(text.substr(0, text.size() - 1));
  if (!value || !std::isfinite(*value) || *value < 0) return {};
  const bool percent = unit == '%';
  if (percent && *value > 100) return {};
  return TimeOffset{percent, *value};
}

}  // namespace vod
