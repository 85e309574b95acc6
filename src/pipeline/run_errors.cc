#include "pipeline/run_errors.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

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
    {"Disk quota exceeded", ErrorCode::disk_full},
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

// How FFmpeg begins the lines that tell of a file whose end it could not write, with the file's place after it.
constexpr auto unfinished = std::to_array<std::string_view>({"Error writing trailer of ", "Error closing file "});

// What the machine refuses. Packets that a damaged source gives can spoil an end, too; what there is of them is kept.
constexpr auto refusals =
    std::to_array<std::string_view>({"No space left on device", "Disk quota exceeded", "File too large",
                                     "Input/output error", "Cannot allocate memory"});

// The lines that tell of files that could not be finished.
std::vector<std::string_view> complaints_in(std::string_view errors) {
  const auto in = [](std::string_view line) {
    return [line](std::string_view text) { return line.find(text) != std::string_view::npos; };
  };
  std::vector<std::string_view> found;
  while (!errors.empty()) {
    const auto line = errors.substr(0, errors.find('\n'));
    errors.remove_prefix(std::min(errors.size(), line.size() + 1));
    if (std::ranges::any_of(unfinished, in(line)) && std::ranges::any_of(refusals, in(line))) found.push_back(line);
  }
  return found;
}

std::string last_words(std::string_view text) {
  constexpr std::size_t characters = 300;
  text = trim(text);
  if (text.size() > characters) text = text.substr(text.size() - characters);
  return std::string(text);
}

}  // namespace

bool succeeded(const ProcessResult& result) {
  return result.end == ProcessEnd::exited && result.exit_code == 0 && complaints_in(result.standard_error).empty();
}

bool left_unfinished(const ProcessResult& result, std::string_view name) {
  return std::ranges::any_of(complaints_in(result.standard_error),
                             [&](std::string_view line) { return line.find(name) != std::string_view::npos; });
}

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
  if (result.exit_code == 0) {
    return error(ErrorCode::task_failed, {}, "FFmpeg could not finish a file: " + last_words(result.standard_error));
  }
  return error(ErrorCode::task_failed, {},
               "FFmpeg ended with code " + std::to_string(result.exit_code) + ": " + last_words(result.standard_error));
}

}  // namespace vod
