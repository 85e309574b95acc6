#include "storage_clients.h"

#include <algorithm>

#include "catalogue/media.h"
#include "engine/storage.h"
#include "model/errors.h"
#include "model/file_ids.h"
#include "violation.h"

namespace vod::simulation {
namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t hour_ms = 60 * minute_ms;
constexpr std::int64_t day_ms = 24 * hour_ms;
constexpr std::int64_t restore_days_max = 2;

engine::StorageDelays delays() {
  return {.change_ms = 2 * hour_ms,
          .archive_ms = {90 * minute_ms, 4 * hour_ms, 8 * hour_ms},
          .deep_archive_ms = {0, 12 * hour_ms, 24 * hour_ms}};
}

// What the rules refuse was not done; after any other failure nobody knows.
bool is_refusal(const Error& problem) {
  return problem.code == ErrorCode::resource_unavailable || problem.code == ErrorCode::value_unsupported_transition ||
         problem.code == ErrorCode::value_not_restorable || problem.code == ErrorCode::value_unsupported_restore_tier;
}

}  // namespace

std::int64_t StorageClients::longest_ms() { return 24 * hour_ms + restore_days_max * day_ms; }

void StorageClients::store() {
  Stage& stage = stage_;
  Media media;
  media.app = stage.any_app();
  media.id = new_file_id(stage.random);
  media.name = "stored";
  media.type = "mp4";
  media.category = "Video";
  media.created_ms = media.updated_ms = stage.clock.wall_ms();
  media.storage_class = static_cast<StorageClass>(stage.chance.below(storage_class_names.size()));
  const Done written = stage.database.write([&](Transaction& tx) { return catalogue::insert_media(tx, media); });
  stage.trace.add("media {} of class {}: {}", media.id.text(), name_of(media.storage_class), written.has_value());
  if (!written) return;
  kept_.push_back(
      {.app = media.app, .file = media.id, .storage_class = media.storage_class, .class_before = media.storage_class});
}

void StorageClients::move() {
  Kept* const kept = any_kept();
  if (kept == nullptr) return;
  engine::StorageWish wish;
  wish.to = static_cast<StorageClass>(stage_.chance.below(storage_class_names.size()));
  wish.tier = static_cast<RestoreTier>(stage_.chance.below(restore_tier_names.size()));
  ask(*kept, wish);
}

void StorageClients::restore() {
  Kept* const kept = any_kept();
  if (kept == nullptr) return;
  engine::StorageWish wish;
  wish.restore_days = stage_.chance.between(1, restore_days_max);
  wish.tier = static_cast<RestoreTier>(stage_.chance.below(restore_tier_names.size()));
  ask(*kept, wish);
}

void StorageClients::ask(Kept& kept, const engine::StorageWish& wish) {
  Stage& stage = stage_;
  // Until there is an answer.
  const bool was_unsure = std::exchange(kept.is_unsure, true);
  const Seen before = look(kept);
  const Done written = stage.database.write([&](Transaction& tx) {
    return engine::move_storage(tx, stage.run->bells(), kept.app, kept.file, wish, delays(), stage.clock.wall_ms());
  });
  stage.trace.add("media {} asks for {}: {}", kept.file.text(), wish.to ? name_of(*wish.to) : "a copy",
                  written.has_value());
  if (!written && !is_refusal(written.error())) return;
  kept.is_unsure = was_unsure;
  if (!written || was_unsure) return;
  // One that is under way refuses others, so what was accepted before has ended.
  const StorageClass from = before.storage_class;
  if (wish.to == from) return;
  if (from != kept.storage_class) {
    violated("I7 storage", "media {} is {} and took a wish before it was {}", kept.file.text(), name_of(from),
             name_of(kept.storage_class));
  }
  Wish accepted{.wish = wish, .leaves_archive = is_archive(from)};
  const auto way = engine::way_of({from, before.restored_until_ms, false}, wish, delays());
  accepted.due_ms = stage.clock.monotonic_ms() + way.value()->delay_ms;
  const std::int64_t earlier_ms = kept.last && !wish.to ? kept.last->copy_ends_ms : 0;
  if (!wish.to) accepted.copy_ends_ms = std::max(earlier_ms, accepted.due_ms + wish.restore_days * day_ms);
  kept.class_before = from;
  kept.storage_class = wish.to.value_or(from);
  kept.last = accepted;
  if (accepted.leaves_archive) ++kept.retrievals;
}

StorageClients::Seen StorageClients::look(const Kept& kept) const {
  Seen seen;
  const auto app = static_cast<std::int64_t>(kept.app.value);
  const auto file = static_cast<std::int64_t>(kept.file.value);
  (void)stage_.database.look(
      "SELECT storage_class, restored_until_ms FROM media WHERE sub_app_id = $1 AND file_id = $2", {app, file},
      [&](const SqlRow& row) {
        seen.is_there = true;
        seen.storage_class = storage_class_of(row.text(0)).value_or(StorageClass::standard);
        seen.restored_until_ms = row.integer(1);
      });
  (void)stage_.database.look("SELECT COUNT(*) FROM events WHERE type = 8 AND file_id = $1", {file},
                             [&](const SqlRow& row) { seen.events = static_cast<std::uint64_t>(row.integer(0)); });
  (void)stage_.database.look("SELECT 1 FROM storage_moves WHERE sub_app_id = $1 AND file_id = $2", {app, file},
                             [&](const SqlRow&) { seen.has_move = true; });
  return seen;
}

void StorageClients::check() const {
  const std::int64_t now_ms = stage_.clock.monotonic_ms();
  for (const Kept& kept : kept_) {
    if (kept.is_unsure || !kept.last) continue;
    const Wish& last = *kept.last;
    const Seen seen = look(kept);
    const bool is_due = last.due_ms <= now_ms;
    const std::uint64_t least = kept.retrievals - (last.leaves_archive ? 1 : 0);
    const std::uint64_t most = is_due ? kept.retrievals : least;
    if (seen.events < least || seen.events > most) {
      violated("I7 storage events", "media {} has {} ends of retrievals instead of {} to {}", kept.file.text(),
               seen.events, least, most);
    }
    if (!is_due && seen.storage_class != kept.class_before) {
      violated("I7 storage early", "media {} is {} before its time", kept.file.text(), name_of(seen.storage_class));
    }
    const bool has_copy = seen.events == kept.retrievals && last.copy_ends_ms > now_ms;
    if (has_copy && is_due && seen.restored_until_ms == 0) {
      violated("I7 storage early", "the restored copy of media {} ended before its time", kept.file.text());
    }
  }
}

void StorageClients::check_ended() const {
  for (const Kept& kept : kept_) {
    const Seen seen = look(kept);
    if (!seen.is_there) violated("I6 media lost", "media {} is gone", kept.file.text());
    if (seen.has_move) violated("I7 storage stuck", "media {} never arrives", kept.file.text());
    if (seen.restored_until_ms != 0) violated("I7 storage stuck", "the copy of media {} never ends", kept.file.text());
    if (seen.events < kept.retrievals || (!kept.is_unsure && seen.events > kept.retrievals)) {
      violated("I7 storage events", "media {} has {} ends of retrievals instead of {}", kept.file.text(), seen.events,
               kept.retrievals);
    }
    if (!kept.is_unsure && seen.storage_class != kept.storage_class) {
      violated("I7 storage", "media {} is {} instead of {}", kept.file.text(), name_of(seen.storage_class),
               name_of(kept.storage_class));
    }
  }
}

}  // namespace vod::simulation
