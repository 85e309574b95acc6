#include "engine/sweep.h"

#include <algorithm>

#include "catalogue/credentials.h"
#include "engine/objects_rules.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::engine {

Sweep::Sweep(Database& database, Blobs& blobs, Objects& objects, BlobTrash& trash, const Clock& clock, Log& log)
    : database_(database),
      blobs_(blobs),
      objects_(objects),
      trash_(trash),
      clock_(clock),
      log_(log),
      wall_minus_monotonic_ms_(clock.wall_ms() - clock.monotonic_ms()) {}

std::int64_t Sweep::step(std::int64_t now_ms) {
  empty_trash();
  if (!is_in_round_ && now_ms < next_round_ms_) return std::min(next_round_ms_, now_ms + limits::sweep_trash_ms);

  const auto looked = [&]() -> Result<bool> {
    if (!is_in_round_) {
      is_in_round_ = true;
      ++round_;
      cursor_.clear();
      VOD_TRY(end_what_is_over());
    }
    return look_at_blobs(now_ms);
  }();
  if (!looked) log_.warn("Sweeping stopped for now: {}", message_of(looked.error()));
  if (looked && !looked.value()) return now_ms + limits::sweep_step_ms;

  is_in_round_ = false;
  next_round_ms_ = now_ms + limits::sweep_round_ms;
  return now_ms + limits::sweep_trash_ms;
}

void Sweep::empty_trash() {
  for (const BlobId& blob : trash_.take(limits::sweep_blobs_at_once)) {
    // A clip of an HLS media names the same segments. Its rows were there before those that are gone, or there are
    // none.
    bool is_named = true;
    const Done looked = database_.read([&](ReadTransaction& tx) -> Done {
      VOD_TRY(is_named, catalogue::is_blob_named(tx, blob));
      return done();
    });
    // What can't be looked at now is an orphan that a later round finds.
    if (!looked || is_named) continue;
    const Done removed = blobs_.remove(blob);
    // It is an orphan now, and a later round tries again.
    if (!removed) log_.warn("Blob {} could not be removed: {}", blob.value, message_of(removed.error()));
  }
}

Done Sweep::end_what_is_over() {
  const std::int64_t age_now_ms = clock_.monotonic_ms() + wall_minus_monotonic_ms_;
  std::vector<catalogue::UploadRow> over;
  std::vector<catalogue::UploadRow> discarded;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(over, catalogue::uploads_before(tx, catalogue::UploadState::open, age_now_ms - limits::upload_session_ms,
                                            limits::sweep_blobs_at_once));
    VOD_TRY(const auto useless, catalogue::uploads_without_object(tx, limits::sweep_blobs_at_once));
    over.insert(over.end(), useless.begin(), useless.end());
    VOD_TRY(discarded,
            catalogue::uploads_before(tx, catalogue::UploadState::discarded, INT64_MAX, limits::sweep_blobs_at_once));
    return done();
  }));
  VOD_TRY(discard(over));
  for (const auto& upload : discarded) {
    VOD_TRY(objects_.remove_parts(upload.upload_id));
  }
  VOD_TRY(database_.write([&](Transaction& tx) -> Done {
    VOD_TRY(catalogue::erase_credentials_before(tx, age_now_ms, limits::sweep_blobs_at_once));
    return done();
  }));
  return drop_abandoned_objects(age_now_ms - limits::abandoned_object_ms);
}

Done Sweep::discard(const std::vector<catalogue::UploadRow>& uploads) {
  for (const auto& upload : uploads) {
    VOD_TRY(database_.write([&](Transaction& tx) -> Done {
      VOD_TRY(const auto now, catalogue::find_upload(tx, upload.upload_id));
      if (!now || now->state != upload.state) return done();  // Completed meanwhile.
      return catalogue::set_upload_state(tx, upload.upload_id, catalogue::UploadState::discarded);
    }));
    VOD_TRY(objects_.remove_parts(upload.upload_id));
  }
  return done();
}

Done Sweep::drop_abandoned_objects(std::int64_t before_ms) {
  return database_.write([&](Transaction& tx) -> Done {
    VOD_TRY(const auto objects, catalogue::abandoned_objects(tx, before_ms, limits::sweep_blobs_at_once));
    std::vector<BlobId> blobs;
    for (const auto& object : objects) {
      VOD_TRY(const auto more, let_go(tx, object));
      blobs.insert(blobs.end(), more.begin(), more.end());
      VOD_TRY(catalogue::erase_object(tx, object.path));
    }
    tx.on_commit([this, blobs = std::move(blobs)] { trash_.add(blobs); });
    return done();
  });
}

Result<bool> Sweep::look_at_blobs(std::int64_t now_ms) {
  VOD_TRY(const auto ids, blobs_.list(cursor_, limits::sweep_blobs_at_once));
  if (ids.empty()) {
    std::erase_if(suspects_, [this](const auto& entry) { return entry.second.round != round_; });
    return true;
  }
  cursor_ = ids.back().value;
  std::vector<BlobId> unnamed;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    for (const BlobId& id : ids) {
      VOD_TRY(const bool is_named, catalogue::is_blob_named(tx, id));
      if (!is_named) unnamed.push_back(id);
    }
    return done();
  }));
  for (const BlobId& id : unnamed) {
    auto suspect = suspects_.find(id.value);
    if (suspect == suspects_.end()) {
      if (suspects_.size() < limits::sweep_candidates_max) suspects_.emplace(id.value, Suspect{now_ms, round_});
      continue;
    }
    suspect->second.round = round_;
    if (now_ms - suspect->second.since_ms < limits::sweep_grace_ms || trash_.is_held()) continue;
    VOD_TRY(blobs_.remove(id));
    log_.info("Removed blob {}, which no row names.", id.value);
    suspects_.erase(suspect);
  }
  // A suspect that has got its row is forgotten at the round's end, since this round did not count it.
  return false;
}

}  // namespace vod::engine
