#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "model/storage_class.h"

namespace vod {

/// What the probe found out, or why it could not; the numbers are stored.
enum class IngestState { pending = 0, done = 1 };

/// One stored file with its metadata. Times are wall milliseconds; an expire time of 0 is never. Paths begin with "/".
struct Media {
  AppId app;
  FileId id;
  std::string name;
  std::string description;
  std::int64_t class_id = 0;
  /// Extension of the stored file, lower case, without the dot.
  std::string type;
  /// "Video", "Audio" or "Image".
  std::string category;
  std::string path;
  std::string cover_path;
  std::string storage_region;
  /// "Upload", "VideoProcessing" ... as MediaSourceData has it.
  std::string source_type = "Upload";
  std::string source_context;
  std::vector<std::string> tags;
  std::int64_t created_ms = 0;
  std::int64_t updated_ms = 0;
  std::int64_t expire_ms = 0;
  IngestState ingest = IngestState::pending;
  /// wire::MediaMetaData as JSON; empty when the probe failed or has not run.
  std::string metadata_json;
  /// Why the probe failed: a code of tasks ("SourceFileError...") and a sentence; empty otherwise.
  std::string probe_code;
  std::string probe_detail;
  /// MediaKeyFrameDescInfo as JSON; empty when there is none.
  std::string key_frames_json;
  /// False once DeleteMedia removed the original file but not its outputs.
  bool has_original = true;
  StorageClass storage_class = StorageClass::standard;
  /// Of an archived media: it was restored and can be read until then; 0 = it can't. The step that ends restored copies
  /// resets it, so that a jump of the clock ends none.
  std::int64_t restored_until_ms = 0;
  /// ForbidMediaDistribution: its URLs answer 403.
  bool is_forbidden = false;
  /// MediaSubtitleInfo as JSON, with paths where URLs stand; empty when there is none.
  std::string subtitles_json;

  /// Whether its files can be read: not archived, or restored.
  bool is_readable() const { return !is_archive(storage_class) || restored_until_ms != 0; }
};

/// Files made from a media; the numbers are stored.
enum class OutputKind {
  transcode = 1,
  cover = 2,
  animated_graphics = 3,
  snapshot_by_time = 4,
  sample_snapshot = 5,
  image_sprite = 6,
  adaptive = 7,
};

/// One output of a media. Making the same definition again replaces it.
struct Output {
  AppId app;
  FileId file;
  OutputKind kind{};
  std::int64_t definition = 0;
  /// The path that its URL names. More files of the same output (segments, pictures) lie in the folder that has its
  /// name without the extension; an output of pictures alone has only those, and nothing at the path itself.
  std::string path;
  std::int64_t created_ms = 0;
  /// The wire form (MediaTranscodeItem for a transcode, MediaImageSpriteItem for a sprite ...; empty for a cover), with
  /// paths where URLs stand.
  std::string detail_json;
};

}  // namespace vod
