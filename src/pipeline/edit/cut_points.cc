#include "pipeline/edit/cut_points.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "base/text.h"
#include "model/errors.h"
#include "pipeline/compact_line.h"
#include "pipeline/ffprobe_run.h"

namespace vod {
namespace {

// What is read round a cut. Before: the seek goes to the key frame before. After: frames that are shown before the cut
// but come after it in the file.
constexpr double before_s = 0.5;
constexpr double after_s = 1.5;
constexpr double fps_assumed = 25;

struct Packet {
  double shown_s = 0;
  double decoded_s = 0;
  bool is_key = false;
};

struct Cut {
  Packet packet;
  bool on_key = false;
};

double frame_s(const MediaMetadata& source) {
  const double fps = source.has_video() ? source.video.front().fps : 0;
  return 1 / (fps > 0 ? fps : fps_assumed);
}

bool is_to_end(const MediaMetadata& source, const Clip& clip) {
  return clip.end_s >= source.duration_s - frame_s(source) / 2;
}

int ticks_of(std::string_view time_base) {
  return time_base.starts_with("1/") ? static_cast<int>(parse_number<std::int64_t>(time_base.substr(2)).value_or(0))
                                     : 0;
}

// The frame nearest to the time, when one is nearer than a frame is long.
std::optional<Cut> nearest(const std::vector<Packet>& packets, double time_s, double frame_length_s) {
  const auto found =
      std::ranges::min_element(packets, {}, [&](const Packet& packet) { return std::abs(packet.shown_s - time_s); });
  if (found == packets.end() || std::abs(found->shown_s - time_s) > frame_length_s) return {};
  Cut cut{*found, found->is_key};
  // Leading pictures of an open group need what is before the cut.
  cut.on_key = found->is_key && std::none_of(found + 1, packets.end(), [&](const Packet& later) {
                 return later.shown_s < found->shown_s && later.decoded_s > found->decoded_s;
               });
  return cut;
}

std::string interval(double around_s) {
  const std::string begin = around_s > before_s ? fmt::format("{:.6f}", around_s - before_s) : std::string();
  return fmt::format("{}%{:.6f}", begin, around_s + after_s);
}

Result<std::string> ask(Processes& processes, const std::filesystem::path& file, const MediaMetadata& source,
                        const Clip& clip, double file_start_s, const std::stop_token& stop) {
  std::vector<std::string> intervals;
  if (clip.start_s > 0) intervals.push_back(interval(file_start_s + clip.start_s));
  if (!is_to_end(source, clip)) intervals.push_back(interval(file_start_s + clip.end_s));
  if (intervals.empty()) intervals.emplace_back("%+#1");
  return packets_of(processes, file, source,
                    {"-show_data_hash", "MD5", "-show_entries",
                     "format=start_time:stream=index,codec_name,profile,level,time_base,width,height,pix_fmt,"
                     "sample_aspect_ratio,sample_rate,channels,channel_layout,extradata_hash:"
                     "packet=stream_index,pts_time,dts_time,flags",
                     "-read_intervals", fmt::format("{}", fmt::join(intervals, ","))},
                    stop);
}

}  // namespace

CutPoints read_cuts(std::string_view report, const MediaMetadata& source, const Clip& clip) {
  CutPoints cuts;
  cuts.clip = clip;
  cuts.to_end = is_to_end(source, clip);
  const int picture = source.has_video() ? source.video.front().index : -1;
  const int sound = source.has_audio() ? source.audio.front().index : -1;
  std::vector<Packet> packets;
  while (!report.empty()) {
    const auto line = report.substr(0, report.find('\n'));
    report.remove_prefix(std::min(report.size(), line.size() + 1));
    if (line.starts_with("format|")) {
      cuts.file_start_s = parse_number<double>(value_of(line, "start_time")).value_or(0);
    } else if (line.starts_with("stream|")) {
      const std::int64_t index = parse_number<std::int64_t>(value_of(line, "index")).value_or(-1);
      if (index >= 0 && index == picture) cuts.ticks = ticks_of(value_of(line, "time_base"));
      if (index >= 0 && (index == picture || index == sound)) cuts.parameters.append(line).append("\n");
    } else if (line.starts_with("packet|")) {
      if (parse_number<std::int64_t>(value_of(line, "stream_index")).value_or(-1) != picture) continue;
      const auto shown_s = parse_number<double>(value_of(line, "pts_time"));
      const auto decoded_s = parse_number<double>(value_of(line, "dts_time"));
      if (shown_s && decoded_s) packets.push_back({*shown_s, *decoded_s, value_of(line, "flags").starts_with('K')});
    }
  }
  // A sound can be cut anywhere, and any file from its beginning to its end.
  cuts.start_on_key = clip.start_s <= 0 || !source.has_video();
  cuts.end_on_key = cuts.to_end || !source.has_video();
  if (!source.has_video()) {
    cuts.end_decode_s = cuts.to_end ? 0 : cuts.file_start_s + clip.end_s;
    return cuts;
  }
  if (clip.start_s > 0) {
    if (const auto cut = nearest(packets, cuts.file_start_s + clip.start_s, frame_s(source))) {
      cuts.clip.start_s = std::max(0.0, cut->packet.shown_s - cuts.file_start_s);
      cuts.start_on_key = cut->on_key;
    }
  }
  if (cuts.to_end) {
    cuts.clip.end_s = source.duration_s;
  } else if (const auto cut = nearest(packets, cuts.file_start_s + clip.end_s, frame_s(source))) {
    cuts.clip.end_s = cut->packet.shown_s - cuts.file_start_s;
    cuts.end_on_key = cut->on_key;
    cuts.end_decode_s = cut->packet.decoded_s;
  }
  // Less than a frame: whoever asks for it gets one.
  if (cuts.clip.end_s <= cuts.clip.start_s) cuts.clip.end_s = cuts.clip.start_s + frame_s(source);
  return cuts;
}

Result<CutPoints> find_cuts(Processes& processes, const std::filesystem::path& file, const MediaMetadata& source,
                            const Clip& clip, const std::stop_token& stop) {
  VOD_TRY(const auto report, ask(processes, file, source, clip, 0, stop));
  CutPoints cuts = read_cuts(report, source, clip);
  // Recordings of broadcasts begin anywhere; then the first look was at the wrong places.
  if (std::abs(cuts.file_start_s) < before_s) return cuts;
  VOD_TRY(const auto again, ask(processes, file, source, clip, cuts.file_start_s, stop));
  return read_cuts(again, source, clip);
}

std::optional<CutPoints> expected_cuts(const MediaMetadata& source, const Clip& clip) {
  if (!is_to_end(source, clip)) return {};
  CutPoints cuts;
  cuts.clip = {clip.start_s, source.duration_s};
  cuts.to_end = cuts.start_on_key = cuts.end_on_key = true;
  return cuts;
}

}  // namespace vod
