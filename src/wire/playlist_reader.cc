#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"
#include "wire/playlist.h"
#include "wire/playlist_attributes.h"

namespace vod::wire {
namespace {

constexpr std::string_view first_line = "#EXTM3U";
// Long enough for any segment; sums of a playlist's stay far below what 64 bits hold.
constexpr std::uint64_t segment_s_max = 1'000'000;
constexpr std::uint64_t file_offset_max = 1ULL << 62;

// What changes a playlist's meaning and is not understood here.
constexpr auto refused_tags = std::to_array<std::string_view>({"#EXT-X-DEFINE", "#EXT-X-SKIP", "#EXT-X-GAP"});

Result<std::int64_t> read_duration_us(std::string_view text) {
  const auto point = text.find('.');
  const auto whole = parse_number<std::uint64_t>(text.substr(0, point));
  if (!whole || *whole > segment_s_max) return bad_playlist("a duration is a number of seconds");
  auto decimals = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  std::uint64_t us = *whole * 1'000'000;
  std::uint64_t unit = 100'000;
  for (const char c : decimals) {
    if (c < '0' || c > '9') return bad_playlist("a duration is a number of seconds");
    us += static_cast<std::uint64_t>(c - '0') * unit;
    unit /= 10;
  }
  return static_cast<std::int64_t>(us);
}

// What stands between a tag's colon and its line's end, when the line is of that tag.
std::optional<std::string_view> value_of(std::string_view line, std::string_view tag) {
  if (!line.starts_with(tag)) return std::nullopt;
  line.remove_prefix(tag.size());
  if (line.empty()) return line;
  if (line.front() != ':') return std::nullopt;
  return line.substr(1);
}

class Reader {
 public:
  Result<Playlist> read(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (text.size() > limits::playlist_bytes_max) return too_large("bytes", limits::playlist_bytes_max);
    if (!is_utf8(text)) return bad_playlist("a playlist is UTF-8");
    while (!text.empty() && !over_) {
      const auto end = text.find('\n');
      auto line = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (++line_ > limits::playlist_lines_max) return too_large("lines", limits::playlist_lines_max);
      if (auto taken = take(line); !taken) return with_line(std::move(taken.error()));
    }
    if (line_ == 0) return bad_playlist("a playlist begins with #EXTM3U");
    return finish();
  }

 private:
  static Error too_large(std::string_view what, std::size_t limit) {
    return error(ErrorCode::source_too_large, {},
                 fmt::format("The playlist has too many {}; the limit is {}.", what, limit));
  }

  Error with_line(Error problem) const {
    if (problem.code == ErrorCode::source_malformed)
      problem.detail = fmt::format("Line {} of the playlist: {}", line_, problem.detail);
    return problem;
  }

  Done take(std::string_view line) {
    if (line.size() > limits::playlist_line_bytes_max) return bad_playlist("the line is too long");
    const bool plain = std::ranges::none_of(line, [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; });
    if (!plain) return bad_playlist("control characters are not allowed");
    line = trim(line);
    if (line_ == 1) return line == first_line ? done() : Done(bad_playlist("a playlist begins with #EXTM3U"));
    if (line.empty()) return done();
    if (!line.starts_with('#')) return take_uri(line);
    if (!line.starts_with("#EXT")) return done();
    for (const auto tag : refused_tags) {
      if (value_of(line, tag)) return bad_playlist(fmt::format("{} is not understood", tag.substr(1)));
    }
    return take_tag(line);
  }

  Done take_tag(std::string_view line) {
    if (const auto value = value_of(line, "#EXT-X-VERSION")) return take_number(*value, version_);
    if (line == "#EXT-X-INDEPENDENT-SEGMENTS") {
      independent_ = true;
      return done();
    }
    if (const auto value = value_of(line, "#EXT-X-MEDIA")) return take_rendition(*value);
    if (const auto value = value_of(line, "#EXT-X-STREAM-INF")) return take_variant(*value);
    if (const auto value = value_of(line, "#EXTINF")) return take_duration(*value);
    if (const auto value = value_of(line, "#EXT-X-BYTERANGE")) return take_range(*value);
    if (const auto value = value_of(line, "#EXT-X-KEY")) return take_key(*value);
    if (const auto value = value_of(line, "#EXT-X-MAP")) return take_map(*value);
    return take_media_head(line);
  }

  Done take_media_head(std::string_view line) {
    if (line == "#EXT-X-DISCONTINUITY") {
      segment_.discontinuity = true;
      return is_of_media();
    }
    if (line == "#EXT-X-ENDLIST") {
      media_.ended = over_ = true;
      return is_of_media();
    }
    if (line == "#EXT-X-I-FRAMES-ONLY") {
      media_.i_frames_only = true;
      return is_of_media();
    }
    if (const auto value = value_of(line, "#EXT-X-MEDIA-SEQUENCE")) {
      VOD_TRY(is_of_media());
      return take_number(*value, media_.media_sequence);
    }
    if (const auto value = value_of(line, "#EXT-X-DISCONTINUITY-SEQUENCE")) {
      VOD_TRY(is_of_media());
      return take_number(*value, media_.discontinuity_sequence);
    }
    if (value_of(line, "#EXT-X-TARGETDURATION")) return is_of_media();
    if (const auto value = value_of(line, "#EXT-X-PLAYLIST-TYPE")) {
      if (*value != "VOD" && *value != "EVENT") return bad_playlist("the type is VOD or EVENT");
      media_.type = *value;
      return is_of_media();
    }
    return done();
  }

