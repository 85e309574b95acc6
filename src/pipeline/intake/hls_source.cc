#include "pipeline/intake/hls_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>

#include "base/text.h"
#include "catalogue/objects.h"
#include "model/errors.h"
#include "model/limits.h"
#include "model/paths.h"
#include "wire/playlist.h"
#include "wire/url_reference.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t objects_at_once = 1'000;
// Segments, maps, keys and playlists of one media.
constexpr std::size_t objects_max = 2 * limits::playlist_segments_max;

using Objects = std::unordered_map<std::string, catalogue::ObjectRow>;

Error not_beside(std::string_view uri) {
  return error(ErrorCode::source_playlist, {},
               fmt::format("The playlist names \"{}\", which was not stored beside it: only playlists whose files came "
                           "with them are sources.",
                           uri.substr(0, 200)));
}

Result<Objects> objects_of(Workshop& workshop, const std::string& folder) {
  Objects objects;
  std::string cursor;
  while (objects.size() <= objects_max) {
    std::vector<catalogue::ObjectRow> rows;
    VOD_TRY(workshop.database.read([&](ReadTransaction& tx) -> Done {
      VOD_TRY(rows, catalogue::objects_below(tx, folder, cursor, objects_at_once));
      return done();
    }));
    for (auto& row : rows) {
      cursor = row.path;
      objects.emplace(row.path, std::move(row));
    }
    if (rows.size() < objects_at_once) return objects;
  }
  return error(ErrorCode::source_too_large, {}, "The playlist has too many files.");
}

