#include "pipeline/key_frame_before.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "model/errors.h"
#include "pipeline/compact_line.h"
#include "pipeline/ffprobe_run.h"

namespace vod {
namespace {

// Between key frames there are mostly 2 to 10 s.
constexpr double first_look_s = 12;
constexpr double look_grows = 8;
// Frames that are decoded before the time may be shown after it.
constexpr double after_s = 0.5;
// Whoever names a key frame's time in milliseconds means that one.
constexpr double time_slack_s = 0.005;

// ffprobe's report of the picture's packets in an interval of the file's own time.
Result<std::string> ask(Processes& processes, const std::filesystem::path& file, const MediaMetadata& source,
                        const std::string& interval, const std::stop_token& stop) {
  return packets_of(processes, file, source,
                    {"-select_streams", std::to_string(source.video.front().index), "-show_entries",
                     "format=start_time:packet=pts_time,flags", "-read_intervals", interval},
                    stop);
}

double start_in(std::string_view report) {
  const auto at = report.find("format|");
  if (at == std::string_view::npos) return 0;
  const auto line = report.substr(at, report.find('\n', at) - at);
  return parse_number<double>(value_of(line, "start_time")).value_or(0);
}

// The last key frame up to a time of the file.
std::optional<double> last_key_in(std::string_view report, double until_s) {
  std::optional<double> last;
  while (!report.empty()) {
    const auto line = report.substr(0, report.find('\n'));
    report.remove_prefix(std::min(report.size(), line.size() + 1));
    if (!line.starts_with("packet|") || !value_of(line, "flags").starts_with('K')) continue;
    const auto shown_s = parse_number<double>(value_of(line, "pts_time"));
    if (shown_s && *shown_s <= until_s) last = std::max(last.value_or(*shown_s), *shown_s);
  }
  return last;
}

}  // namespace

Result<double> key_frame_before(Processes& processes, const std::filesystem::path& file, const MediaMetadata& source,
                                double time_s, const std::stop_token& stop) {
  VOD_TRY(const auto beginning, ask(processes, file, source, "%+#1", stop));
  const double file_start_s = start_in(beginning);
  const double until_s = file_start_s + time_s + time_slack_s;
  for (double look_s = first_look_s;; look_s *= look_grows) {
    const std::string begin = look_s < time_s ? fmt::format("{:.3f}", file_start_s + time_s - look_s) : std::string();
    VOD_TRY(const auto report, ask(processes, file, source, fmt::format("{}%{:.3f}", begin, until_s + after_s), stop));
    if (const auto key_s = last_key_in(report, until_s)) return std::max(0.0, *key_s - file_start_s);
    if (look_s >= time_s) return 0.0;
  }
}

}  // namespace vod
