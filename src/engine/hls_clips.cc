#include "engine/hls_clips.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "catalogue/events.h"
#include "catalogue/media.h"
#include "catalogue/objects.h"
#include "catalogue/outputs.h"
#include "catalogue/procedures.h"
#include "engine/stored_text.h"
#include "model/errors.h"
#include "model/events.h"
#include "model/file_ids.h"
#include "model/limits.h"
#include "model/media_types.h"
#include "model/paths.h"
#include "wire/url_reference.h"
#include "wire/views.h"

namespace vod::engine {
namespace {

using Rows = std::map<std::string, catalogue::ObjectRow>;

// Paths are resolved as URLs of a host that does not exist; what leaves it is not ours.
constexpr std::string_view own_host = "http://own.invalid";

constexpr double second_us = 1e6;

double seconds(std::int64_t us) { return static_cast<double>(us) / second_us; }

wire::MediaMetaData metadata_of(const wire::MediaTranscodeItem& item) {
  wire::MediaMetaData metadata;
  metadata.Size = item.Size;
  metadata.Container = item.Container;
  metadata.Bitrate = item.Bitrate;
  metadata.Height = item.Height;
  metadata.Width = item.Width;
  metadata.Duration = item.Duration;
  metadata.Rotate = 0;
  metadata.VideoStreamSet = item.VideoStreamSet;
  metadata.AudioStreamSet = item.AudioStreamSet;
  return metadata;
}

// What is known of the playlist at the path: of a transcode output its own figures, else the media's.
Result<wire::MediaMetaData> known_of(ReadTransaction& tx, const Media& media, const std::string& path) {
  VOD_TRY(const auto outputs, catalogue::list_outputs(tx, media.app, media.id));
  for (const Output& output : outputs) {
    if (output.kind != OutputKind::transcode || output.path != path) continue;
    if (const auto item = wire::output_view<wire::MediaTranscodeItem>(output, {})) return metadata_of(*item);
  }
  return wire::metadata_view(media).value_or(wire::MediaMetaData());
}

Error no_playlist(ErrorCode code, const std::string& field, const std::string& what) {
  return error(code, field, field + ": " + what);
}

// The path that a URI in a playlist names; URLs of other servers are never followed.
Result<std::string> path_of(const std::string& playlist_path, const std::string& uri) {
  const std::string url = wire::resolve_url(std::string(own_host) + playlist_path, uri);
  if (!url.starts_with(std::string(own_host) + "/")) {
    return error(ErrorCode::unsupported_operation, "Url", "The playlist names a file that is not on this server.");
  }
  const std::string path = url.substr(own_host.size());
  return path.substr(0, path.find_first_of("?#"));
}

Done resolve(wire::MediaPlaylist& playlist, const std::string& path) {
  for (auto& segment : playlist.segments) {
    VOD_TRY(segment.uri, path_of(path, segment.uri));
  }
  for (auto& map : playlist.maps) {
    VOD_TRY(map.uri, path_of(path, map.uri));
  }
  return done();
}

Result<StoredPlaylist> open(const ClipStore& store, AppId app, const std::string& path, const std::string& field,
                            ErrorCode code) {
  StoredPlaylist found;
  found.path = path;
  std::optional<catalogue::ObjectRow> row;
  VOD_TRY(store.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(row, catalogue::find_object(tx, path));
    if (!row || row->app != app) return done();
    VOD_TRY(const auto media, catalogue::find_media(tx, app, row->file));
    if (!media) {
      row.reset();
      return done();
    }
    found.media = *media;
    VOD_TRY(found.metadata, known_of(tx, *media, path));
    return done();
  }));
  if (!row || row->app != app) return no_playlist(code, field, "no media of this application is at " + path + ".");
  if (!found.media.is_readable()) {
    return error(ErrorCode::resource_unavailable, field,
                 field + ": the media " + found.media.id.text() + " is archived and not restored.");
  }
  if (!row->blob) return error(ErrorCode::resource_unavailable, field, field + ": the upload is not joined yet.");
  VOD_TRY(const auto text, load_text(store.blobs, *row, limits::playlist_bytes_max));
  const auto read =
      wire::is_playlist(text) ? wire::read_playlist(text) : Result<wire::Playlist>(error(ErrorCode::source_not_media));
  if (!read) return no_playlist(code, field, path + " is no HLS playlist: " + message_of(read.error()));
  const auto* playlist = std::get_if<wire::MediaPlaylist>(&read.value());
  if (playlist == nullptr) return error(ErrorCode::master_playlist, field);
  found.playlist = *playlist;
  return found;
}

