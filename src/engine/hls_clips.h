#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bells.h"
#include "base/random.h"
#include "base/result.h"
#include "model/media.h"
#include "ports/blobs.h"
#include "ports/database.h"
#include "wire/playlist.h"
#include "wire/types.h"

// Clips of HLS media at the boundaries of their segments: a new playlist over segments that are there, so that no byte
// of media is read or written. A clip that is kept becomes a media whose rows name the same blobs.
namespace vod::engine {

/// A media playlist that is stored, with the media that it belongs to.
struct StoredPlaylist {
  Media media;
  std::string path;
  wire::MediaPlaylist playlist;
  /// Of the whole: what is known of the media, or of the output.
  wire::MediaMetaData metadata;
};

/// Where the engine finds and puts bytes.
struct ClipStore {
  Database& database;
  Blobs& blobs;
  Bells& bells;
  Random& random;
  std::int64_t now_ms = 0;
};

/// The playlist at a path: of the app's media or of one of its outputs. Errors: value_url when there is none,
/// master_playlist, unsupported_operation for an encrypted one, resource_unavailable while it is still being joined.
Result<StoredPlaylist> open_playlist(const ClipStore& store, AppId app, const std::string& path);
/// The playlist of a media's original, or with a definition of its transcode output. value_file_id when the media is
/// not there, value_definition when it has no such output, and the errors above.
Result<StoredPlaylist> open_playlist_of(const ClipStore& store, AppId app, FileId file, std::int64_t definition);

/// Whether the segment in which a stretch ends is in the clip.
enum class ClipEnd { inclusive, exclusive };

/// A stretch in whole segments.
struct HlsClip {
  std::vector<FileId> sources;
  /// Its URIs are paths of this server.
  wire::MediaPlaylist playlist;
  wire::MediaMetaData metadata;
};

/// The segments of a stretch: from the one that holds its beginning to the one that holds its end. 0 is the beginning
/// or the end, negative offsets count from the end. value_start_time_offset, value_end_time_offset.
Result<HlsClip> cut_clip(const StoredPlaylist& from, double start_offset_s, double end_offset_s, ClipEnd end);

/// One after another, with a discontinuity at each joint. limit_exceeded when there are too many segments.
Result<HlsClip> join_clips(const std::vector<HlsClip>& clips);

/// A playlist that lives for two days, at the path given back; it ends when a media that it is cut from is deleted.
/// Fills in the size of the clip.
Result<std::string> store_temporary_clip(const ClipStore& store, AppId app, HlsClip& clip);

/// What a kept clip is to be.
struct KeptClipWish {
  AppId app;
  std::string name;
  std::int64_t class_id = 0;
  std::int64_t expire_ms = 0;
  std::string source_context;
  std::string session_context;
  /// "" = none.
  std::string procedure;
  /// The action, for PersistenceComplete.
  std::string action;
};

struct KeptClip {
  Media media;
  /// "" without a procedure.
  std::string procedure_task;
};

/// Makes a media of the clip, with PersistenceComplete in the same transaction. Fills in the size of the clip. Errors:
/// value_file_id when a source went meanwhile, value_procedure_name.
Result<KeptClip> keep_clip(const ClipStore& store, const KeptClipWish& wish, HlsClip& clip);

}  // namespace vod::engine
