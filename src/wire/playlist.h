#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace vod::wire {

// HLS playlists (RFC 8216) as values. What openvod does with one it does with these: a tag that is not here is not
// understood, is not written again, and reaches no other program.

/// Bytes of a file, counted from 0.
struct PlaylistRange {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  bool operator==(const PlaylistRange&) const = default;
};

/// How segments are encrypted: EXT-X-KEY with a METHOD other than NONE.
struct PlaylistKey {
  /// AES-128, SAMPLE-AES and so on.
  std::string method;
  std::string uri;
  /// "0x" and hex digits; empty = the segment's media sequence number.
  std::string iv;
  /// Empty = identity: the key itself lies at the URI. Others belong to licence servers.
  std::string format;
  std::string format_versions;

  bool is_identity() const { return format.empty() || format == "identity"; }
  bool operator==(const PlaylistKey&) const = default;
};

/// The beginning that segments of fragmented MP4 share: EXT-X-MAP.
struct PlaylistMap {
  std::string uri;
  std::optional<PlaylistRange> range;
  /// Index in MediaPlaylist::keys; nothing = not encrypted.
  std::optional<std::size_t> key;
  bool operator==(const PlaylistMap&) const = default;
};

struct PlaylistSegment {
  std::string uri;
  std::int64_t duration_us = 0;
  std::optional<PlaylistRange> range;
  /// Nothing that holds before it need hold from here: timestamps, parameters, formats.
  bool discontinuity = false;
  /// Indices in MediaPlaylist::keys and ::maps.
  std::optional<std::size_t> key;
  std::optional<std::size_t> map;
  bool operator==(const PlaylistSegment&) const = default;
};

struct MediaPlaylist {
  /// Written as the least version that what is in it needs, or this if it is higher.
  std::uint64_t version = 0;
  std::uint64_t media_sequence = 0;
  std::uint64_t discontinuity_sequence = 0;
  bool independent_segments = false;
  bool i_frames_only = false;
  /// "VOD", "EVENT" or nothing.
  std::string type;
  /// False = a live one: more is to come.
  bool ended = false;
  std::vector<PlaylistKey> keys;
  std::vector<PlaylistMap> maps;
  std::vector<PlaylistSegment> segments;

  std::int64_t duration_us() const;
  bool operator==(const MediaPlaylist&) const = default;
};

/// EXT-X-MEDIA: one of the renditions that a group of variants offers.
struct PlaylistRendition {
  /// AUDIO, VIDEO, SUBTITLES or CLOSED-CAPTIONS.
  std::string type;
  std::string group;
  std::string name;
  std::string language;
  /// Empty = it is in the variants themselves.
  std::string uri;
  std::string channels;
  std::string instream_id;
  bool is_default = false;
  bool autoselect = false;
  bool forced = false;
  bool operator==(const PlaylistRendition&) const = default;
};

/// EXT-X-STREAM-INF and the URI after it.
struct PlaylistVariant {
  std::string uri;
  std::uint64_t bandwidth_bps = 0;
  /// 0 = not said, as with the size and the rate.
  std::uint64_t average_bandwidth_bps = 0;
  std::string codecs;
  std::uint64_t width = 0;
  std::uint64_t height = 0;
  /// Frames in 1,000 seconds.
  std::uint64_t frame_rate_milli = 0;
  /// Groups of renditions; empty = none.
  std::string audio;
  std::string video;
  std::string subtitles;
  std::string closed_captions;
  bool operator==(const PlaylistVariant&) const = default;
};

struct MasterPlaylist {
  std::uint64_t version = 0;
  bool independent_segments = false;
  std::vector<PlaylistRendition> renditions;
  std::vector<PlaylistVariant> variants;
  bool operator==(const MasterPlaylist&) const = default;
};

using Playlist = std::variant<MediaPlaylist, MasterPlaylist>;

/// Whether a file begins as playlists do.
bool is_playlist(std::string_view beginning);

/// Reads either kind, strictly: source_malformed names the line and the rule; source_too_large when a limit is passed
/// (limits::playlist_*). URIs are given as they stand (url_reference.h resolves them), ranges with their offsets. Tags
/// that only hint are skipped; those that change what the playlist means and are not understood (EXT-X-DEFINE,
/// EXT-X-SKIP, EXT-X-GAP) are refused. A media playlist has segments, a master playlist has variants.
Result<Playlist> read_playlist(std::string_view text);

/// The playlist as text, lines ended by \n. Texts in it must be free of control characters, and of quotes where they
/// stand in quotes, as those are that were read. Reading the text gives the playlist again.
std::string write_playlist(const MediaPlaylist& playlist);
std::string write_playlist(const MasterPlaylist& playlist);

}  // namespace vod::wire
