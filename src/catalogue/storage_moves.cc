#include "catalogue/storage_moves.h"

#include "catalogue/media_row.h"
#include "catalogue/values.h"
#include "wire/types.h"

namespace vod::catalogue {
namespace {

// The stored form is the event's: it needs no reading to be told.
std::string detail_of(const StorageMove& move) {
  wire::RestoreMediaTask task;
  task.OriginalStorageClass = std::string(name_of(move.from));
  task.TargetStorageClass = std::string(name_of(move.to));
  if (move.tier) task.RestoreTier = std::string(name_of(*move.tier));
  task.RestoreDay = move.restore_days;
  return wire::encode_text(task);
}

Result<StorageMove> read_move(const SqlRow& row) {
  StorageMove move;
  move.app = app_at(row, 0);
  move.file = file_at(row, 1);
  move.due_ms = row.integer(2);
  VOD_TRY(const auto task, wire::decode_answer<wire::RestoreMediaTask>(row.text(3)));
  move.from = storage_class_of(task.OriginalStorageClass.value_or("")).value_or(StorageClass::standard);
  move.to = storage_class_of(task.TargetStorageClass.value_or("")).value_or(StorageClass::standard);
  move.tier = restore_tier_of(task.RestoreTier.value_or(""));
  move.restore_days = task.RestoreDay.value_or(0);
  return move;
}

}  // namespace

Done put_storage_move(Transaction& tx, const StorageMove& move) {
  const std::string detail = detail_of(move);
  VOD_TRY(tx.run("INSERT INTO storage_moves(sub_app_id, file_id, due_ms, detail) VALUES($1, $2, $3, $4)",
                 {stored(move.app), stored(move.file), move.due_ms, stored(detail)}));
  return done();
}

Done erase_storage_move(Transaction& tx, AppId app, FileId file) {
  VOD_TRY(tx.run("DELETE FROM storage_moves WHERE sub_app_id = $1 AND file_id = $2", {stored(app), stored(file)}));
  return done();
}

Result<bool> has_storage_move(ReadTransaction& tx, AppId app, FileId file) {
  bool found = false;
  VOD_TRY(tx.query("SELECT 1 FROM storage_moves WHERE sub_app_id = $1 AND file_id = $2", {stored(app), stored(file)},
                   [&](const SqlRow&) { found = true; }));
  return found;
}

Result<std::vector<StorageMove>> due_storage_moves(ReadTransaction& tx, std::int64_t now_ms, std::size_t limit) {
  std::vector<StorageMove> moves;
  Done read = done();
  VOD_TRY(
      tx.query("SELECT sub_app_id, file_id, due_ms, detail FROM storage_moves WHERE due_ms <= $1"
               " ORDER BY due_ms LIMIT $2",
               {now_ms, static_cast<std::int64_t>(limit)}, [&](const SqlRow& row) {
                 auto move = read_move(row);
                 if (move) {
                   moves.push_back(move.value());
                 } else {
                   read = move.error();
                 }
               }));
  VOD_TRY(std::move(read));
  return moves;
}

Result<std::optional<std::int64_t>> next_storage_change_ms(ReadTransaction& tx) {
  std::optional<std::int64_t> next;
  for (const char* sql :
       {"SELECT due_ms FROM storage_moves ORDER BY due_ms LIMIT 1",
        "SELECT restored_until_ms FROM media WHERE restored_until_ms > 0 ORDER BY restored_until_ms LIMIT 1"}) {
    VOD_TRY(tx.query(sql, {}, [&](const SqlRow& row) { next = std::min(next.value_or(INT64_MAX), row.integer(0)); }));
  }
  return next;
}

Result<std::vector<Media>> list_over_restored(ReadTransaction& tx, std::int64_t now_ms, std::size_t limit) {
  std::vector<Media> over;
  VOD_TRY(tx.query("SELECT " MEDIA_COLUMNS
                   " FROM media WHERE restored_until_ms > 0 AND restored_until_ms <= $1 ORDER BY restored_until_ms"
                   " LIMIT $2",
                   {now_ms, static_cast<std::int64_t>(limit)},
                   [&](const SqlRow& row) { over.push_back(read_media(row)); }));
  return over;
}

}  // namespace vod::catalogue
