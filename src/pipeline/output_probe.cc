#include "pipeline/output_probe.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "base/descriptor.h"
#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"
#include "pipeline/ffprobe_run.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view report_pipe = "report";
constexpr std::size_t report_piece_bytes = 4'096;

bool is_playlist(const fs::path& file) { return file.extension() == ".m3u8"; }
fs::path segments_of(const fs::path& playlist) { return fs::path(playlist).replace_extension(); }

// ffprobe's argv for a file that is ours; `place` is where ffprobe sees it.
std::vector<std::string> output_probe(const fs::path& file, const fs::path& place) {
  std::vector<std::string> argv = {"ffprobe", "-hide_banner", "-v", "error", "-protocol_whitelist", "file"};
  if (is_playlist(file)) argv.insert(argv.end(), {"-f", "hls"});
  for (auto& question : probe_questions()) argv.push_back(std::move(question));
  argv.push_back("file:" + place.string());
  return argv;
}

std::uint64_t size_of_folder(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(folder, problem)) bytes += entry.file_size(problem);
  return bytes;
}

// With the segments of a playlist.
Result<std::uint64_t> size_of_output(const fs::path& file) {
  std::error_code problem;
  const std::uint64_t size_bytes =
      fs::file_size(file, problem) + (is_playlist(file) ? size_of_folder(segments_of(file)) : 0);
  if (problem) return unreadable_file(file);
  return size_bytes;
}

Result<std::string> md5_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return unreadable_file(file);
  Md5 hash;
  std::vector<char> buffer(1 << 20);
  while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || stream.gcount() > 0)
    hash.add(std::as_bytes(std::span(buffer.data(), static_cast<std::size_t>(stream.gcount()))));
  return to_hex(hash.finish());
}

}  // namespace

Result<MediaMetadata> probe_output(Processes& processes, const fs::path& file) {
  VOD_TRY(auto found, probe_output_only(processes, file));
  VOD_TRY(found.md5, md5_of(file));
  return found;
}

Result<MediaMetadata> probe_output_only(Processes& processes, const fs::path& file) {
  VOD_TRY(const std::uint64_t size_bytes, size_of_output(file));
  ProcessPlan plan;
  plan.readable = {{file, file.filename().string()}};
  if (is_playlist(file)) plan.readable.push_back({segments_of(file), segments_of(file).filename().string()});
  plan.argv = output_probe(file, processes.in_path(plan.readable.front()));
  return run_probe(processes, std::move(plan), size_bytes);
}

ProbeAhead::ProbeAhead(std::unique_ptr<RunningProcess> process, fs::path file, fs::path pipe)
    : process_(std::move(process)), file_(std::move(file)), pipe_(std::move(pipe)) {}

// ffprobe opens the file for its report before it looks at its input, and a pipe's end for writing is not open before
// somebody reads: there it waits.
Result<ProbeAhead> ProbeAhead::start(Processes& processes, const fs::path& file, const fs::path& room) {
  ProcessPlan plan;
  plan.readable = {{file.parent_path(), "made"}};
  plan.writable = room;
  plan.argv = output_probe(file, fs::path(processes.in_path(plan.readable.front())) / file.filename());
  plan.argv.insert(plan.argv.end(), {"-o", "file:" + processes.out_path(plan, report_pipe)});
  plan.limits = probe_limits;
  const fs::path pipe = room / report_pipe;
  if (mkfifo(pipe.c_str(), S_IRUSR | S_IWUSR) != 0)
    return error(ErrorCode::io_failed, {}, "A pipe for a probe's report can't be made.");
  VOD_TRY(auto process, processes.start(std::move(plan), nullptr));
  return ProbeAhead(std::move(process), file, pipe);
}

// Open for both, the pipe lets ffprobe go on, holds its report, which is far smaller than a pipe, and can be read when
// ffprobe is gone, even if it never came to write.
Result<MediaMetadata> ProbeAhead::ask() {
  VOD_TRY(const std::uint64_t size_bytes, size_of_output(file_));
  const Descriptor pipe(open(pipe_.c_str(), O_RDWR | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC));
  if (!pipe.valid()) return unreadable_file(pipe_);
  ProcessResult result = process_->wait();
  std::array<char, report_piece_bytes> bytes{};
  for (ssize_t count = 0; (count = read(pipe.number(), bytes.data(), bytes.size())) > 0;)
    result.standard_output.append(bytes.data(), static_cast<std::size_t>(count));
  return read_probe(result, size_bytes);
}

}  // namespace vod
