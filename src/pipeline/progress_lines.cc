#include "pipeline/progress_lines.h"

#include <algorithm>

#include "base/text.h"

namespace vod {

bool ProgressLines::take(std::string_view line) {
  const auto cut = line.find('=');
  if (cut == std::string_view::npos) return false;
  const auto name = line.substr(0, cut);
  auto value = trim(line.substr(cut + 1));
  if (name == "out_time_us" && duration_s_ > 0) {
    // "N/A" before the first frame.
    const double seconds = parse_number<double>(value).value_or(0) / 1e6;
    share_ = std::max(share_, std::clamp(seconds / duration_s_, 0.0, 1.0));
  } else if (name == "speed" && value.ends_with('x')) {
    value.remove_suffix(1);
    speed_ = parse_number<double>(trim(value)).value_or(speed_);
  } else if (name == "progress") {
    if (value == "end") share_ = 1;
    return true;
  }
  return false;
}

double ProgressLines::left_s() const { return speed_ > 0 ? duration_s_ * (1 - share_) / speed_ : -1; }

}  // namespace vod
