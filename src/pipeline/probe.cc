#include "pipeline/probe.h"

#include <array>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/allowed_media.h"
#include "pipeline/disguise.h"
#include "pipeline/media_report.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t first_bytes = 4'096;
constexpr ProcessLimits probe_limits = {.wall_ms = limits::probe_ms_max,
                                        .cpu_s = limits::probe_ms_max / 1'000,
                                        .memory_bytes = limits::probe_memory_bytes_max,
                                        .file_bytes = 1};

Error unreadable(const fs::path& file) {
  return error(ErrorCode::io_failed, file.filename().string(), "The file " + file.string() + " can't be read.");
}

Result<std::string> beginning_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return unreadable(file);
  std::string bytes(first_bytes, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return bytes;
}

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

Result<MediaMetadata> ask(Processes& processes, ProcessPlan plan, std::uint64_t size_bytes) {
  plan.limits = probe_limits;
  VOD_TRY(const auto result, processes.run(std::move(plan)));
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

std::vector<std::string> questions() { return {"-show_entries", std::string(report_entries), "-of", "json=c=1"}; }

std::uint64_t size_of_folder(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(folder, problem)) bytes += entry.file_size(problem);
  return bytes;
}

Result<std::string> md5_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return unreadable(file);
  Md5 hash;
  std::vector<char> buffer(1 << 20);
  while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || stream.gcount() > 0)
    hash.add(std::as_bytes(std::span(buffer.data(), static_cast<std::size_t>(stream.gcount()))));
  return to_hex(hash.finish());
}

}  // namespace

std::vector<std::string> guarded_input_options() {
  return {"-protocol_whitelist", "file",
          "-format_whitelist",   allowed_formats(),
          "-codec_whitelist",    allowed_codecs(),
          "-max_streams",        std::to_string(limits::source_streams_max),
          "-max_pixels",         std::to_string(limits::source_side_pixels_max * limits::source_side_pixels_max)};
}

Result<MediaMetadata> probe_source(Processes& processes, const fs::path& file) {
  std::error_code problem;
  const std::uint64_t size_bytes = fs::file_size(file, problem);
  if (problem) return unreadable(file);
  if (size_bytes > limits::source_bytes_max) {
    return error(ErrorCode::source_too_large, {},
                 "The source has " + std::to_string(size_bytes) + " bytes; the limit is " +
                     std::to_string(limits::source_bytes_max) + ".");
  }
  VOD_TRY(const auto beginning, beginning_of(file));
  VOD_TRY(check_first_bytes(beginning));

  ProcessPlan plan;
  plan.readable = {{file, "source"}};
  plan.argv = {"ffprobe", "-hide_banner", "-v", "error"};
  for (auto& option : guarded_input_options()) plan.argv.push_back(std::move(option));
  for (auto& question : questions()) plan.argv.push_back(std::move(question));
  plan.argv.push_back("file:" + processes.in_path(plan.readable.front()));
  return ask(processes, std::move(plan), size_bytes);
}

Result<MediaMetadata> probe_output(Processes& processes, const fs::path& file) {
  VOD_TRY(auto found, probe_output_only(processes, file));
  VOD_TRY(found.md5, md5_of(file));
  return found;
}

Result<MediaMetadata> probe_output_only(Processes& processes, const fs::path& file) {
  const bool playlist = file.extension() == ".m3u8";
  std::error_code problem;
  const fs::path segments = fs::path(file).replace_extension();
  const std::uint64_t size_bytes = fs::file_size(file, problem) + (playlist ? size_of_folder(segments) : 0);
  if (problem) return unreadable(file);

  ProcessPlan plan;
  plan.argv = {"ffprobe", "-hide_banner", "-v", "error", "-protocol_whitelist", "file"};
  plan.readable = {{file, file.filename().string()}};
  if (playlist) {
    plan.argv.insert(plan.argv.end(), {"-f", "hls"});
    plan.readable.push_back({segments, segments.filename().string()});
  }
  for (auto& question : questions()) plan.argv.push_back(std::move(question));
  plan.argv.push_back("file:" + processes.in_path(plan.readable.front()));
  return ask(processes, std::move(plan), size_bytes);
}

}  // namespace vod
