#include "catalogue/objects.h"

#include "base/check.h"

namespace vod::catalogue {
namespace {

#define VOD_OBJECT_COLUMNS \
  "path, sub_app_id, file_id, blob_id, size_bytes, crc64, etag, content_type, created_ms, upload_id, sealed"

ObjectRow object_of(const SqlRow& row) {
  ObjectRow object;
  object.path = row.text(0);
  object.app.value = static_cast<std::uint64_t>(row.integer(1));
  object.file.value = static_cast<std::uint64_t>(row.integer(2));
  if (!row.is_null(3)) object.blob = BlobId{std::string(row.text(3))};
  object.size_bytes = static_cast<std::uint64_t>(row.integer(4));
  object.crc64 = static_cast<std::uint64_t>(row.integer(5));
  object.etag = row.text(6);
  object.content_type = row.text(7);
  object.created_ms = row.integer(8);
  object.upload_id = row.text(9);
  object.is_sealed = row.integer(10) != 0;
  return object;
}

SqlValue text_or_null(std::string_view text) {
  if (text.empty()) return nullptr;
  return text;
}

/// The first text that comes after everything that begins with `folder`, which ends with "/".
std::string end_of(std::string_view folder) {
  VOD_CHECK(!folder.empty() && folder.back() == '/');
  std::string end(folder);
  end.back() = '/' + 1;
  return end;
}

}  // namespace

Result<std::optional<ObjectRow>> find_object(ReadTransaction& tx, std::string_view path) {
  std::optional<ObjectRow> found;
  VOD_TRY(tx.query("SELECT " VOD_OBJECT_COLUMNS " FROM objects WHERE path = $1", {path},
                   [&](const SqlRow& row) { found = object_of(row); }));
  return found;
}

Done save_object(Transaction& tx, const ObjectRow& object) {
  VOD_TRY(
      tx.run("INSERT INTO objects(" VOD_OBJECT_COLUMNS ") VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
             " ON CONFLICT(path) DO UPDATE SET sub_app_id = excluded.sub_app_id, file_id = excluded.file_id,"
             " blob_id = excluded.blob_id, size_bytes = excluded.size_bytes, crc64 = excluded.crc64,"
             " etag = excluded.etag, content_type = excluded.content_type, created_ms = excluded.created_ms,"
             " upload_id = excluded.upload_id, sealed = excluded.sealed",
             {object.path, static_cast<std::int64_t>(object.app.value), static_cast<std::int64_t>(object.file.value),
              text_or_null(object.blob ? object.blob->value : std::string_view()),
              static_cast<std::int64_t>(object.size_bytes), static_cast<std::int64_t>(object.crc64), object.etag,
              object.content_type, object.created_ms, text_or_null(object.upload_id),
              std::int64_t{object.is_sealed ? 1 : 0}}));
  return done();
}

Result<bool> set_object_blob(Transaction& tx, std::string_view path, std::string_view upload_id, const BlobId& blob) {
  VOD_TRY(const auto changed,
          tx.run("UPDATE objects SET blob_id = $1 WHERE path = $2 AND upload_id = $3 AND blob_id IS NULL",
                 {blob.value, path, upload_id}));
  return changed == 1;
}

Done erase_object(Transaction& tx, std::string_view path) {
  VOD_TRY(tx.run("DELETE FROM objects WHERE path = $1", {path}));
  return done();
}

Result<std::vector<ObjectRow>> objects_below(ReadTransaction& tx, std::string_view folder, std::string_view cursor,
                                             std::size_t limit) {
  const std::string end = end_of(folder);
  std::vector<ObjectRow> objects;
  VOD_TRY(tx.query("SELECT " VOD_OBJECT_COLUMNS " FROM objects WHERE path > $1 AND path < $2 ORDER BY path LIMIT $3",
                   {cursor > folder ? cursor : folder, end, static_cast<std::int64_t>(limit)},
                   [&](const SqlRow& row) { objects.push_back(object_of(row)); }));
  return objects;
}

Result<std::vector<ObjectRow>> objects_to_join(ReadTransaction& tx, std::size_t limit) {
  std::vector<ObjectRow> objects;
  VOD_TRY(
      tx.query("SELECT o.path, o.sub_app_id, o.file_id, o.blob_id, o.size_bytes, o.crc64, o.etag, o.content_type,"
               " o.created_ms, o.upload_id, o.sealed FROM object_uploads u JOIN objects o ON o.path = u.path"
               " WHERE u.state = 1 AND o.blob_id IS NULL AND o.upload_id = u.upload_id"
               " ORDER BY u.created_ms LIMIT $1",
               {static_cast<std::int64_t>(limit)}, [&](const SqlRow& row) { objects.push_back(object_of(row)); }));
  return objects;
}

Result<std::vector<ObjectRow>> abandoned_objects(ReadTransaction& tx, std::int64_t before_ms, std::size_t limit) {
  std::vector<ObjectRow> objects;
  VOD_TRY(tx.query("SELECT " VOD_OBJECT_COLUMNS " FROM objects o WHERE sealed = 0 AND created_ms < $1 AND NOT EXISTS"
                   " (SELECT 1 FROM media m WHERE m.sub_app_id = o.sub_app_id AND m.file_id = o.file_id)"
                   " ORDER BY created_ms LIMIT $2",
                   {before_ms, static_cast<std::int64_t>(limit)},
                   [&](const SqlRow& row) { objects.push_back(object_of(row)); }));
  return objects;
}

Result<std::int64_t> seal_objects(Transaction& tx, std::string_view folder) {
  return tx.run("UPDATE objects SET sealed = 1 WHERE path > $1 AND path < $2", {folder, end_of(folder)});
}

Result<bool> is_blob_named(ReadTransaction& tx, const BlobId& blob) {
  // Every table with a blob_id column has its place here; blob_refs_test compares this list with the schema.
  bool named = false;
  VOD_TRY(tx.query("SELECT 1 FROM objects WHERE blob_id = $1 UNION ALL SELECT 1 FROM object_parts WHERE blob_id = $1",
                   {blob.value}, [&](const SqlRow&) { named = true; }));
  return named;
}

Result<std::vector<NamedBlob>> named_blobs(ReadTransaction& tx, const BlobId& after, std::size_t limit) {
  // The same tables.
  std::vector<NamedBlob> blobs;
  VOD_TRY(
      tx.query("SELECT blob_id, size_bytes FROM"
               " (SELECT * FROM (SELECT blob_id, size_bytes FROM objects WHERE blob_id > $1 ORDER BY blob_id LIMIT $2)"
               " UNION ALL SELECT * FROM"
               " (SELECT blob_id, size_bytes FROM object_parts WHERE blob_id > $1 ORDER BY blob_id LIMIT $2))"
               " ORDER BY blob_id LIMIT $2",
               {after.value, static_cast<std::int64_t>(limit)}, [&](const SqlRow& row) {
                 blobs.push_back({{std::string(row.text(0))}, static_cast<std::uint64_t>(row.integer(1))});
               }));
  return blobs;
}

}  // namespace vod::catalogue
