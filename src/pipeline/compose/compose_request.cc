#include "pipeline/compose/compose_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/ids.h"
#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/compose/compose_item.h"

namespace vod {
namespace {

Error wrong(ErrorCode code, const std::string& field, std::string_view rest) {
  return error(code, field, fmt::format("{}: {}", field, rest));
}

Result<TrackKind> kind_of(const std::string& type, const std::string& field) {
  if (type == "Video") return TrackKind::video;
  if (type == "Audio") return TrackKind::audio;
  if (type == "Sticker") return TrackKind::sticker;
  return wrong(ErrorCode::invalid_parameter_value, field,
               fmt::format("\"{}\" is none of Video, Audio, Sticker.", type.substr(0, 80)));
}

// How long an item is where the request says it, else 0.
double known_length(const ComposeItem& item) {
  if (const auto* gap = std::get_if<ComposeGap>(&item)) return gap->duration_s;
  const auto* clip = std::get_if<ComposeClip>(&item);
  if (!clip) return 0;
  return clip->target_s > 0 ? clip->target_s : clip->duration_s;
}

// A transition needs a neighbour, and no more time than its neighbours have.
Done check_crossings(const ComposeTrack& track) {
  const auto& items = track.items;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto* crossing = std::get_if<ComposeCrossing>(&items[i]);
    if (!crossing) continue;
    const bool last = i + 1 == items.size();
    if ((i == 0 && last) || (!last && std::holds_alternative<ComposeCrossing>(items[i + 1]))) {
      return wrong(ErrorCode::invalid_parameter_value, crossing->field, "a transition stands beside an item.");
    }
    for (const std::size_t beside : {i - 1, i + 1}) {
      if (beside >= items.size()) continue;
      const double length_s = known_length(items[beside]);
      if (length_s > 0 && crossing->duration_s > length_s) {
        return wrong(
            ErrorCode::value_clip_duration, crossing->field + ".Duration",
            fmt::format("{} s are longer than an item beside it, which has {} s.", crossing->duration_s, length_s));
      }
    }
  }
  return done();
}

Result<ComposeTrack> read_track(const wire::MediaTrack& track, const std::string& field, Composition& all) {
  ComposeTrack read;
  VOD_TRY(read.kind, kind_of(track.Type, field + ".Type"));
  for (std::size_t i = 0; i < track.TrackItems.size(); ++i) {
    VOD_TRY(auto item,
            read_compose_item(track.TrackItems[i], read.kind, fmt::format("{}.TrackItems.{}", field, i), all.sources));
    read.items.push_back(std::move(item));
  }
  VOD_TRY(check_crossings(read));
  return read;
}

Done read_tracks(const std::vector<wire::MediaTrack>& tracks, Composition& all) {
  std::array<std::size_t, 3> counts{};
  std::size_t items = 0;
  for (std::size_t i = 0; i < tracks.size(); ++i) {
    items += tracks[i].TrackItems.size();
    if (items > limits::compose_items_max) {
      return wrong(ErrorCode::invalid_parameter_value, "Tracks",
                   fmt::format("more than {} items in all.", limits::compose_items_max));
    }
    VOD_TRY(auto track, read_track(tracks[i], fmt::format("Tracks.{}", i), all));
    if (++counts.at(static_cast<std::size_t>(track.kind)) > limits::compose_tracks_max) {
      return wrong(ErrorCode::invalid_parameter_value, "Tracks",
                   fmt::format("more than {} tracks of type {}.", limits::compose_tracks_max, tracks[i].Type));
    }
    all.tracks.push_back(std::move(track));
  }
  if (items == 0) return wrong(ErrorCode::invalid_parameter_value, "Tracks", "name at least one item.");
  const auto urls = std::ranges::count_if(all.sources, [](const auto& source) { return !is_file_id(source); });
  if (static_cast<std::size_t>(urls) > limits::compose_urls_max) {
    return wrong(ErrorCode::invalid_parameter_value, "Tracks",
                 fmt::format("{} different URLs are more than the limit of {}; bring them in with PullUpload first.",
                             urls, limits::compose_urls_max));
  }
  return done();
}

Result<int> number(const std::optional<std::int64_t>& value, std::int64_t otherwise, std::int64_t most, ErrorCode code,
                   const std::string& field) {
  const std::int64_t given = value.value_or(otherwise);
  if (given < 0 || given > most) return wrong(code, field, fmt::format("{} is outside 0 to {}.", given, most));
  return static_cast<int>(given);
}

Done read_canvas(const std::optional<wire::Canvas>& canvas, Composition& all) {
  if (!canvas) return done();
  const std::string color = canvas->Color.value_or("");
  if (!color.empty() && color != "Black" && color != "White") {
    return wrong(ErrorCode::invalid_parameter_value, "Canvas.Color",
                 fmt::format("\"{}\" is none of Black, White.", color.substr(0, 80)));
  }
  all.white = color == "White";
  VOD_TRY(all.canvas.width,
          number(canvas->Width, 0, limits::compose_side_pixels_max, ErrorCode::value_width, "Canvas.Width"));
  VOD_TRY(all.canvas.height,
          number(canvas->Height, 0, limits::compose_side_pixels_max, ErrorCode::value_height, "Canvas.Height"));
  return done();
}

Done read_sound(const wire::OutputAudioStream& audio, Composition& all) {
  const std::string codec = audio.Codec.value_or("");
  if (!codec.empty() && codec != "libfdk_aac" && !(codec == "libmp3lame" && all.container == "mp3")) {
    return wrong(ErrorCode::value_audio_codec, "Output.AudioStream.Codec",
                 fmt::format("\"{}\" is not libfdk_aac.", codec.substr(0, 80)));
  }
  const std::int64_t rate = audio.SampleRate.value_or(16'000);
  if (rate != 16'000 && rate != 32'000 && rate != 44'100 && rate != 48'000) {
    return wrong(ErrorCode::value_audio_sample_rate, "Output.AudioStream.SampleRate",
                 fmt::format("{} is none of 16000, 32000, 44100, 48000.", rate));
  }
  const std::int64_t channels = audio.AudioChannel.value_or(2);
  if (channels != 1 && channels != 2) {
    return wrong(ErrorCode::value_audio_channel, "Output.AudioStream.AudioChannel",
                 fmt::format("{} is none of 1, 2.", channels));
  }
  const std::int64_t kbps = audio.Bitrate.value_or(0);
  if (kbps != 0 && (kbps < limits::compose_audio_kbps_min || kbps > limits::compose_audio_kbps_max)) {
    return wrong(ErrorCode::value_audio_bitrate, "Output.AudioStream.Bitrate",
                 fmt::format("{} is neither 0 nor in {} to {}.", kbps, limits::compose_audio_kbps_min,
                             limits::compose_audio_kbps_max));
  }
  all.sample_rate_hz = static_cast<int>(rate);
  all.channels = static_cast<int>(channels);
  all.audio_kbps = static_cast<int>(kbps);
  return done();
}

Done read_output(const wire::ComposeMediaOutput& output, Composition& all) {
  const std::string container = output.Container.value_or("");
  if (!container.empty() && container != "mp4" && container != "mp3") {
    return wrong(ErrorCode::value_container, "Output.Container",
                 fmt::format("\"{}\" is none of mp4, mp3.", container.substr(0, 80)));
  }
  if (!container.empty()) all.container = container;
  VOD_TRY(const int no_video, number(output.RemoveVideo, 0, 1, ErrorCode::value_remove_video, "Output.RemoveVideo"));
  VOD_TRY(const int no_audio, number(output.RemoveAudio, 0, 1, ErrorCode::value_remove_audio, "Output.RemoveAudio"));
  all.has_video = no_video == 0 && all.container == "mp4";
  all.has_audio = no_audio == 0;
  if (!all.has_video && !all.has_audio) {
    return wrong(ErrorCode::value_remove_audio, "Output.RemoveAudio", "nothing is left of the output without sound.");
  }
  if (output.VideoStream) {
    const std::string codec = output.VideoStream->Codec.value_or("");
    if (!codec.empty() && codec != "libx264") {
      return wrong(ErrorCode::value_video_codec, "Output.VideoStream.Codec",
                   fmt::format("\"{}\" is not libx264.", codec.substr(0, 80)));
    }
    VOD_TRY(all.fps, number(output.VideoStream->Fps, 0, limits::compose_fps_max, ErrorCode::value_fps,
                            "Output.VideoStream.Fps"));
  }
  return output.AudioStream ? read_sound(*output.AudioStream, all) : done();
}

}  // namespace

bool is_file_id(std::string_view source) { return FileId::parse(source).has_value(); }

Result<Composition> read_composition(const wire::ComposeMediaRequest& request) {
  Composition all;
  VOD_TRY(read_tracks(request.Tracks, all));
  VOD_TRY(read_canvas(request.Canvas, all));
  VOD_TRY(read_output(request.Output, all));
  const bool shows = std::ranges::any_of(all.tracks, [](const auto& track) { return track.kind != TrackKind::audio; });
  const bool has_items_to_size_by = std::ranges::any_of(all.tracks, [](const ComposeTrack& track) {
    return track.kind == TrackKind::video && std::ranges::any_of(track.items, [](const ComposeItem& item) {
             return std::holds_alternative<ComposeClip>(item);
           });
  });
  if (!shows) all.has_video = false;
  if (all.has_video && !has_items_to_size_by && (all.canvas.width == 0 || all.canvas.height == 0)) {
    return wrong(ErrorCode::value_width, "Canvas", "without a video item to go by, Width and Height must be given.");
  }
  if (!all.has_video && !all.has_audio) {
    return wrong(ErrorCode::value_remove_audio, "Output.RemoveAudio", "nothing is left of the output without sound.");
  }
  return all;
}

}  // namespace vod
