#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "engine/blob_trash.h"
#include "engine/subtitles.h"
#include "model/media.h"
#include "ports/blobs.h"
#include "ports/database.h"
#include "wire/types.h"

namespace vod::engine {

inline constexpr std::size_t tags_max = 16;         // Of one media, as in the cloud.
inline constexpr std::size_t key_frames_max = 100;  // Of one media, as in the cloud.

/// A picture that became a blob and waits to be named by a row.
struct StoredCover {
  BlobId blob;
  std::string path;
  std::string content_type;
  std::uint64_t size_bytes = 0;
  std::uint64_t crc64 = 0;
  std::string md5;
};

/// Stores a cover picture's bytes; the type is told by content. Errors: value_image for what is no gif, jpeg or png.
Result<StoredCover> store_cover(Blobs& blobs, Random& random, AppId app, FileId file, std::string_view picture);

/// Changes to a media's tags and key frames, checked against the media. Errors: limit_tags, limit_key_frames.
struct MediaEdit {
  std::optional<std::string> name;
  std::optional<std::string> description;
  std::optional<std::int64_t> class_id;  // Of a class that was there a moment ago.
  std::optional<std::int64_t> expire_ms;
  std::optional<StoredCover> cover;
  std::vector<std::string> add_tags;
  std::vector<std::string> delete_tags;
  bool clear_tags = false;
  std::vector<wire::MediaKeyFrameDescItem> add_key_frames;
  std::vector<double> delete_key_frames;
  bool clear_key_frames = false;
  SubtitleEdit subtitles;
};

/// Applies the edit in one step; gives the media as it is then. Errors: file_not_exist, limit_tags, limit_key_frames.
Result<Media> edit_media(Transaction& tx, BlobTrash& trash, AppId app, FileId file, const MediaEdit& edit,
                         std::int64_t now_ms);

}  // namespace vod::engine