// The segments, as half-open: from the one that holds the start to the one before `last`.
struct Span {
  std::size_t first = 0;
  std::size_t last = 0;
};

Result<Span> span_of(const std::vector<wire::PlaylistSegment>& segments, double start_s, double end_s, ClipEnd end) {
  // A boundary that was told with three digits is that boundary.
  constexpr double slack_s = 0.001;
  Span span{segments.size(), 0};
  double at_s = 0;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const double next_s = at_s + seconds(segments[i].duration_us);
    if (span.first == segments.size() && start_s < next_s - slack_s) span.first = i;
    if (end == ClipEnd::inclusive ? at_s < end_s - slack_s : next_s <= end_s + slack_s) span.last = i + 1;
    at_s = next_s;
  }
  if (span.last <= span.first) {
    return error(ErrorCode::value_end_time_offset, "EndTimeOffset",
                 fmt::format("EndTimeOffset: no whole segment lies between {:g} s and {:g} s.", start_s, end_s));
  }
  return span;
}

void add_segment(wire::MediaPlaylist& to, const wire::MediaPlaylist& from, std::size_t index, bool is_joint) {
  wire::PlaylistSegment segment = from.segments[index];
  segment.discontinuity = is_joint || (segment.discontinuity && !to.segments.empty());
  if (segment.map) {
    const wire::PlaylistMap& map = from.maps[*segment.map];
    const auto known = std::ranges::find(to.maps, map);
    segment.map = static_cast<std::size_t>(known - to.maps.begin());
    if (known == to.maps.end()) to.maps.push_back(map);
  }
  to.segments.push_back(std::move(segment));
}

void finish(HlsClip& clip) {
  clip.playlist.type = "VOD";
  clip.playlist.ended = true;
  const double duration_s = seconds(clip.playlist.duration_us());
  clip.metadata.Duration = duration_s;
  clip.metadata.VideoDuration = clip.metadata.VideoStreamSet.empty() ? 0 : duration_s;
  clip.metadata.AudioDuration = clip.metadata.AudioStreamSet.empty() ? 0 : duration_s;
  clip.metadata.Md5 = "";
}

// The objects that a clip is made of, as long as all of its media are there.
Result<Rows> rows_of(ReadTransaction& tx, AppId app, const HlsClip& clip) {
  for (const FileId file : clip.sources) {
    VOD_TRY(const auto media, catalogue::find_media(tx, app, file));
    if (!media) {
      return error(ErrorCode::value_file_id, "FileId", "FileId: the media " + file.text() + " was deleted meanwhile.");
    }
  }
  Rows rows;
  const auto take = [&](const std::string& path) -> Done {
    if (rows.contains(path)) return done();
    VOD_TRY(auto row, catalogue::find_object(tx, path));
    if (!row || !row->blob || row->app != app) {
      return error(ErrorCode::resource_unavailable, "FileId", "A segment of the playlist is not there: " + path);
    }
    rows.emplace(path, std::move(*row));
    return done();
  };
  for (const auto& segment : clip.playlist.segments) {
    VOD_TRY(take(segment.uri));
  }
  for (const auto& map : clip.playlist.maps) {
    VOD_TRY(take(map.uri));
  }
  return rows;
}

// Sizes are known by the rows.
void set_size(HlsClip& clip, const Rows& rows, std::size_t playlist_bytes) {
  std::uint64_t bytes = playlist_bytes;
  for (const auto& segment : clip.playlist.segments) {
    bytes += segment.range ? segment.range->length : rows.at(segment.uri).size_bytes;
  }
  const double duration_s = clip.metadata.Duration.value_or(0);
  clip.metadata.Size = static_cast<std::int64_t>(bytes);
  if (duration_s > 0) clip.metadata.Bitrate = std::llround(static_cast<double>(bytes) * 8 / duration_s);
}

std::string extension_of(const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);
  const auto dot = name.rfind('.');
  return dot == std::string::npos ? ".ts" : name.substr(dot);
}

// Gives each file of the clip a name in a folder beside its own playlist.
std::map<std::string, std::string> name_files(wire::MediaPlaylist& playlist) {
  std::map<std::string, std::string> names;
  const auto name_for = [&](std::string& uri) {
    const auto known = names.try_emplace(uri, fmt::format("segments/{:05}{}", names.size(), extension_of(uri))).first;
    uri = known->second;
  };
  for (auto& map : playlist.maps) name_for(map.uri);
  for (auto& segment : playlist.segments) name_for(segment.uri);
  return names;
}

