#include "pipeline/intake/pull_hls.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"
#include "model/paths.h"
#include "pipeline/edit/hls_join.h"
#include "pipeline/intake/download.h"
#include "pipeline/intake/fresh_media.h"
#include "pipeline/intake/hls_source.h"
#include "pipeline/intake/pulled_files.h"
#include "wire/playlist.h"
#include "wire/url_reference.h"

namespace vod {
namespace {

// What segments may be called; others get the name of what most are.
constexpr auto segment_extensions =
    std::to_array<std::string_view>({"ts", "m4s", "mp4", "m4v", "m4a", "aac", "mp3", "ac3", "ec3"});

std::string_view extension_of(const std::string& url, std::string_view otherwise) {
  const auto path = std::string_view(url).substr(0, url.find_first_of("?#"));
  const auto dot = path.rfind('.');
  if (dot == std::string_view::npos) return otherwise;
  const auto known = std::ranges::find(segment_extensions, lower(path.substr(dot + 1)));
  return known == segment_extensions.end() ? otherwise : *known;
}

/// A playlist and where it came from.
struct Fetched {
  wire::Playlist playlist;
  std::string url;
};

class HlsPull {
 public:
  HlsPull(TaskWork& work, NewMedia made, std::int64_t deadline_ms)
      : work_(work),
        made_(std::move(made)),
        deadline_ms_(deadline_ms),
        folder_(media_folder(made_.media.app, made_.media.id)),
        files_(work, made_.main, folder_) {
    const std::string main = made_.main.path.substr(folder_.size());
    stem_ = main.substr(0, main.rfind('.'));
  }

  Result<NewMedia> pull(const std::string& url) {
    auto pulled = try_to(url);
    if (!pulled) files_.forget();
    return pulled;
  }

 private:
  Result<NewMedia> try_to(const std::string& url) {
    VOD_TRY(auto first, playlist_at(url));
    const std::string main = made_.main.path.substr(folder_.size());
    if (auto* media = std::get_if<wire::MediaPlaylist>(&first.playlist)) {
      VOD_TRY(rename(*media, first.url, "", stem_ + "/"));
      VOD_TRY(files_.fetch(wanted_, deadline_ms_));
      VOD_TRY(made_.main, files_.put(main, wire::write_playlist(*media)));
    } else {
      VOD_TRY(pull_variant(std::get<wire::MasterPlaylist>(first.playlist), first.url, main));
    }
    VOD_TRY(files_.write());
    made_.main.is_sealed = true;
    // What was stored is read back as a source is, so that a pull that ended well can be processed.
    VOD_TRY(const auto source, find_hls_source(work_.workshop(), made_.media));
    if (!source) return error(ErrorCode::source_error);
    VOD_TRY(made_.metadata, probe_hls(work_.workshop(), *source));
    set_probe_result(made_.media, made_.metadata);
    return std::move(made_);
  }

  Result<Fetched> playlist_at(const std::string& url) {
    DownloadWish wish;
    wish.url = url;
    wish.bytes_max = limits::playlist_bytes_max;
    wish.bytes_max_name = "the limit of playlists";
    wish.deadline_ms = deadline_ms_;
    VOD_TRY(auto fetched, download_text(work_.workshop(), wish, work_.stop()));
    auto playlist = wire::read_playlist(fetched.text);
    if (!playlist) return error(playlist.error().code, url, playlist.error().detail);
    if (const auto* media = std::get_if<wire::MediaPlaylist>(&playlist.value()); media != nullptr && !media->ended) {
      return error(ErrorCode::source_unsupported, url,
                   "The playlist is that of a live stream: it does not end (EXT-X-ENDLIST).");
    }
    return Fetched{std::move(playlist.value()), std::move(fetched.url)};
  }

  Result<Fetched> named_playlist(const std::string& from, const std::string& uri) {
    VOD_TRY(auto fetched, playlist_at(wire::resolve_url(from, uri)));
    if (std::holds_alternative<wire::MasterPlaylist>(fetched.playlist))
      return error(ErrorCode::source_malformed, uri, "A master playlist names a master playlist.");
    return fetched;
  }

