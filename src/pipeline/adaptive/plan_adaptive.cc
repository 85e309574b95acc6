#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/adaptive/ladder_arguments.h"
#include "pipeline/ffmpeg_arguments.h"
#include "pipeline/overlays/drawing.h"
#include "pipeline/run_part.h"
#include "pipeline/transcode/picture_encoder.h"

namespace vod {
namespace {

constexpr double fps_max = 120;

Done check_source(const MediaMetadata& source, const AdaptiveTemplate& wanted) {
  if (!source.has_video() || is_still(source)) return error(ErrorCode::source_no_video);
  if (wanted.dash && wanted.drm_type == "SimpleAES") {
    return error(ErrorCode::input_configuration_unsupported, wanted.drm_type,
                 "SimpleAES encrypts HLS alone; the template makes MPEG-DASH.");
  }
  const double segments = source.duration_s / std::max(1, wanted.segment_s);
  if (segments > static_cast<double>(limits::playlist_segments_max)) return error(ErrorCode::source_too_large);
  return done();
}

Done check_codecs(const AdaptiveTemplate& wanted, const SegmentForm& form) {
  for (const AdaptiveStream& stream : wanted.streams) {
    if (!stream.video || stream.video->codec == VideoCodec::h264 || stream.video->codec == VideoCodec::h265) continue;
    const std::string codec(wire_name_of(stream.video->codec));
    if (stream.video->codec != VideoCodec::av1) {
      return error(ErrorCode::input_configuration_unsupported, codec,
                   "Adaptive streams are made in H.264, H.265 and AV1.");
    }
    if (!form.mp4) {
      return error(ErrorCode::input_configuration_unsupported, codec,
                   "MPEG-TS segments can't hold av1; those of mp4-segment, mp4-byterange and MPEG-DASH can.");
    }
  }
  return done();
}

// Whether the rung asks for a larger picture than there is.
bool is_higher(const VideoSettings& video, PictureSize source) {
  int width = video.width;
  int height = video.height;
  if (video.adaptive && source.height > source.width) std::swap(width, height);
  return width > source.width || height > source.height;
}

// What a rung counts for where all are too high and the lowest one stays.
std::pair<int, int> height_of(const VideoSettings& video) {
  return {std::max(video.width, video.height), video.bitrate_kbps};
}

/// The rungs that the source is good for. At least one with pictures remains.
std::vector<AdaptiveStream> chosen_streams(const MediaMetadata& source, const AdaptiveTemplate& wanted) {
  const PictureSize size = shown_size(source.video.front());
  const std::int64_t source_bps =
      source.video.front().bitrate_bps > 0 ? source.video.front().bitrate_bps : source.bitrate_bps;
  const auto too_high = [&](const AdaptiveStream& stream) {
    if (!stream.video) return !source.has_audio();
    if (wanted.no_higher_resolution && is_higher(*stream.video, size)) return true;
    return wanted.no_higher_bitrate && source_bps > 0 && stream.video->bitrate_kbps * 1'000LL > source_bps;
  };
  std::vector<AdaptiveStream> chosen;
  const AdaptiveStream* lowest = nullptr;
  bool has_pictures = false;
  for (const AdaptiveStream& stream : wanted.streams) {
    if (stream.video && (lowest == nullptr || height_of(*stream.video) < height_of(*lowest->video))) lowest = &stream;
    if (too_high(stream)) continue;
    has_pictures = has_pictures || stream.video.has_value();
    chosen.push_back(stream);
  }
  if (!has_pictures && lowest != nullptr) chosen.insert(chosen.begin(), *lowest);
  return chosen;
}

Picture picture_of(const VideoSettings& video, PictureSize source, int fps) {
  Picture picture;
  picture.size = output_size(video, source);
  picture.fps = fps;
  picture.fill = video.fill;
  picture.borders = video.width > 0 && video.height > 0;
  picture.keep_hdr = video.keep_hdr;
  return picture;
}

/// The ladder as it is put together, one stream of the template after the other.
class LadderPlan {
 public:
  LadderPlan(const MediaMetadata& source, PlannedLadder ladder) : source_(source), ladder_(std::move(ladder)) {}

  void add(const AdaptiveStream& stream) {
    PlannedRendition rendition;
    if (stream.video) {
      rendition.picture = pictures_.size();
      rendition.codec = stream.video->codec;
      const PictureSize size = output_size(*stream.video, shown_size(source_.video.front()));
      rendition.width = size.width;
      rendition.height = size.height;
      pictures_.push_back(stream);
    }
    const bool has_sound = stream.audio && source_.has_audio();
    const bool beside = has_sound && stream.video && ladder_.form.has_own_sound();
    if (has_sound && !beside) rendition.sound = encoded(*stream.audio);
    if (beside) sounds_beside_.emplace_back(ladder_.renditions.size(), encoded(*stream.audio));
    rendition.name = fmt::format("{}{}", rendition.picture ? "v" : "a", ladder_.renditions.size());
    ladder_.renditions.push_back(std::move(rendition));
  }

  // The sounds that stand beside the pictures, each once.
  void finish() {
    auto& all = ladder_.renditions;
    for (const auto& [rendition, sound] : sounds_beside_) {
      const std::size_t wanted = sound;
      auto found = std::ranges::find_if(
          all, [&](const PlannedRendition& other) { return !other.picture && other.sound == wanted; });
      if (found == all.end()) {
        PlannedRendition alone;
        alone.name = fmt::format("a{}", all.size());
        alone.sound = sound;
        alone.is_variant = false;
        found = all.insert(all.end(), std::move(alone));
      }
      all[rendition].sound_beside = static_cast<std::size_t>(found - all.begin());
    }
  }