Done append_persisted(Transaction& tx, Bells& bells, const Media& media, const std::string& action,
                      std::int64_t now_ms) {
  wire::EventContent content;
  content.EventType = std::string(event_row(EventType::persistence_complete).wire_name);
  wire::PersistenceCompleteTask told;
  told.FileId = media.id.text();
  told.PersistenceSource = action;
  content.PersistenceCompleteEvent = std::move(told);
  EventDraft draft;
  draft.app = media.app;
  draft.type = EventType::persistence_complete;
  draft.file = media.id;
  draft.created_ms = now_ms;
  draft.body = wire::encode_text(content);
  VOD_TRY(catalogue::append_event(tx, bells, draft));
  return done();
}

}  // namespace

Result<StoredPlaylist> open_playlist(const ClipStore& store, AppId app, const std::string& path) {
  return open(store, app, path, "Url", ErrorCode::value_url);
}

Result<StoredPlaylist> open_playlist_of(const ClipStore& store, AppId app, FileId file, std::int64_t definition) {
  std::string path;
  VOD_TRY(store.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(const auto media, catalogue::find_media(tx, app, file));
    if (!media) return no_playlist(ErrorCode::value_file_id, "FileId", "no media " + file.text() + ".");
    if (definition == 0 && media->has_original) path = media->path;
    if (definition == 0) return done();
    VOD_TRY(const auto outputs, catalogue::list_outputs(tx, app, file));
    for (const Output& output : outputs) {
      if (output.kind == OutputKind::transcode && output.definition == definition) path = output.path;
    }
    return done();
  }));
  if (path.empty()) {
    return no_playlist(ErrorCode::value_definition, "TranscodeDefinition",
                       definition == 0 ? "the original of " + file.text() + " was deleted."
                                       : fmt::format("{} has no transcode output {}.", file.text(), definition));
  }
  return open(store, app, path, "FileId", ErrorCode::value_file_id);
}

Result<HlsClip> cut_clip(const StoredPlaylist& from, double start_offset_s, double end_offset_s, ClipEnd end) {
  const double duration_s = seconds(from.playlist.duration_us());
  const double start_s = start_offset_s < 0 ? duration_s + start_offset_s : start_offset_s;
  const double end_s = end_offset_s > 0 ? end_offset_s : duration_s + end_offset_s;
  if (!std::isfinite(start_s) || start_s < 0 || start_s >= duration_s) {
    return error(
        ErrorCode::value_start_time_offset, "StartTimeOffset",
        fmt::format("StartTimeOffset: {:g} lies outside the {:.3f} s of the playlist.", start_offset_s, duration_s));
  }
  if (!std::isfinite(end_s) || end_s <= start_s) {
    return error(ErrorCode::value_end_time_offset, "EndTimeOffset",
                 fmt::format("EndTimeOffset: {:g} is not after the start in the {:.3f} s of the playlist.",
                             end_offset_s, duration_s));
  }
  wire::MediaPlaylist whole = from.playlist;
  VOD_TRY(resolve(whole, from.path));
  // To the end is to the end, also where the last segment is to be left out if it were cut.
  const ClipEnd kind = end_s >= duration_s ? ClipEnd::inclusive : end;
  VOD_TRY(const auto span, span_of(whole.segments, start_s, end_s, kind));
  HlsClip clip;
  clip.sources = {from.media.id};
  clip.metadata = from.metadata;
  clip.playlist.version = whole.version;
  clip.playlist.independent_segments = whole.independent_segments;
  for (std::size_t i = span.first; i < span.last; ++i) {
    if (whole.segments[i].key) {
      return error(ErrorCode::unsupported_operation, "Url", "Encrypted playlists can't be clipped.");
    }
    add_segment(clip.playlist, whole, i, false);
  }
  finish(clip);
  return clip;
}