  Done pull_variant(const wire::MasterPlaylist& master, const std::string& from, const std::string& main) {
    const auto& best = *std::ranges::max_element(master.variants, {}, &wire::PlaylistVariant::bandwidth_bps);
    const wire::PlaylistRendition* sound = nullptr;
    for (const auto& rendition : master.renditions) {
      if (rendition.type != "AUDIO" || rendition.group != best.audio || best.audio.empty()) continue;
      if (sound == nullptr || (rendition.is_default && !sound->is_default)) sound = &rendition;
    }
    VOD_TRY(auto picture, named_playlist(from, best.uri));
    auto& picture_list = std::get<wire::MediaPlaylist>(picture.playlist);
    if (sound == nullptr || sound->uri.empty()) {
      VOD_TRY(rename(picture_list, picture.url, "", stem_ + "/"));
      VOD_TRY(files_.fetch(wanted_, deadline_ms_));
      VOD_TRY(made_.main, files_.put(main, wire::write_playlist(picture_list)));
      return done();
    }
    // With sound of its own it stays a master playlist, of one variant.
    VOD_TRY(auto other, named_playlist(from, sound->uri));
    auto& sound_list = std::get<wire::MediaPlaylist>(other.playlist);
    VOD_TRY(rename(picture_list, picture.url, "v", ""));
    VOD_TRY(rename(sound_list, other.url, "a", ""));
    VOD_TRY(files_.fetch(wanted_, deadline_ms_));
    VOD_TRY(files_.put(stem_ + "/v.m3u8", wire::write_playlist(picture_list)));
    VOD_TRY(files_.put(stem_ + "/a.m3u8", wire::write_playlist(sound_list)));
    wire::MasterPlaylist ours;
    ours.variants.push_back(best);
    ours.variants.front().uri = stem_ + "/v.m3u8";
    ours.variants.front().audio = "sound";
    ours.variants.front().video = ours.variants.front().subtitles = ours.variants.front().closed_captions = "";
    ours.renditions.push_back(*sound);
    ours.renditions.front().group = "sound";
    ours.renditions.front().uri = stem_ + "/a.m3u8";
    VOD_TRY(made_.main, files_.put(main, wire::write_playlist(ours)));
    return done();
  }

  // Gives all that the playlist names a name of ours, and notes what is to be fetched. `folder` is what the playlist
  // has before the names.
  Done rename(wire::MediaPlaylist& playlist, const std::string& from, const std::string& prefix,
              const std::string& folder) {
    for (auto& key : playlist.keys) {
      if (key.method != "AES-128" || !key.is_identity()) {
        return error(ErrorCode::source_unsupported, from,
                     fmt::format("The playlist's segments are encrypted by {} {}; only AES-128 whose key can be "
                                 "fetched is possible.",
                                 key.method.substr(0, 40), key.format.substr(0, 80)));
      }
      key.uri = folder + name_of_file(wire::resolve_url(from, key.uri), prefix + "key", "key");
    }
    for (auto& map : playlist.maps)
      map.uri = folder + name_of_file(wire::resolve_url(from, map.uri), prefix + "init", "mp4");
    for (auto& segment : playlist.segments)
      segment.uri = folder + name_of_file(wire::resolve_url(from, segment.uri), prefix, "ts");
    playlist.type = "VOD";
    return done();
  }

  // What comes several times, as a file that segments are ranges of, is fetched once.
  std::string name_of_file(const std::string& url, const std::string& prefix, std::string_view otherwise) {
    const auto known = names_.find(url);
    if (known != names_.end()) return known->second;
    const bool is_key = otherwise == "key";
    const std::string name =
        fmt::format("{}{:05}.{}", prefix, names_.size(), is_key ? otherwise : extension_of(url, otherwise));
    names_.emplace(url, name);
    const std::uint64_t bytes_max = is_key ? limits::pull_key_bytes_max : work_.workshop().pull_bytes_max;
    wanted_.push_back({url, stem_ + "/" + name, bytes_max});
    return name;
  }

  TaskWork& work_;
  NewMedia made_;
  const std::int64_t deadline_ms_;
  const std::string folder_;
  std::string stem_;
  PulledFiles files_;
  std::map<std::string, std::string> names_;
  std::vector<PulledFiles::Wanted> wanted_;
};

}  // namespace

Result<NewMedia> pull_hls(TaskWork& work, const NewMediaWish& wish, const std::string& url, std::int64_t deadline_ms) {
  return HlsPull(work, new_media_of(work.workshop(), wish, {}), deadline_ms).pull(url);
}

}  // namespace vod