  Done take_number(std::string_view text, std::uint64_t& number) {
    const auto read = parse_number<std::uint64_t>(text);
    if (!read) return bad_playlist("a number is expected");
    number = *read;
    return done();
  }

  Done is_of_media() {
    if (is_master_) return bad_playlist("tags of media playlists and of master playlists don't mix");
    is_media_ = true;
    return done();
  }

  Done is_of_master() {
    if (is_media_) return bad_playlist("tags of media playlists and of master playlists don't mix");
    is_master_ = true;
    return done();
  }

  Done take_duration(std::string_view value) {
    VOD_TRY(is_of_media());
    VOD_TRY(segment_.duration_us, read_duration_us(trim(value.substr(0, value.find(',')))));
    has_duration_ = true;
    return done();
  }

  Done take_range(std::string_view value) {
    VOD_TRY(is_of_media());
    VOD_TRY(range_, read_range(value));
    return done();
  }

  // "LENGTH" or "LENGTH@OFFSET"; without the offset a segment goes on where the one before it ended.
  struct RawRange {
    std::uint64_t length = 0;
    std::optional<std::uint64_t> offset;
  };
  static Result<RawRange> read_range(std::string_view value) {
    const auto at = value.find('@');
    RawRange range;
    const auto length = parse_number<std::uint64_t>(value.substr(0, at));
    if (!length || *length == 0 || *length > file_offset_max) return bad_playlist("a range is LENGTH@OFFSET");
    range.length = *length;
    if (at == std::string_view::npos) return range;
    range.offset = parse_number<std::uint64_t>(value.substr(at + 1));
    if (!range.offset || *range.offset > file_offset_max) return bad_playlist("a range is LENGTH@OFFSET");
    return range;
  }

  Done take_key(std::string_view value) {
    VOD_TRY(is_of_media());
    VOD_TRY(const auto attributes, PlaylistAttributes::read(value));
    PlaylistKey key;
    VOD_TRY(key.method, attributes.needed_word("METHOD"));
    if (key.method == "NONE") {
      key_.reset();
      return done();
    }
    VOD_TRY(key.uri, attributes.needed_uri());
    key.iv = attributes.word("IV");
    const bool good_iv = key.iv.starts_with("0x") || key.iv.starts_with("0X");
    if (!key.iv.empty()) {
      const auto digits = std::string_view(key.iv).substr(std::min<std::size_t>(2, key.iv.size()));
      const bool hex = std::ranges::all_of(digits, [](unsigned char c) { return std::isxdigit(c) != 0; });
      if (!good_iv || !hex || digits.empty() || digits.size() > 32)
        return bad_playlist("an IV is 0x and 32 hex digits");
    }
    key.format = attributes.quoted("KEYFORMAT");
    key.format_versions = attributes.quoted("KEYFORMATVERSIONS");
    return index_of(media_.keys, std::move(key), key_);
  }

  Done take_map(std::string_view value) {
    VOD_TRY(is_of_media());
    VOD_TRY(const auto attributes, PlaylistAttributes::read(value));
    PlaylistMap map;
    VOD_TRY(map.uri, attributes.needed_uri());
    if (const auto text = attributes.quoted("BYTERANGE"); !text.empty()) {
      VOD_TRY(const auto range, read_range(text));
      map.range = PlaylistRange{range.offset.value_or(0), range.length};
    }
    map.key = key_;
    return index_of(media_.maps, std::move(map), map_);
  }

  // A key or map that came before is the same one.
  template <class Row>
  static Done index_of(std::vector<Row>& rows, Row row, std::optional<std::size_t>& index) {
    const auto known = std::ranges::find(rows, row);
    index = static_cast<std::size_t>(known - rows.begin());
    if (known != rows.end()) return done();
    if (rows.size() == limits::playlist_keys_max) return too_large("keys or maps", limits::playlist_keys_max);
    rows.push_back(std::move(row));
    return done();
  }

  Done take_rendition(std::string_view value) {
    VOD_TRY(is_of_master());
    VOD_TRY(const auto attributes, PlaylistAttributes::read(value));
    PlaylistRendition rendition;
    VOD_TRY(rendition.type, attributes.needed_word("TYPE"));
    rendition.group = attributes.quoted("GROUP-ID");
    rendition.name = attributes.quoted("NAME");
    if (rendition.group.empty() || rendition.name.empty()) return bad_playlist("GROUP-ID and NAME are missing");
    rendition.language = attributes.quoted("LANGUAGE");
    rendition.uri = attributes.quoted("URI");
    rendition.channels = attributes.quoted("CHANNELS");
    rendition.instream_id = attributes.quoted("INSTREAM-ID");
    rendition.is_default = attributes.word("DEFAULT") == "YES";
    rendition.autoselect = attributes.word("AUTOSELECT") == "YES";
    rendition.forced = attributes.word("FORCED") == "YES";
    if (master_.renditions.size() == limits::playlist_variants_max)
      return too_large("renditions", limits::playlist_variants_max);
    master_.renditions.push_back(std::move(rendition));
    return done();
  }

