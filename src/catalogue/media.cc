#include "catalogue/media.h"

#include "catalogue/classes.h"
#include "catalogue/media_row.h"
#include "catalogue/notes.h"
#include "catalogue/tokens.h"
#include "catalogue/values.h"
#include "model/errors.h"

namespace vod::catalogue {
namespace {

// Bytes of the file at a path; 0 when it is gone. Lists sort by it.
#define SIZE_OF_PATH(path) "COALESCE((SELECT objects.size_bytes FROM objects WHERE objects.path = " path "), 0)"

// All columns but the key, in their order; texts are borrowed.
std::vector<SqlValue> changing_values(const Media& media, const std::string& tags) {
  return {stored(media.name),
          stored(media.description),
          media.class_id,
          stored(media.type),
          stored(media.category),
          stored(media.path),
          stored(media.cover_path),
          stored(media.storage_region),
          stored(media.source_type),
          stored(media.source_context),
          stored(tags),
          media.created_ms,
          media.updated_ms,
          media.expire_ms,
          stored(media.ingest),
          stored(media.metadata_json),
          stored(media.probe_code),
          stored(media.probe_detail),
          stored(media.key_frames_json),
          stored(media.has_original),
          name_of(media.storage_class),
          media.restored_until_ms,
          stored(media.is_forbidden),
          stored(media.subtitles_json)};
}

Result<std::int64_t> row_of(ReadTransaction& tx, AppId app, FileId id) {
  std::int64_t found = 0;
  VOD_TRY(tx.query("SELECT row FROM media WHERE sub_app_id = $1 AND file_id = $2", {stored(app), stored(id)},
                   [&](const SqlRow& row) { found = row.integer(0); }));
  return found;
}

Done add_words(Transaction& tx, std::int64_t row, const std::string& words) {
  VOD_TRY(tx.run("INSERT INTO media_text(rowid, words) VALUES($1, $2)", {row, stored(words)}));
  return done();
}

// The index keeps no texts of its own: what was put in must be named again to take it out.
Done drop_words(Transaction& tx, std::int64_t row, const std::string& words) {
  VOD_TRY(tx.run("INSERT INTO media_text(media_text, rowid, words) VALUES('delete', $1, $2)", {row, stored(words)}));
  return done();
}

}  // namespace

// A class that was deleted after the media's upload or task began leaves it without one: no row names a class that is
// not there.
Done insert_media(Transaction& tx, const Media& media) {
  VOD_TRY(const auto class_id, class_or_other(tx, media.app, media.class_id));
  const std::string tags = joined_tags(media.tags);
  auto values = changing_values(media, tags);
  values[2] = class_id;
  values.insert(values.begin(), {stored(media.app), stored(media.id)});
  VOD_TRY(tx.run("INSERT INTO media(" MEDIA_COLUMNS ", size_bytes) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,"
                 " $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, " SIZE_OF_PATH("$8") ")",
                 values));
  note_media(tx, media.app, media.id);
  return add_words(tx, tx.last_insert_id(), words_of(media));
}

Done update_media(Transaction& tx, const Media& media) {
  VOD_TRY(const auto before, find_media(tx, media.app, media.id));
  if (!before) return error(ErrorCode::file_not_exist, media.id.text());
  VOD_TRY(const auto row, row_of(tx, media.app, media.id));
  const std::string tags = joined_tags(media.tags);
  auto values = changing_values(media, tags);
  values.emplace_back(row);
  VOD_TRY(
      tx.run("UPDATE media SET name = $1, description = $2, class_id = $3, type = $4, category = $5, path = $6,"
             " cover_path = $7, storage_region = $8, source_type = $9, source_context = $10, tags = $11,"
             " created_ms = $12, updated_ms = $13, expire_ms = $14, ingest = $15, metadata = $16, probe_code = $17,"
             " probe_detail = $18, key_frames = $19, has_original = $20, storage_class = $21, restored_until_ms = $22,"
             " is_forbidden = $23, subtitles = $24, size_bytes = " SIZE_OF_PATH("$6") " WHERE row = $25",
             values));
  note_media(tx, media.app, media.id);
  const std::string old_words = words_of(*before);
  const std::string new_words = words_of(media);
  if (old_words == new_words) return done();
  VOD_TRY(drop_words(tx, row, old_words));
  return add_words(tx, row, new_words);
}

Result<std::optional<Media>> find_media(ReadTransaction& tx, AppId app, FileId id) {
  std::optional<Media> media;
  VOD_TRY(tx.query("SELECT " MEDIA_COLUMNS " FROM media WHERE sub_app_id = $1 AND file_id = $2",
                   {stored(app), stored(id)}, [&](const SqlRow& row) { media = read_media(row); }));
  return media;
}

Result<std::optional<MediaAccess>> find_media_access(ReadTransaction& tx, AppId app, FileId id) {
  std::optional<MediaAccess> access;
  VOD_TRY(
      tx.query("SELECT storage_class, restored_until_ms, is_forbidden FROM media"
               " WHERE sub_app_id = $1 AND file_id = $2",
               {stored(app), stored(id)}, [&](const SqlRow& row) {
                 const auto storage = storage_class_of(row.text(0)).value_or(StorageClass::standard);
                 access = {row.integer(2) != 0, !is_archive(storage) || row.integer(1) != 0};
               }));
  return access;
}

Done erase_media(Transaction& tx, const Media& media) {
  VOD_TRY(const auto row, row_of(tx, media.app, media.id));
  if (row == 0) return done();
  VOD_TRY(const auto stored_media, find_media(tx, media.app, media.id));
  VOD_TRY(drop_words(tx, row, words_of(*stored_media)));
  VOD_TRY(tx.run("DELETE FROM media WHERE row = $1", {row}));
  note_media(tx, media.app, media.id);
  return done();
}

Result<std::vector<Media>> list_expired_media(ReadTransaction& tx, std::int64_t expired_before_ms, std::size_t limit) {
  std::vector<Media> expired;
  VOD_TRY(tx.query("SELECT " MEDIA_COLUMNS
                   " FROM media WHERE expire_ms > 0 AND expire_ms < $1 ORDER BY expire_ms LIMIT $2",
                   {expired_before_ms, static_cast<std::int64_t>(limit)},
                   [&](const SqlRow& row) { expired.push_back(read_media(row)); }));
  return expired;
}

}  // namespace vod::catalogue
