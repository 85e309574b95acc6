#include "engine/storage.h"

#include <algorithm>

#include "catalogue/events.h"
#include "catalogue/media.h"
#include "catalogue/storage_moves.h"
#include "model/errors.h"
#include "model/limits.h"
#include "wire/types.h"

namespace vod::engine {
namespace {

Done append_restored_event(Transaction& tx, Bells& bells, const StorageMove& move, std::int64_t now_ms) {
  wire::RestoreMediaTask restored;
  restored.FileId = move.file.text();
  restored.OriginalStorageClass = std::string(name_of(move.from));
  restored.TargetStorageClass = std::string(name_of(move.to));
  restored.RestoreTier = std::string(name_of(move.tier.value_or(RestoreTier::standard)));
  restored.RestoreDay = move.restore_days;
  restored.Status = 0;
  restored.Message = "SUCCESS";
  wire::EventContent content;
  content.EventType = std::string(event_row(EventType::restore_media_complete).wire_name);
  content.RestoreMediaCompleteEvent = std::move(restored);
  EventDraft draft;
  draft.app = move.app;
  draft.type = EventType::restore_media_complete;
  draft.file = move.file;
  draft.created_ms = now_ms;
  draft.body = wire::encode_text(content);
  VOD_TRY(catalogue::append_event(tx, bells, draft));
  return done();
}

Done finish(Transaction& tx, Bells& bells, Media media, const StorageMove& move, std::int64_t now_ms) {
  const auto end = at_end({media.storage_class, media.restored_until_ms, true}, move.to, move.restore_days, now_ms);
  media.storage_class = end.storage_class;
  media.restored_until_ms = end.restored_until_ms;
  media.updated_ms = now_ms;
  VOD_TRY(catalogue::update_media(tx, media));
  if (!is_archive(move.from)) return done();
  return append_restored_event(tx, bells, move, now_ms);
}

Done end_copy(Transaction& tx, Media media) {
  media.restored_until_ms = 0;
  return catalogue::update_media(tx, media);
}

}  // namespace

Done move_storage(Transaction& tx, Bells& bells, AppId app, FileId file, const StorageWish& wish,
                  const StorageDelays& delays, std::int64_t now_ms) {
  VOD_TRY(const auto media, catalogue::find_media(tx, app, file));
  if (!media) {
    return error(ErrorCode::file_not_exist, "FileIds", "FileIds: no media " + file.text() + " in this application.");
  }
  VOD_TRY(const bool has_move, catalogue::has_storage_move(tx, app, file));
  const auto way = way_of({media->storage_class, media->restored_until_ms, has_move}, wish, delays);
  if (!way) {
    Error refused = way.error();
    if (refused.subject == "FileIds") refused.detail = "FileIds: " + file.text() + ": " + refused.detail;
    return refused;
  }
  if (!way.value()) return done();
  const StorageWay& taken = *way.value();
  const StorageMove move{app,      file,       now_ms + taken.delay_ms, media->storage_class,
                         taken.to, taken.tier, taken.restore_days};
  if (taken.delay_ms == 0) return finish(tx, bells, *media, move, now_ms);
  VOD_TRY(catalogue::put_storage_move(tx, move));
  tx.on_commit([&bells] { bells.ring_all(catalogue::storage_bell); });
  return done();
}

StorageMover::StorageMover(Database& database, Bells& bells, const Clock& clock, Log& log)
    : database_(database), bells_(bells), log_(log), wall_minus_monotonic_ms_(clock.wall_ms() - clock.monotonic_ms()) {}

std::int64_t StorageMover::step(std::int64_t now_ms) {
  const std::int64_t wall_ms = now_ms + wall_minus_monotonic_ms_;
  const auto next = carry_out(wall_ms);
  if (!next) {
    log_.warn("moving media between storage classes failed, to be tried again: {}", message_of(next.error()));
    return now_ms + limits::storage_look_ms;
  }
  // "Never" would overflow by the other clock, where the wall's stands before the time that the machine has run.
  return now_ms + std::clamp<std::int64_t>(std::min(next.value(), wall_ms + limits::storage_look_ms) - wall_ms, 0,
                                           limits::storage_look_ms);
}

Result<std::int64_t> StorageMover::carry_out(std::int64_t wall_ms) {
  std::optional<std::int64_t> next;
  const auto look = [&](ReadTransaction& tx) -> Done {
    VOD_TRY(next, catalogue::next_storage_change_ms(tx));
    return done();
  };
  // The writer is asked only when something is due.
  VOD_TRY(database_.read(look));
  if (next.value_or(INT64_MAX) > wall_ms) return next.value_or(INT64_MAX);
  VOD_TRY(database_.write([&](Transaction& tx) -> Done {
    VOD_TRY(const auto due, catalogue::due_storage_moves(tx, wall_ms, limits::storage_moves_at_once));
    for (const StorageMove& move : due) {
      VOD_TRY(const auto media, catalogue::find_media(tx, move.app, move.file));
      VOD_TRY(catalogue::erase_storage_move(tx, move.app, move.file));
      if (!media) continue;
      VOD_TRY(finish(tx, bells_, *media, move, wall_ms));
    }
    VOD_TRY(const auto over, catalogue::list_over_restored(tx, wall_ms, limits::storage_moves_at_once));
    for (const Media& media : over) {
      VOD_TRY(end_copy(tx, media));
    }
    return look(tx);
  }));
  return next.value_or(INT64_MAX);
}

}  // namespace vod::engine