  Done take_variant(std::string_view value) {
    VOD_TRY(is_of_master());
    if (has_variant_) return bad_playlist("a URI is expected after EXT-X-STREAM-INF");
    VOD_TRY(const auto attributes, PlaylistAttributes::read(value));
    variant_ = {};
    VOD_TRY(variant_.bandwidth_bps, attributes.number("BANDWIDTH"));
    VOD_TRY(variant_.average_bandwidth_bps, attributes.number("AVERAGE-BANDWIDTH"));
    VOD_TRY(read_size(attributes.word("RESOLUTION")));
    if (const auto rate = attributes.word("FRAME-RATE"); !rate.empty()) {
      VOD_TRY(const auto rate_us, read_duration_us(rate));
      variant_.frame_rate_milli = static_cast<std::uint64_t>(rate_us) / 1'000;
    }
    variant_.codecs = attributes.quoted("CODECS");
    variant_.audio = attributes.quoted("AUDIO");
    variant_.video = attributes.quoted("VIDEO");
    variant_.subtitles = attributes.quoted("SUBTITLES");
    variant_.closed_captions = attributes.quoted("CLOSED-CAPTIONS");
    has_variant_ = true;
    return done();
  }

  Done read_size(std::string_view text) {
    if (text.empty()) return done();
    const auto cut = text.find('x');
    const auto width = parse_number<std::uint64_t>(text.substr(0, cut));
    const auto height =
        cut == std::string_view::npos ? std::nullopt : parse_number<std::uint64_t>(text.substr(cut + 1));
    if (!width || !height || *width == 0 || *height == 0) return bad_playlist("RESOLUTION is WIDTHxHEIGHT");
    variant_.width = *width;
    variant_.height = *height;
    return done();
  }

  Done take_uri(std::string_view uri) {
    VOD_TRY(check_playlist_uri(uri));
    if (has_variant_) {
      has_variant_ = false;
      variant_.uri = uri;
      if (master_.variants.size() == limits::playlist_variants_max)
        return too_large("variants", limits::playlist_variants_max);
      master_.variants.push_back(std::move(variant_));
      return done();
    }
    VOD_TRY(is_of_media());
    if (!has_duration_) return bad_playlist("EXTINF is missing before the URI");
    if (media_.segments.size() == limits::playlist_segments_max)
      return too_large("segments", limits::playlist_segments_max);
    segment_.uri = uri;
    VOD_TRY(settle_range());
    segment_.key = key_;
    segment_.map = map_;
    media_.segments.push_back(std::exchange(segment_, {}));
    has_duration_ = false;
    range_.reset();
    return done();
  }

  Done settle_range() {
    if (!range_) return done();
    if (!range_->offset) {
      const auto* before = media_.segments.empty() ? nullptr : &media_.segments.back();
      if (before == nullptr || !before->range || before->uri != segment_.uri)
        return bad_playlist("the range has no offset, and no range of the same file before it");
      range_->offset = before->range->offset + before->range->length;
      if (*range_->offset > file_offset_max) return bad_playlist("the range is too far");
    }
    segment_.range = PlaylistRange{*range_->offset, range_->length};
    return done();
  }

  Result<Playlist> finish() {
    if (has_variant_ || has_duration_) return bad_playlist("the last URI is missing");
    if (is_master_) {
      if (master_.variants.empty()) return bad_playlist("the playlist has no variants");
      master_.version = version_;
      master_.independent_segments = independent_;
      return Playlist(std::move(master_));
    }
    if (media_.segments.empty()) return bad_playlist("the playlist has no segments");
    media_.version = version_;
    media_.independent_segments = independent_;
    return Playlist(std::move(media_));
  }

  std::size_t line_ = 0;
  bool over_ = false;
  bool is_media_ = false;
  bool is_master_ = false;
  std::uint64_t version_ = 0;
  bool independent_ = false;
  MediaPlaylist media_;
  PlaylistSegment segment_;
  bool has_duration_ = false;
  std::optional<RawRange> range_;
  std::optional<std::size_t> key_;
  std::optional<std::size_t> map_;
  MasterPlaylist master_;
  PlaylistVariant variant_;
  bool has_variant_ = false;
};

}  // namespace

std::int64_t MediaPlaylist::duration_us() const {
  std::int64_t sum_us = 0;
  for (const auto& segment : segments) sum_us += segment.duration_us;
  return sum_us;
}

bool is_playlist(std::string_view beginning) {
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  return beginning.starts_with(first_line);
}

Result<Playlist> read_playlist(std::string_view text) { return Reader().read(text); }

}  // namespace vod::wire
