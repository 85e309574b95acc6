#include "pipeline/edit/hls_join.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/adaptive/segment_cipher.h"
#include "pipeline/plan.h"
#include "pipeline/probe.h"
#include "pipeline/run_errors.h"
#include "pipeline/run_part.h"
#include "pipeline/work_folder.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t copy_bytes = 1 << 20;
// A few segments: enough for the headers and the first pictures of any stream.
constexpr std::uint64_t head_bytes = 16 << 20;

/// A file that pieces are appended to, up to a limit.
class Joining {
 public:
  Joining(const fs::path& file, std::uint64_t bytes_max) : file_(file, std::ios::binary), bytes_left_(bytes_max) {}

  Done add(const HlsPiece& piece) {
    std::ifstream stream(piece.file, std::ios::binary);
    stream.seekg(static_cast<std::streamoff>(piece.offset));
    std::optional<SegmentDecryption> decryption;
    if (piece.cipher) decryption.emplace(*piece.cipher);
    std::vector<std::byte> bytes(copy_bytes);
    std::vector<std::byte> plain;
    for (std::uint64_t left = std::min(piece.length, bytes_left_); left > 0;) {
      const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left, copy_bytes));
      stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(count));
      if (!stream) return error(ErrorCode::io_failed, {}, "A segment can't be read.");
      const std::span<const std::byte> come(bytes.data(), count);
      left -= count;
      if (!decryption) {
        write(come);
        continue;
      }
      plain.clear();
      VOD_TRY(decryption->add(come, plain));
      if (left == 0 && piece.length <= bytes_left_) {
        VOD_TRY(decryption->finish(plain));
      }
      write(plain);
    }
    bytes_left_ -= std::min(piece.length, bytes_left_);
    if (!file_) return error(ErrorCode::disk_full);
    return done();
  }
  bool is_full() const { return bytes_left_ == 0; }
  Done close() {
    file_.close();
    return file_ ? done() : Done(error(ErrorCode::disk_full));
  }

 private:
  void write(std::span<const std::byte> bytes) {
    file_.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  }

  std::ofstream file_;
  std::uint64_t bytes_left_;
};

Done join_track(const HlsTrack& track, const fs::path& file, std::uint64_t bytes_max, const std::stop_token& stop) {
  Joining joining(file, bytes_max);
  for (const HlsPiece& piece : track.pieces) {
    if (stop.stop_requested()) return error(ErrorCode::task_cancelled);
    if (joining.is_full()) break;
    VOD_TRY(joining.add(piece));
  }
  return joining.close();
}

// The playlist tells what the first bytes can't.
void set_whole(MediaMetadata& found, const HlsSource& source) {
  found.container = "hls";
  found.size_bytes = source.size_bytes;
  found.duration_s = 0;
  for (const HlsTrack& track : source.tracks) found.duration_s = std::max(found.duration_s, track.duration_s);
  for (auto& stream : found.video) stream.duration_s = found.duration_s;
  for (auto& stream : found.audio) stream.duration_s = found.duration_s;
  found.video_duration_s = found.has_video() ? found.duration_s : 0;
  found.audio_duration_s = found.has_audio() ? found.duration_s : 0;
  found.bitrate_bps =
      found.duration_s > 0 ? std::llround(static_cast<double>(found.size_bytes) * 8 / found.duration_s) : 0;
}

Done check_joinable(const HlsSource& source) {
  const bool is_broken = std::ranges::any_of(
      source.tracks, [](const HlsTrack& track) { return track.is_fragmented && track.has_discontinuities; });
  if (is_broken) {
    return error(ErrorCode::source_unsupported, {},
                 "A playlist of fragmented MP4 with discontinuities can't be put together.");
  }
  return done();
}

// Copies the streams of the joined tracks into one file with times that go on.
Result<fs::path> copy_together(Workshop& workshop, const HlsSource& source, const std::vector<fs::path>& tracks,
                               const fs::path& folder, const std::stop_token& stop) {
  const bool as_mp4 = source.tracks.front().is_fragmented;
  ProcessPlan plan;
  plan.writable = folder / "out";
  std::error_code problem;
  fs::create_directory(plan.writable, problem);
  MediaMetadata whole;
  whole.size_bytes = source.size_bytes;
  plan.limits = run_limits(whole, source.tracks.front().duration_s, {}, 2 * source.size_bytes + copy_bytes);
  plan.argv = {"ffmpeg", "-hide_banner", "-nostdin", "-nostats",      "-v", "error",
               "-y",     "-progress",    "pipe:1",   "-stats_period", "0.5"};
  for (std::size_t i = 0; i < tracks.size(); ++i) {
    plan.readable.push_back({tracks[i], "track" + std::to_string(i)});
    for (auto& option : guarded_input_options()) plan.argv.push_back(std::move(option));
    plan.argv.insert(plan.argv.end(), {"-i", "file:" + workshop.processes.in_path(plan.readable.back())});
  }
  // A variant's own sound counts where there is one; a variant has no sound then, or the same.
  plan.argv.insert(plan.argv.end(), {"-map", "0:v?", "-map", tracks.size() > 1 ? "1:a?" : "0:a?"});
  const std::string name = as_mp4 ? "joined.mp4" : "joined.ts";
  plan.argv.insert(plan.argv.end(), {"-c", "copy", "-map_metadata", "-1", "-f", as_mp4 ? "mp4" : "mpegts",
                                     workshop.processes.out_path(plan, name)});
  const fs::path made = plan.writable / name;
  VOD_TRY(const auto process, workshop.processes.start(std::move(plan), [](std::string_view) {}));
  const std::stop_callback on_stop(stop, [&] { process->cancel(); });
  const ProcessResult result = process->wait();
  if (stop.stop_requested()) return error(ErrorCode::task_cancelled);
  if (!succeeded(result)) return error_of_run(result);
  return made;
}

}  // namespace

Result<MediaMetadata> probe_hls(Workshop& workshop, const HlsSource& source) {
  VOD_TRY(check_joinable(source));
  VOD_TRY(auto path, workshop.blobs.make_work_folder());
  const WorkFolder folder(std::move(path));
  MediaMetadata found;
  for (std::size_t i = 0; i < source.tracks.size(); ++i) {
    const fs::path head = folder.path() / ("head" + std::to_string(i));
    VOD_TRY(join_track(source.tracks[i], head, head_bytes, {}));
    VOD_TRY(auto part, probe_source(workshop.processes, head));
    if (i == 0) {
      found = std::move(part);
    } else {
      found.audio = std::move(part.audio);
    }
  }
  set_whole(found, source);
  if (found.duration_s >= limits::source_duration_s_max)
    return error(ErrorCode::source_too_large, {}, "The playlist is longer than a source may be.");
  return found;
}

Result<fs::path> join_hls(Workshop& workshop, const HlsSource& source, const fs::path& folder,
                          const std::stop_token& stop) {
  VOD_TRY(check_joinable(source));
  std::vector<fs::path> tracks;
  for (std::size_t i = 0; i < source.tracks.size(); ++i) {
    tracks.push_back(folder / ("track" + std::to_string(i)));
    VOD_TRY(join_track(source.tracks[i], tracks.back(), limits::source_bytes_max, stop));
  }
  const HlsTrack& first = source.tracks.front();
  if (tracks.size() == 1 && !first.is_fragmented && !first.has_discontinuities) return tracks.front();
  VOD_TRY(auto made, copy_together(workshop, source, tracks, folder, stop));
  std::error_code problem;
  for (const auto& track : tracks) fs::remove(track, problem);
  return made;
}

}  // namespace vod
