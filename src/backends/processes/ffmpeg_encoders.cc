#include "backends/processes/ffmpeg_encoders.h"

namespace vod::processes {

std::vector<std::string> encoders_in(std::string_view report) {
  std::vector<std::string> found;
  for (const EncoderRow& row : encoder_rows) {
    // A line is " V....D libx264              what it is".
    const std::string column = " " + std::string(row.name) + " ";
    if (report.find(column) != report.npos) found.emplace_back(row.name);
  }
  return found;
}

}  // namespace vod::processes
