#include "pipeline/ffprobe_run.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "model/errors.h"
#include "pipeline/media_report.h"
#include "pipeline/probe.h"
#include "pipeline/run_errors.h"

namespace vod {
namespace {

/// What a text of ffprobe's means.
struct Complaint {
  std::string_view text;
  ErrorCode code;
};
constexpr auto complaints = std::to_array<Complaint>({
    {"not on whitelist", ErrorCode::source_unsupported},
    {"exceeds max_streams", ErrorCode::source_too_large},
    {"max_streams", ErrorCode::source_too_large},
    {"Picture size", ErrorCode::source_too_large},
    {"Cannot allocate memory", ErrorCode::source_too_large},
    {"moov atom not found", ErrorCode::source_malformed},
    {"End of file", ErrorCode::source_malformed},
    {"Invalid data found", ErrorCode::source_not_media},
});

// The last line says it best; paths of the sandbox say nothing to the caller.
std::string last_line(std::string_view text) {
  text = trim(text);
  const auto cut = text.rfind('\n');
  std::string line(cut == std::string_view::npos ? text : text.substr(cut + 1));
  if (const auto place = line.rfind(": "); line.starts_with("file:") && place != std::string::npos)
    line.erase(0, place + 2);
  return line;
}

Error error_of(const ProcessResult& result) {
  if (result.end == ProcessEnd::wall_time || result.end == ProcessEnd::cpu_time)
    return error(ErrorCode::source_probe_timeout);
  if (result.end == ProcessEnd::output_too_large) return error(ErrorCode::source_too_large);
  if (result.end == ProcessEnd::killed_by_signal) {
    return error(ErrorCode::source_malformed, {}, "The source makes the probe crash.");
  }
  for (const auto& row : complaints) {
    if (result.standard_error.find(row.text) == std::string::npos) continue;
    std::string detail(error_row(row.code).text);
    if (row.text == "moov atom not found") detail = "The source is cut off: its index (moov) is missing.";
    return error(row.code, {}, detail + " (" + last_line(result.standard_error) + ")");
  }
  return error(ErrorCode::source_malformed, {}, "The source can't be read: " + last_line(result.standard_error));
}

}  // namespace

std::vector<std::string> probe_questions() { return {"-show_entries", std::string(report_entries), "-of", "json=c=1"}; }

Result<MediaMetadata> read_probe(const ProcessResult& result, std::uint64_t size_bytes) {
  if (result.end != ProcessEnd::exited || result.exit_code != 0) return error_of(result);
  auto found = read_media_report(result.standard_output, size_bytes);
  // A picture that no decoder takes has no size in the report; only the complaint says that it is too large.
  const auto at = result.standard_error.find("Picture size ");
  if (!found && found.error().code == ErrorCode::source_no_resolution && at != std::string::npos) {
    const auto line = std::string_view(result.standard_error).substr(at);
    return error(ErrorCode::source_too_large, {},
                 std::string(error_row(ErrorCode::source_too_large).text) + " (" +
                     std::string(line.substr(0, line.find('\n'))) + ")");
  }
  return found;
}

Result<MediaMetadata> run_probe(Processes& processes, ProcessPlan plan, std::uint64_t size_bytes) {
  plan.limits = probe_limits;
  VOD_TRY(const auto result, processes.run(std::move(plan)));
  return read_probe(result, size_bytes);
}

Result<std::string> packets_of(Processes& processes, const std::filesystem::path& file, const MediaMetadata& source,
                               std::vector<std::string> questions, const std::stop_token& stop) {
  ProcessPlan plan;
  plan.readable = {{file, "source"}};
  plan.argv = {"ffprobe", "-hide_banner", "-v", "error"};
  std::ranges::move(guarded_input_options(), std::back_inserter(plan.argv));
  plan.argv.insert(plan.argv.end(), {"-f", source.container.substr(0, source.container.find(',')), "-of", "compact"});
  std::ranges::move(questions, std::back_inserter(plan.argv));
  plan.argv.push_back("file:" + processes.in_path(plan.readable.front()));
  plan.limits = probe_limits;
  VOD_TRY(const auto process, processes.start(std::move(plan), nullptr));
  const std::stop_callback on_stop(stop, [&] { process->cancel(); });
  ProcessResult result = process->wait();
  if (stop.stop_requested()) return error(ErrorCode::task_cancelled);
  if (!succeeded(result)) return error_of_run(result);
  return std::move(result.standard_output);
}

Error unreadable_file(const std::filesystem::path& file) {
  return error(ErrorCode::io_failed, file.filename().string(), "The file " + file.string() + " can't be read.");
}

}  // namespace vod
