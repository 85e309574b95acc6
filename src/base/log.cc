#include "base/log.h"

#include <spdlog/sinks/null_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>

namespace vod {

std::unique_ptr<Log> make_stderr_log(spdlog::level::level_enum level) {
  auto log = std::make_unique<Log>("openvod", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
  log->set_pattern("%Y-%m-%d %H:%M:%S.%e %^%-5l%$ %v");
  log->set_level(level);
  log->flush_on(spdlog::level::info);
  return log;
}

std::unique_ptr<Log> make_silent_log() {
  return std::make_unique<Log>("silent", std::make_shared<spdlog::sinks::null_sink_mt>());
}

}  // namespace vod