std::string read_all(const fs::path& file, std::size_t bytes_max) {
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(bytes_max, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return bytes;
}

// The segment's number as 128 bits, which is the IV where none is given.
std::array<std::byte, 16> iv_of_number(std::uint64_t number) {
  std::array<std::byte, 16> iv{};
  for (std::size_t i = 0; i < 8; ++i) iv[15 - i] = static_cast<std::byte>(number >> (8 * i) & 0xff);
  return iv;
}

std::array<std::byte, 16> iv_of_text(std::string_view text) {
  std::string digits(text.substr(2));
  digits.insert(0, 32 - digits.size(), '0');
  std::array<std::byte, 16> iv{};
  std::ranges::copy(from_hex(digits).value_or(std::vector<std::byte>(16)), iv.begin());
  return iv;
}

class Finder {
 public:
  Finder(Workshop& workshop, Objects objects) : workshop_(workshop), objects_(std::move(objects)) {}

  Result<std::optional<HlsSource>> find(const std::string& path) {
    if (!objects_.contains(path)) return error(ErrorCode::source_deleted);
    VOD_TRY(const auto playlist, read(path));
    if (!playlist) return std::optional<HlsSource>();
    HlsSource source;
    if (const auto* media = std::get_if<wire::MediaPlaylist>(&*playlist)) {
      VOD_TRY(add_track(source, path, *media));
    } else {
      VOD_TRY(add_variant(source, path, std::get<wire::MasterPlaylist>(*playlist)));
    }
    if (is_joining_) return std::optional<HlsSource>();
    return std::optional(std::move(source));
  }

 private:
  // The path that a URI stands for; it lies in the media's folder or nowhere.
  Result<const catalogue::ObjectRow*> object_of(const std::string& from, std::string_view uri) const {
    const auto name = uri.substr(0, uri.find('?'));
    const std::string whole = wire::resolve_url("media:" + from, name);
    const std::string path = whole.starts_with("media:/") ? url_decode(whole.substr(6)) : std::string();
    const auto object = objects_.find(path);
    if (uri.starts_with("//") || object == objects_.end()) return not_beside(uri);
    return &object->second;
  }

  // Where the bytes lie; nothing while they are still being joined, which is then remembered.
  Result<std::optional<fs::path>> place_of(const catalogue::ObjectRow& object) {
    if (!object.blob) {
      is_joining_ = true;
      return std::optional<fs::path>();
    }
    VOD_TRY(auto place, workshop_.blobs.local_path(*object.blob));
    return std::optional(std::move(place));
  }

  Result<std::optional<wire::Playlist>> read(const std::string& path) {
    VOD_TRY(const auto place, place_of(objects_.at(path)));
    if (!place) return std::optional<wire::Playlist>();
    const auto text = read_all(*place, limits::playlist_bytes_max + 1);
    if (text.empty()) return error(ErrorCode::source_empty);
    VOD_TRY(auto playlist, wire::read_playlist(text));
    return std::optional(std::move(playlist));
  }

  // A playlist that a master names; master playlists don't nest.
  Done add_named(HlsSource& source, const std::string& from, const std::string& uri) {
    VOD_TRY(const auto* object, object_of(from, uri));
    VOD_TRY(const auto playlist, read(object->path));
    if (!playlist) return done();
    const auto* media = std::get_if<wire::MediaPlaylist>(&*playlist);
    if (media == nullptr) return error(ErrorCode::source_malformed, {}, "A master playlist names a master playlist.");
    return add_track(source, object->path, *media);
  }

  Done add_variant(HlsSource& source, const std::string& path, const wire::MasterPlaylist& master) {
    const auto& best = *std::ranges::max_element(master.variants, {}, &wire::PlaylistVariant::bandwidth_bps);
    VOD_TRY(add_named(source, path, best.uri));
    const wire::PlaylistRendition* sound = nullptr;
    for (const auto& rendition : master.renditions) {
      if (rendition.type != "AUDIO" || rendition.group != best.audio || best.audio.empty()) continue;
      if (sound == nullptr || (rendition.is_default && !sound->is_default)) sound = &rendition;
    }
    if (sound == nullptr || sound->uri.empty()) return done();
    return add_named(source, path, sound->uri);
  }

  Done add_track(HlsSource& source, const std::string& path, const wire::MediaPlaylist& playlist) {
    HlsTrack track;
    track.duration_s = static_cast<double>(playlist.duration_us()) / 1e6;
    track.is_fragmented = !playlist.maps.empty();
    std::optional<std::size_t> map;
    for (std::size_t i = 0; i < playlist.segments.size(); ++i) {
      const auto& segment = playlist.segments[i];
      const std::uint64_t number = playlist.media_sequence + i;
      track.has_discontinuities |= segment.discontinuity && i > 0;
      if (segment.map && segment.map != map) {
        const auto& beginning = playlist.maps[*segment.map];
        track.has_discontinuities |= map.has_value();
        VOD_TRY(add_piece(source, track, path, beginning.uri, beginning.range, cipher_key(playlist, beginning.key),
                          number));
        map = segment.map;
      }
      VOD_TRY(add_piece(source, track, path, segment.uri, segment.range, cipher_key(playlist, segment.key), number));
    }
    source.tracks.push_back(std::move(track));
    return done();
  }

  static const wire::PlaylistKey* cipher_key(const wire::MediaPlaylist& playlist, std::optional<std::size_t> index) {
    return index ? &playlist.keys[*index] : nullptr;
  }

  Done add_piece(HlsSource& source, HlsTrack& track, const std::string& from, const std::string& uri,
                 const std::optional<wire::PlaylistRange>& range, const wire::PlaylistKey* key, std::uint64_t number) {
    VOD_TRY(const auto* object, object_of(from, uri));
    HlsPiece piece;
    piece.offset = range ? range->offset : 0;
    piece.length = range ? range->length : object->size_bytes;
    if (piece.offset + piece.length > object->size_bytes)
      return error(ErrorCode::source_malformed, {}, "The playlist names bytes that its files don't have.");
    if (key != nullptr) {
      VOD_TRY(piece.cipher, cipher_of(from, *key, number));
    }
    VOD_TRY(const auto place, place_of(*object));
    if (!place) return done();
    piece.file = *place;
    source.size_bytes += piece.length;
    if (source.size_bytes > limits::source_bytes_max) return error(ErrorCode::source_too_large);
    track.pieces.push_back(std::move(piece));
    return done();
  }

  Result<SegmentCipher> cipher_of(const std::string& from, const wire::PlaylistKey& key, std::uint64_t number) {
    if (key.method != "AES-128" || !key.is_identity()) {
      return error(ErrorCode::source_unsupported, {},
                   fmt::format("The playlist's segments are encrypted by {} {}; only AES-128 with its key stored "
                               "beside the playlist can be read.",
                               key.method.substr(0, 40), key.format.substr(0, 80)));
    }
    SegmentCipher cipher;
    VOD_TRY(const auto* object, object_of(from, key.uri));
    if (const auto known = keys_.find(object->path); known != keys_.end()) {
      cipher.key = known->second;
    } else {
      VOD_TRY(const auto place, place_of(*object));
      if (!place) return cipher;
      const auto bytes = read_all(*place, cipher.key.size() + 1);
      if (bytes.size() != cipher.key.size())
        return error(ErrorCode::source_malformed, {}, "A key of the playlist has not 16 bytes.");
      std::ranges::copy(bytes_of(bytes), cipher.key.begin());
      keys_.emplace(object->path, cipher.key);
    }
    cipher.iv = key.iv.empty() ? iv_of_number(number) : iv_of_text(key.iv);
    return cipher;
  }

  Workshop& workshop_;
  const Objects objects_;
  std::unordered_map<std::string, std::array<std::byte, 16>> keys_;
  bool is_joining_ = false;
};

}  // namespace

Result<std::optional<HlsSource>> find_hls_source(Workshop& workshop, const Media& media) {
  VOD_TRY(auto objects, objects_of(workshop, media_folder(media.app, media.id)));
  return Finder(workshop, std::move(objects)).find(media.path);
}

}  // namespace vod
