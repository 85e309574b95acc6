#include "pipeline/probe.h"

#include <fstream>
#include <system_error>
#include <utility>

#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/allowed_media.h"
#include "pipeline/disguise.h"
#include "pipeline/ffprobe_run.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t first_bytes = 4'096;

Result<std::string> beginning_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return unreadable_file(file);
  std::string bytes(first_bytes, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return bytes;
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
  if (problem) return unreadable_file(file);
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
  for (auto& question : probe_questions()) plan.argv.push_back(std::move(question));
  plan.argv.push_back("file:" + processes.in_path(plan.readable.front()));
  return run_probe(processes, std::move(plan), size_bytes);
}

}  // namespace vod
