#include "engine/media_edits.h"

#include <algorithm>
#include <cmath>

#include "base/hash.h"
#include "base/random.h"
#include "base/text.h"
#include "catalogue/classes.h"
#include "catalogue/media.h"
#include "catalogue/objects.h"
#include "engine/objects.h"
#include "engine/uploads.h"
#include "model/errors.h"
#include "model/file_ids.h"
#include "model/media_types.h"
#include "model/paths.h"

namespace vod::engine {
namespace {

Done edit_tags(Media& media, const MediaEdit& edit) {
  if (edit.clear_tags) media.tags.clear();
  std::erase_if(media.tags, [&](const std::string& tag) {
    return std::find(edit.delete_tags.begin(), edit.delete_tags.end(), tag) != edit.delete_tags.end();
  });
  for (const std::string& tag : edit.add_tags) {
    if (std::find(media.tags.begin(), media.tags.end(), tag) == media.tags.end()) media.tags.push_back(tag);
  }
  if (media.tags.size() <= tags_max) return done();
  return error(ErrorCode::limit_tags, "AddTags",
               "AddTags: the media would have " + std::to_string(media.tags.size()) + " tags; 16 is the limit.");
}

bool same_time(double left, double right) { return std::abs(left - right) < 0.0005; }

Done edit_key_frames(Media& media, const MediaEdit& edit) {
  wire::MediaKeyFrameDescInfo info;
  if (!media.key_frames_json.empty() && !edit.clear_key_frames) {
    VOD_TRY(info, wire::decode_answer<wire::MediaKeyFrameDescInfo>(std::string_view(media.key_frames_json)));
  }
  auto& frames = info.KeyFrameDescSet;
  const auto drop = [&](double time) {
    std::erase_if(frames, [&](const wire::MediaKeyFrameDescItem& frame) { return same_time(frame.TimeOffset, time); });
  };
  for (const double time : edit.delete_key_frames) drop(time);
  for (const wire::MediaKeyFrameDescItem& frame : edit.add_key_frames) {
    drop(frame.TimeOffset);
    frames.push_back(frame);
  }
  std::sort(frames.begin(), frames.end(),
            [](const auto& left, const auto& right) { return left.TimeOffset < right.TimeOffset; });
  if (frames.size() > key_frames_max) {
    return error(
        ErrorCode::limit_key_frames, "AddKeyFrameDescs",
        "AddKeyFrameDescs: the media would have " + std::to_string(frames.size()) + " key frames; 100 is the limit.");
  }
  media.key_frames_json = frames.empty() ? std::string() : wire::encode_text(info);
  return done();
}

Done use_cover(Transaction& tx, BlobTrash& trash, Media& media, const StoredCover& cover, std::int64_t now_ms) {
  catalogue::ObjectRow object;
  object.path = cover.path;
  object.app = media.app;
  object.file = media.id;
  object.blob = cover.blob;
  object.size_bytes = cover.size_bytes;
  object.crc64 = cover.crc64;
  object.etag = cover.md5;
  object.content_type = cover.content_type;
  object.created_ms = now_ms;
  object.is_sealed = true;
  VOD_TRY(catalogue::save_object(tx, object));
  if (!media.cover_path.empty()) {
    VOD_TRY(erase_object_at(tx, media.cover_path, trash));
  }
  media.cover_path = cover.path;
  return done();
}

}  // namespace

Result<StoredCover> store_cover(Blobs& blobs, Random& random, AppId app, FileId file, std::string_view picture) {
  const std::string_view type = cover_type_of(picture);
  if (type.empty())
    return error(ErrorCode::value_image, "CoverData", "CoverData: the bytes are no gif, jpeg or png picture.");
  VOD_TRY(const auto writer, blobs.create());
  VOD_TRY(writer->write(bytes_of(picture)));
  StoredCover cover;
  VOD_TRY(cover.blob, writer->commit());
  cover.path = media_folder(app, file) + new_file_id(random).text() + "." + std::string(type);
  cover.content_type = std::string(content_type_of(type));
  cover.size_bytes = picture.size();
  cover.crc64 = crc64(bytes_of(picture));
  cover.md5 = to_hex(md5(picture));
  return cover;
}

Result<Media> edit_media(Transaction& tx, BlobTrash& trash, AppId app, FileId file, const MediaEdit& edit,
                         std::int64_t now_ms) {
  VOD_TRY(auto media, catalogue::find_media(tx, app, file));
  if (!media)
    return error(ErrorCode::file_not_exist, "FileId", "FileId: no media " + file.text() + " in this application.");
  if (edit.name) media->name = *edit.name;
  if (edit.description) media->description = *edit.description;
  if (edit.class_id) {
    VOD_TRY(media->class_id, catalogue::class_or_other(tx, app, *edit.class_id));
  }
  if (edit.expire_ms) media->expire_ms = *edit.expire_ms;
  VOD_TRY(edit_tags(*media, edit));
  VOD_TRY(edit_key_frames(*media, edit));
  VOD_TRY(edit_subtitles(tx, trash, *media, edit.subtitles));
  if (edit.cover) {
    VOD_TRY(use_cover(tx, trash, *media, *edit.cover, now_ms));
  }
  media->updated_ms = now_ms;
  VOD_TRY(catalogue::update_media(tx, *media));
  return std::move(*media);
}

}  // namespace vod::engine
