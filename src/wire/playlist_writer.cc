#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "wire/playlist.h"

namespace vod::wire {
namespace {

// Versions of RFC 8216, section 7, at which things came in.
constexpr std::uint64_t version_of_decimals = 3;
constexpr std::uint64_t version_of_ranges = 4;
constexpr std::uint64_t version_of_key_formats = 5;
constexpr std::uint64_t version_of_maps = 6;

std::uint64_t version_of(const MediaPlaylist& playlist) {
  std::uint64_t version = std::max(playlist.version, version_of_decimals);
  const bool has_ranges =
      std::ranges::any_of(playlist.segments, [](const auto& segment) { return segment.range.has_value(); });
  if (has_ranges || playlist.i_frames_only) version = std::max(version, version_of_ranges);
  const bool has_formats = std::ranges::any_of(playlist.keys, [](const auto& key) { return !key.format.empty(); });
  if (has_formats) version = std::max(version, version_of_key_formats);
  if (!playlist.maps.empty()) version = std::max(version, version_of_maps);
  return version;
}

// The longest segment in seconds, rounded, as EXT-X-TARGETDURATION has it.
std::int64_t target_s(const MediaPlaylist& playlist) {
  std::int64_t longest_us = 0;
  for (const auto& segment : playlist.segments) longest_us = std::max(longest_us, segment.duration_us);
  return std::max<std::int64_t>(1, (longest_us + 500'000) / 1'000'000);
}

class MediaText {
 public:
  explicit MediaText(const MediaPlaylist& playlist) : playlist_(playlist) {}

  std::string write() {
    add("#EXTM3U\n#EXT-X-VERSION:{}\n#EXT-X-TARGETDURATION:{}\n", version_of(playlist_), target_s(playlist_));
    add("#EXT-X-MEDIA-SEQUENCE:{}\n", playlist_.media_sequence);
    if (playlist_.discontinuity_sequence > 0)
      add("#EXT-X-DISCONTINUITY-SEQUENCE:{}\n", playlist_.discontinuity_sequence);
    if (!playlist_.type.empty()) add("#EXT-X-PLAYLIST-TYPE:{}\n", playlist_.type);
    if (playlist_.independent_segments) add("#EXT-X-INDEPENDENT-SEGMENTS\n");
    if (playlist_.i_frames_only) add("#EXT-X-I-FRAMES-ONLY\n");
    for (const auto& segment : playlist_.segments) add_segment(segment);
    if (playlist_.ended) add("#EXT-X-ENDLIST\n");
    return std::move(text_);
  }

 private:
  template <class... Values>
  void add(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Values>(values)...);
  }

  void add_segment(const PlaylistSegment& segment) {
    if (segment.discontinuity) add("#EXT-X-DISCONTINUITY\n");
    if (segment.map && segment.map != map_) {
      const auto& map = playlist_.maps[*segment.map];
      set_key(map.key);
      add("#EXT-X-MAP:URI=\"{}\"", map.uri);
      if (map.range) add(",BYTERANGE=\"{}@{}\"", map.range->length, map.range->offset);
      add("\n");
      map_ = segment.map;
    }
    set_key(segment.key);
    add("#EXTINF:{}.{:06},\n", segment.duration_us / 1'000'000, segment.duration_us % 1'000'000);
    if (segment.range) add("#EXT-X-BYTERANGE:{}@{}\n", segment.range->length, segment.range->offset);
    add("{}\n", segment.uri);
  }

  void set_key(std::optional<std::size_t> index) {
    if (index == key_) return;
    key_ = index;
    if (!index) {
      add("#EXT-X-KEY:METHOD=NONE\n");
      return;
    }
    const auto& key = playlist_.keys[*index];
    add("#EXT-X-KEY:METHOD={},URI=\"{}\"", key.method, key.uri);
    if (!key.iv.empty()) add(",IV={}", key.iv);
    if (!key.format.empty()) add(",KEYFORMAT=\"{}\"", key.format);
    if (!key.format_versions.empty()) add(",KEYFORMATVERSIONS=\"{}\"", key.format_versions);
    add("\n");
  }

  const MediaPlaylist& playlist_;
  std::string text_;
  std::optional<std::size_t> key_;
  std::optional<std::size_t> map_;
};

void add_quoted(std::string& text, std::string_view name, std::string_view value) {
  if (!value.empty()) fmt::format_to(std::back_inserter(text), ",{}=\"{}\"", name, value);
}

void add_rendition(std::string& text, const PlaylistRendition& rendition) {
  fmt::format_to(std::back_inserter(text), "#EXT-X-MEDIA:TYPE={},GROUP-ID=\"{}\",NAME=\"{}\"", rendition.type,
                 rendition.group, rendition.name);
  add_quoted(text, "LANGUAGE", rendition.language);
  if (rendition.is_default) text += ",DEFAULT=YES";
  if (rendition.autoselect) text += ",AUTOSELECT=YES";
  if (rendition.forced) text += ",FORCED=YES";
  add_quoted(text, "INSTREAM-ID", rendition.instream_id);
  add_quoted(text, "CHANNELS", rendition.channels);
  add_quoted(text, "URI", rendition.uri);
  text += '\n';
}

void add_variant(std::string& text, const PlaylistVariant& variant) {
  const auto end = std::back_inserter(text);
  fmt::format_to(end, "#EXT-X-STREAM-INF:BANDWIDTH={}", variant.bandwidth_bps);
  if (variant.average_bandwidth_bps > 0) fmt::format_to(end, ",AVERAGE-BANDWIDTH={}", variant.average_bandwidth_bps);
  if (variant.width > 0) fmt::format_to(end, ",RESOLUTION={}x{}", variant.width, variant.height);
  if (variant.frame_rate_milli > 0) {
    fmt::format_to(end, ",FRAME-RATE={}.{:03}", variant.frame_rate_milli / 1'000, variant.frame_rate_milli % 1'000);
  }
  add_quoted(text, "CODECS", variant.codecs);
  add_quoted(text, "AUDIO", variant.audio);
  add_quoted(text, "VIDEO", variant.video);
  add_quoted(text, "SUBTITLES", variant.subtitles);
  add_quoted(text, "CLOSED-CAPTIONS", variant.closed_captions);
  text.append("\n").append(variant.uri).append("\n");
}

}  // namespace

std::string write_playlist(const MediaPlaylist& playlist) { return MediaText(playlist).write(); }

std::string write_playlist(const MasterPlaylist& playlist) {
  std::string text = fmt::format("#EXTM3U\n#EXT-X-VERSION:{}\n", std::max(playlist.version, version_of_decimals));
  if (playlist.independent_segments) text += "#EXT-X-INDEPENDENT-SEGMENTS\n";
  for (const auto& rendition : playlist.renditions) add_rendition(text, rendition);
  for (const auto& variant : playlist.variants) add_variant(text, variant);
  return text;
}

}  // namespace vod::wire
