#include "catalogue/object_parts.h"

namespace vod::catalogue {
namespace {

#define VOD_PART_COLUMNS "upload_id, number, blob_id, size_bytes, md5, crc64, created_ms"

PartRow part_of(const SqlRow& row) {
  PartRow part;
  part.upload_id = row.text(0);
  part.number = row.integer(1);
  part.blob.value = row.text(2);
  part.size_bytes = static_cast<std::uint64_t>(row.integer(3));
  part.md5 = row.text(4);
  part.crc64 = static_cast<std::uint64_t>(row.integer(5));
  part.created_ms = row.integer(6);
  return part;
}

}  // namespace

Result<std::optional<PartRow>> find_part(ReadTransaction& tx, std::string_view upload_id, std::int64_t number) {
  std::optional<PartRow> found;
  VOD_TRY(tx.query("SELECT " VOD_PART_COLUMNS " FROM object_parts WHERE upload_id = $1 AND number = $2",
                   {upload_id, number}, [&](const SqlRow& row) { found = part_of(row); }));
  return found;
}

Done save_part(Transaction& tx, const PartRow& part) {
  VOD_TRY(tx.run("INSERT INTO object_parts(" VOD_PART_COLUMNS
                 ") VALUES($1, $2, $3, $4, $5, $6, $7) ON CONFLICT(upload_id, number) DO UPDATE SET"
                 " blob_id = excluded.blob_id, size_bytes = excluded.size_bytes, md5 = excluded.md5,"
                 " crc64 = excluded.crc64, created_ms = excluded.created_ms",
                 {part.upload_id, part.number, part.blob.value, static_cast<std::int64_t>(part.size_bytes), part.md5,
                  static_cast<std::int64_t>(part.crc64), part.created_ms}));
  return done();
}

Done erase_part(Transaction& tx, std::string_view upload_id, std::int64_t number) {
  VOD_TRY(tx.run("DELETE FROM object_parts WHERE upload_id = $1 AND number = $2", {upload_id, number}));
  return done();
}

Result<std::vector<PartRow>> parts_of(ReadTransaction& tx, std::string_view upload_id, std::int64_t after,
                                      std::size_t limit) {
  std::vector<PartRow> parts;
  VOD_TRY(tx.query(
      "SELECT " VOD_PART_COLUMNS " FROM object_parts WHERE upload_id = $1 AND number > $2 ORDER BY number LIMIT $3",
      {upload_id, after, static_cast<std::int64_t>(limit)}, [&](const SqlRow& row) { parts.push_back(part_of(row)); }));
  return parts;
}

}  // namespace vod::catalogue
