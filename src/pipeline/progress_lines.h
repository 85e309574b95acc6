#pragma once

#include <cstdint>
#include <string_view>

namespace vod {

/// How far one FFmpeg run is, read from its -progress lines.
class ProgressLines {
 public:
  /// `duration_s` is how much media the run works through.
  explicit ProgressLines(double duration_s) : duration_s_(duration_s) {}

  /// Takes one line; true when a report is complete and the figures are new.
  bool take(std::string_view line);

  /// 0 to 1, never going down.
  double share() const { return share_; }
  /// Media seconds per wall second; 0 = not known.
  double speed() const { return speed_; }
  /// Seconds until the end; negative = not known.
  double left_s() const;

 private:
  const double duration_s_;
  double share_ = 0;
  double speed_ = 0;
};

}  // namespace vod
