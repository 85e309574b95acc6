#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/media.h"
#include "model/storage_move.h"
#include "ports/database.h"

namespace vod::catalogue {

/// Writes the media's move.
Done put_storage_move(Transaction& tx, const StorageMove& move);
Done erase_storage_move(Transaction& tx, AppId app, FileId file);
Result<bool> has_storage_move(ReadTransaction& tx, AppId app, FileId file);
/// Up to `limit` moves that are due at `now_ms`, the longest due first.
Result<std::vector<StorageMove>> due_storage_moves(ReadTransaction& tx, std::int64_t now_ms, std::size_t limit);
/// When the next move is due, or the next restored copy over; nothing when there is none.
Result<std::optional<std::int64_t>> next_storage_change_ms(ReadTransaction& tx);
/// Up to `limit` media whose restored copy is over at `now_ms`.
Result<std::vector<Media>> list_over_restored(ReadTransaction& tx, std::int64_t now_ms, std::size_t limit);

/// Rings when a move was written.
inline constexpr const char* storage_bell = "storage moves";

}  // namespace vod::catalogue