Result<HlsClip> join_clips(const std::vector<HlsClip>& clips) {
  HlsClip joined;
  joined.metadata = clips.front().metadata;
  joined.playlist.independent_segments = true;
  for (const HlsClip& clip : clips) {
    joined.sources.insert(joined.sources.end(), clip.sources.begin(), clip.sources.end());
    joined.playlist.version = std::max(joined.playlist.version, clip.playlist.version);
    joined.playlist.independent_segments = joined.playlist.independent_segments && clip.playlist.independent_segments;
    for (std::size_t i = 0; i < clip.playlist.segments.size(); ++i) {
      add_segment(joined.playlist, clip.playlist, i, i == 0 && !joined.playlist.segments.empty());
    }
    if (joined.playlist.segments.size() > limits::fast_clip_segments_max) {
      return error(ErrorCode::limit_exceeded, "FileInfos",
                   fmt::format("FileInfos: together they have more than {} segments.", limits::fast_clip_segments_max));
    }
  }
  finish(joined);
  return joined;
}

Result<std::string> store_temporary_clip(const ClipStore& store, AppId app, HlsClip& clip) {
  const FileId id = new_file_id(store.random);
  const std::string path = media_folder(app, id) + store.random.alphanumeric(12) + ".m3u8";
  const std::string text = wire::write_playlist(clip.playlist);
  VOD_TRY(auto row, store_text(store.blobs, app, id, path, std::string(content_type_of("m3u8")), text, store.now_ms));
  // Of no media and not sealed: the sweep takes it after limits::abandoned_object_ms.
  row.is_sealed = false;
  Rows rows;
  VOD_TRY(store.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(rows, rows_of(tx, app, clip));
    return catalogue::save_object(tx, row);
  }));
  set_size(clip, rows, text.size());
  return path;
}

Result<KeptClip> keep_clip(const ClipStore& store, const KeptClipWish& wish, HlsClip& clip) {
  KeptClip kept;
  Media& media = kept.media;
  media.app = wish.app;
  media.id = new_file_id(store.random);
  const std::string folder = media_folder(wish.app, media.id);
  wire::MediaPlaylist playlist = clip.playlist;
  const auto names = name_files(playlist);
  const std::string text = wire::write_playlist(playlist);
  media.path = folder + store.random.alphanumeric(12) + ".m3u8";
  VOD_TRY(auto main, store_text(store.blobs, wish.app, media.id, media.path, std::string(content_type_of("m3u8")), text,
                                store.now_ms));
  main.is_sealed = true;

  Rows sources;
  VOD_TRY(store.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(sources, rows_of(tx, wish.app, clip));
    return done();
  }));
  set_size(clip, sources, text.size());
  media.name = wish.name;
  media.class_id = wish.class_id;
  media.type = "m3u8";
  media.category = clip.metadata.VideoStreamSet.empty() ? "Audio" : "Video";
  media.storage_region = std::string(default_storage_region);
  media.source_type = "VideoProcessing";
  media.source_context = wish.source_context;
  media.created_ms = media.updated_ms = store.now_ms;
  media.expire_ms = wish.expire_ms;
  media.ingest = IngestState::done;
  media.metadata_json = wire::encode_text(clip.metadata);

  // Rows that name the same bytes. A source's row is read again in each change: what it names can't have gone then.
  auto next = names.begin();
  while (next != names.end()) {
    auto end = next;
    VOD_TRY(store.database.write([&](Transaction& tx) -> Done {
      end = next;
      for (std::size_t count = 0; end != names.end() && count < limits::segment_rows_at_once; ++end, ++count) {
        VOD_TRY(const auto source, catalogue::find_object(tx, end->first));
        if (!source || !source->blob) {
          return error(ErrorCode::value_file_id, "FileId", "FileId: a media of the clip was deleted meanwhile.");
        }
        catalogue::ObjectRow row = *source;
        row.path = folder + end->second;
        row.file = media.id;
        row.upload_id.clear();
        row.created_ms = store.now_ms;
        // Until the media is there: what a killed server leaves is removed in time.
        row.is_sealed = false;
        VOD_TRY(catalogue::save_object(tx, row));
      }
      return done();
    }));
    next = end;
  }
  VOD_TRY(store.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(catalogue::insert_media(tx, media));
    VOD_TRY(catalogue::save_object(tx, main));
    VOD_TRY(catalogue::seal_objects(tx, folder));
    if (!wish.procedure.empty()) {
      const catalogue::TaskWish task{wish.app, 0, NotifyMode::finish, {}, wish.session_context};
      VOD_TRY(const auto flow, catalogue::start_procedure_by_name(tx, store.bells, store.random, task, media,
                                                                  wish.procedure, store.now_ms));
      kept.procedure_task = flow.value;
    }
    return append_persisted(tx, store.bells, media, wish.action, store.now_ms);
  }));
  return kept;
}

}  // namespace vod::engine
