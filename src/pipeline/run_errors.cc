#include "pipeline/run_errors.h"

#include <array>
#include <string>

#include "base/text.h"
#include "model/errors.h"

namespace vod {
namespace {

/// What a text in FFmpeg's standard error means.
struct Meaning {
  std::string_view text;
  ErrorCode code;
};

// The first row that fits is taken: causes stand before what follows from them.
constexpr auto meanings = std::to_array<Meaning>({
    {"No space left on device", ErrorCode::disk_full},
    {"File too large", ErrorCode::input_result_too_large},
    {"not on whitelist", ErrorCode::source_unsupported},
    {"Cannot allocate memory", ErrorCode::source_too_large},
    {"moov atom not found", ErrorCode::source_malformed},
    {"Unknown encoder", ErrorCode::input_configuration_unsupported},
    {"Could not find tag for codec", ErrorCode::input_configuration_unsupported},
    {"incompatible with output codec id", ErrorCode::input_configuration_unsupported},
    {"Error initializing output stream", ErrorCode::input_configuration_unsupported},
    {"Could not write header for output file", ErrorCode::input_configuration_unsupported},
    {"matches no streams", ErrorCode::source_malformed},
    {"Error while decoding stream", ErrorCode::source_malformed},
    {"Invalid data found when processing input", ErrorCode::source_malformed},
    {"Output file is empty", ErrorCode::source_malformed},
});

std::string last_words(std::string_view text) {
  constexpr std::size_t characters = 300;
  text = trim(text);
  if (text.size() > characters) text = text.substr(text.size() - characters);
  return std::string(text);
}

}  // namespace

bool succeeded(const ProcessResult& result) { return result.end == ProcessEnd::exited && result.exit_code == 0; }

Error error_of_run(const ProcessResult& result) {
  switch (result.end) {
    case ProcessEnd::cancelled:
      return error(ErrorCode::task_cancelled);
    case ProcessEnd::wall_time:
    case ProcessEnd::cpu_time:
      return error(ErrorCode::task_timeout);
    case ProcessEnd::silence:
      return error(ErrorCode::task_stalled);
    case ProcessEnd::output_too_large:
      return error(ErrorCode::task_failed, {}, "FFmpeg's report has no end.");
    case ProcessEnd::killed_by_signal:
      return error(ErrorCode::task_failed, {}, "FFmpeg was ended by signal " + std::to_string(result.signal) + ".");
    case ProcessEnd::exited:
      break;
  }
  for (const auto& row : meanings) {
    if (result.standard_error.find(row.text) != std::string::npos) {
      return error(row.code, {},
                   std::string(error_row(row.code).text) + " FFmpeg says: " + last_words(result.standard_error));
    }
  }
  return error(ErrorCode::task_failed, {},
               "FFmpeg ended with code " + std::to_string(result.exit_code) + ": " + last_words(result.standard_error));
}

}  // namespace vod
