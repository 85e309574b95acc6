#include "pipeline/adaptive/stream_manifests.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "wire/playlist.h"

namespace vod {
namespace {

const MadeRendition* sound_of(const MadeLadder& ladder, const MadeRendition& rendition) {
  return rendition.planned.sound_beside ? &ladder.renditions[*rendition.planned.sound_beside] : nullptr;
}

wire::PlaylistVariant variant_of(const MadeLadder& ladder, const MadeRendition& rendition) {
  wire::PlaylistVariant variant;
  variant.uri = rendition.uri;
  variant.bandwidth_bps = rendition.peak_bps;
  variant.average_bandwidth_bps = rendition.average_bps;
  variant.codecs = rendition.codecs;
  if (rendition.planned.picture) {
    variant.width = static_cast<std::uint64_t>(rendition.planned.width);
    variant.height = static_cast<std::uint64_t>(rendition.planned.height);
    variant.frame_rate_milli = static_cast<std::uint64_t>(std::lround(ladder.planned.fps * 1'000));
  }
  if (const MadeRendition* sound = sound_of(ladder, rendition)) {
    variant.audio = sound->planned.name;
    variant.bandwidth_bps += sound->peak_bps;
    variant.average_bandwidth_bps += sound->average_bps;
    variant.codecs += "," + sound->codecs;
  }
  return variant;
}

// ISO 8601, as MPD has durations.
std::string duration_text(double seconds) { return fmt::format("PT{:.3f}S", seconds); }

std::string representation(const MadeLadder& ladder, const MadeRendition& rendition) {
  std::string shape;
  if (rendition.planned.picture) {
    const auto rate_milli = std::lround(ladder.planned.fps * 1'000);
    const std::string rate =
        rate_milli % 1'000 == 0 ? std::to_string(rate_milli / 1'000) : fmt::format("{}/1000", rate_milli);
    shape = fmt::format(" width=\"{}\" height=\"{}\" frameRate=\"{}\" sar=\"1:1\"", rendition.planned.width,
                        rendition.planned.height, rate);
  }
  return fmt::format(
      "      <Representation id=\"{}\" codecs=\"{}\" bandwidth=\"{}\"{}>\n"
      "        <BaseURL>{}</BaseURL>\n"
      "        <SegmentBase indexRange=\"{}-{}\">\n"
      "          <Initialization range=\"0-{}\"/>\n"
      "        </SegmentBase>\n"
      "      </Representation>\n",
      rendition.planned.name, rendition.codecs, rendition.peak_bps, shape, rendition.uri, rendition.init_bytes,
      rendition.index_end_bytes - 1, rendition.init_bytes - 1);
}

std::string adaptation_set(const MadeLadder& ladder, bool pictures) {
  std::string inside;
  for (const MadeRendition& rendition : ladder.renditions) {
    if (rendition.planned.picture.has_value() == pictures) inside += representation(ladder, rendition);
  }
  if (inside.empty()) return {};
  return fmt::format(
      "    <AdaptationSet id=\"{}\" contentType=\"{}\" mimeType=\"{}\" segmentAlignment=\"true\" "
      "subsegmentAlignment=\"true\" subsegmentStartsWithSAP=\"1\" startWithSAP=\"1\">\n{}    </AdaptationSet>\n",
      pictures ? 0 : 1, pictures ? "video" : "audio", pictures ? "video/mp4" : "audio/mp4", inside);
}

}  // namespace

std::string master_playlist(const MadeLadder& ladder) {
  wire::MasterPlaylist master;
  master.independent_segments = true;
  for (const MadeRendition& rendition : ladder.renditions) {
    if (rendition.planned.is_variant) {
      master.variants.push_back(variant_of(ladder, rendition));
    }
    const bool is_beside = std::ranges::any_of(
        ladder.renditions, [&](const MadeRendition& other) { return sound_of(ladder, other) == &rendition; });
    if (!is_beside) continue;
    wire::PlaylistRendition sound;
    sound.type = "AUDIO";
    sound.group = rendition.planned.name;
    sound.name = "audio";
    sound.uri = rendition.uri;
    sound.is_default = true;
    sound.autoselect = true;
    master.renditions.push_back(std::move(sound));
  }
  return wire::write_playlist(master);
}

std::string dash_manifest(const MadeLadder& ladder) {
  double duration_s = 0;
  for (const MadeRendition& rendition : ladder.renditions) duration_s = std::max(duration_s, rendition.duration_s);
  return fmt::format(
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\" "
             "type=\"static\" mediaPresentationDuration=\"{}\" minBufferTime=\"{}\">\n"
             "  <Period id=\"0\" start=\"PT0S\">\n",
             duration_text(duration_s), duration_text(ladder.planned.segment_s)) +
         adaptation_set(ladder, true) + adaptation_set(ladder, false) + "  </Period>\n</MPD>\n";
}

}  // namespace vod