  const PlannedLadder& ladder() const { return ladder_; }
  const std::vector<AdaptiveStream>& pictures() const { return pictures_; }
  const std::vector<AudioSettings>& sounds() const { return sounds_; }

 private:
  // Equal sound is encoded once.
  std::size_t encoded(const AudioSettings& audio) {
    const auto found = std::ranges::find(sounds_, audio);
    const auto number = static_cast<std::size_t>(found - sounds_.begin());
    if (found == sounds_.end()) sounds_.push_back(audio);
    return number;
  }

  const MediaMetadata& source_;
  PlannedLadder ladder_;
  std::vector<AdaptiveStream> pictures_;
  std::vector<AudioSettings> sounds_;
  std::vector<std::pair<std::size_t, std::size_t>> sounds_beside_;
};

// Rungs without a bitrate have no bound but the source's own size.
std::uint64_t largest_file(const MediaMetadata& source, const std::vector<AdaptiveStream>& pictures) {
  int kbps = 0;
  for (const AdaptiveStream& stream : pictures) {
    const bool bounded = stream.video->bitrate_kbps > 0 && stream.video->crf == 0 && !stream.top_speed;
    if (!bounded) return small_file_bytes + source.size_bytes * 4;
    kbps = std::max(kbps, stream.video->bitrate_kbps);
  }
  constexpr int sound_kbps_max = 512;
  constexpr std::uint64_t room = 3;  // Noise and stills miss their bitrate by this at most.
  return small_file_bytes +
         static_cast<std::uint64_t>(source.duration_s) * static_cast<std::uint64_t>(kbps + sound_kbps_max) * 125 * room;
}

// Draws on each rendition after its scaling, as a transcode of its size would, but with all pixels those of the largest
// one: a mark that changed its share of the picture would jump when the player changes the rendition.
Done draw(RunPart& part, const MediaMetadata& source, const AdaptiveWish& wish) {
  const Picture& largest =
      *std::ranges::max_element(part.pictures, {}, [](const Picture& picture) { return picture.size.pixels(); });
  for (Picture& picture : part.pictures) {
    Drawing drawing(picture.size, part.output.index, source.duration_s, picture.keep_hdr, largest.size);
    VOD_TRY(drawing.add(wish.subtitles, shown_size(source.video.front()), 0));
    for (const WatermarkWish& watermark : wish.watermarks) {
      VOD_TRY(drawing.add(watermark));
    }
    drawing.put_over(picture);
    if (&picture == &part.pictures.front()) drawing.put_inputs(part);
  }
  return done();
}

}  // namespace

Result<PlannedWork> plan_output(const MediaMetadata& source, std::size_t index, const AdaptiveWish& wish,
                                const PlanSettings& settings) {
  const AdaptiveTemplate& wanted = wish.wanted;
  VOD_TRY(check_source(source, wanted));
  PlannedLadder ladder;
  ladder.dash = wanted.dash;
  VOD_TRY(ladder.form, segment_form(wanted.segment_type, wanted.dash));
  VOD_TRY(check_codecs(wanted, ladder.form));
  ladder.segment_s = wanted.segment_s;
  ladder.drm_type = wanted.drm_type;
  ladder.key = wish.key;
  ladder.subtitles = wish.offered;
  ladder.source_ms = std::llround(source.duration_s * 1'000);

  const auto streams = chosen_streams(source, wanted);
  const auto first =
      std::ranges::find_if(streams, [](const AdaptiveStream& stream) { return stream.video.has_value(); });
  if (first == streams.end()) {
    return error(ErrorCode::input_configuration_unsupported, {}, "None of the template's streams has pictures.");
  }
  // One rate for all, the first one's, as the API says; otherwise key frames could not stand at the same times.
  const int fps = first->video->fps;
  ladder.fps = fps > 0 ? fps : std::clamp(source.video.front().fps, 1.0, fps_max);

  LadderPlan plan(source, std::move(ladder));
  for (const AdaptiveStream& stream : streams) plan.add(stream);
  plan.finish();

  RunPart part;
  const PictureSize size = shown_size(source.video.front());
  for (const AdaptiveStream& stream : plan.pictures()) {
    part.pictures.push_back(picture_of(*stream.video, size, fps));
    part.encoder_bytes += encoder_address_bytes(stream.video->codec, part.pictures.back().size);
  }
  PlannedOutput& output = part.output;
  output.index = index;
  output.kind = OutputKind::adaptive;
  output.definition = wanted.definition;
  output.file = fmt::format("{}/adp.{}.{}", index, wanted.definition, wanted.dash ? "mpd" : "m3u8");
  output.has_video = true;
  output.has_audio = !plan.sounds().empty();
  for (const Picture& picture : part.pictures) {
    output.width = std::max(output.width, picture.size.width);
    output.height = std::max(output.height, picture.size.height);
  }
  VOD_TRY(draw(part, source, wish));
  output.duration_s = source.video_duration_s;
  output.ladder = plan.ladder();
  const std::string folder = std::filesystem::path(output.file).replace_extension().string();
  part.argv = ladder_arguments(source, plan.ladder(), plan.pictures(), plan.sounds(), folder, settings);
  part.file_bytes = largest_file(source, plan.pictures());
  return PlannedWork(std::move(part));
}

}  // namespace vod
