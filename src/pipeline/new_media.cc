#include "pipeline/new_media.h"

#include <algorithm>
#include <future>
#include <utility>

#include "catalogue/media.h"
#include "catalogue/tasks.h"
#include "model/errors.h"
#include "model/file_ids.h"
#include "model/limits.h"
#include "model/media_types.h"
#include "model/paths.h"
#include "pipeline/intake/fresh_media.h"
#include "pipeline/patient_write.h"

namespace vod {

NewMedia new_media_of(Workshop& workshop, const NewMediaWish& wish, const MediaMetadata& found) {
  NewMedia made;
  made.metadata = found;
  Media& media = made.media;
  media.app = wish.app;
  media.id = new_file_id(workshop.random);
  media.name = wish.name;
  media.description = wish.description;
  media.class_id = wish.class_id;
  media.type = wish.type;
  media.path = media_folder(wish.app, media.id) + workshop.random.alphanumeric(12) + "." + wish.type;
  media.storage_region = std::string(default_storage_region);
  media.source_type = wish.source_type;
  media.source_context = wish.source_context;
  media.created_ms = media.updated_ms = workshop.clock.wall_ms();
  media.expire_ms = wish.expire_ms;
  set_probe_result(media, found);

  made.main.path = media.path;
  made.main.app = media.app;
  made.main.file = media.id;
  made.main.content_type = std::string(content_type_of(media.type));
  made.main.created_ms = media.created_ms;
  made.main.is_sealed = true;
  return made;
}

Result<ExaminedFile> examine(Workshop& workshop, const std::filesystem::path& main, ProbeAhead* ahead) {
  auto hashed = std::async(std::launch::async, [&] { return hash_file(main, StoredHash::none); });
  Result<MediaMetadata> probed = ahead ? ahead->ask() : probe_output_only(workshop.processes, main);
  if (ahead && !probed) probed = probe_output_only(workshop.processes, main);
  ExaminedFile found;
  VOD_TRY(found.metadata, std::move(probed));
  VOD_TRY(found.hashes, hashed.get());
  return found;
}

Result<NewMedia> store_new_media(Workshop& workshop, const NewMediaWish& wish, const NewMediaFiles& files,
                                 const ExaminedFile& found) {
  NewMedia made = new_media_of(workshop, wish, found.metadata);
  const std::filesystem::path beside = files.main.parent_path();
  for (const auto& other : files.others) {
    catalogue::ObjectRow row = made.main;
    row.path = media_folder(wish.app, made.media.id) + other.lexically_relative(beside).string();
    VOD_TRY(row, store_file(workshop.blobs, other, row, StoredHash::none));
    made.others.push_back(std::move(row));
  }
  VOD_TRY(made.main, store_file(workshop.blobs, files.main, made.main, found.hashes));
  return made;
}

Done write_segments_ahead(Workshop& workshop, const Task& task, NewMedia& media, const std::stop_token& stop,
                          std::size_t rows_kept) {
  auto& rows = media.others;
  while (rows.size() > rows_kept) {
    const std::size_t begin = rows.size() - std::min(rows.size() - rows_kept, limits::segment_rows_at_once);
    VOD_TRY(patient_write(
        workshop,
        [&](Transaction& tx) -> Done {
          VOD_TRY(const auto current, catalogue::find_task(tx, task.app, task.id));
          if (!current || current->fence != task.fence) return error(ErrorCode::cancelled);
          for (std::size_t i = begin; i < rows.size(); ++i) {
            catalogue::ObjectRow row = rows[i];
            row.is_sealed = false;
            VOD_TRY(catalogue::save_object(tx, row));
          }
          return done();
        },
        stop));
    rows.resize(begin);
    if (stop.stop_requested()) return error(ErrorCode::cancelled);
  }
  return done();
}

Done insert_new_media(Transaction& tx, const NewMedia& media) {
  VOD_TRY(catalogue::insert_media(tx, media.media));
  VOD_TRY(catalogue::save_object(tx, media.main));
  for (const auto& row : media.others) {
    VOD_TRY(catalogue::save_object(tx, row));
  }
  // What was written ahead is not sealed yet.
  VOD_TRY(catalogue::seal_objects(tx, media_folder(media.media.app, media.media.id)));
  return done();
}

}  // namespace vod
