// Storage classes as a state machine without clock, database or media: what a wish becomes, and what a media is once
// its move is over. Between the four classes:
//
//   STANDARD <-> STANDARD_IA      by ModifyMediaStorageClass
//   both -> ARCHIVE, DEEP_ARCHIVE the same
//   ARCHIVE, DEEP_ARCHIVE -> STANDARD   the same: a retrieval for good
//   an archived media -> itself, readable for some days   by RestoreMedia
//
// Every way takes its time; meanwhile the media is what it was, and takes no other wish.
#pragma once

#include <cstdint>
#include <optional>

#include "base/result.h"
#include "model/settings.h"
#include "model/storage_class.h"

namespace vod::engine {

/// How long the ways take.
struct StorageDelays {
  std::int64_t change_ms = 0;
  std::int64_t archive_ms[3] = {};       // By RestoreTier.
  std::int64_t deep_archive_ms[3] = {};  // Expedited is not offered.

  static StorageDelays from(const Settings& settings);
};

/// What is known of a media.
struct StorageState {
  StorageClass storage_class = StorageClass::standard;
  /// 0 = no restored copy.
  std::int64_t restored_until_ms = 0;
  bool has_move = false;

  bool operator==(const StorageState&) const = default;
};

/// What is asked for: another class, or a copy for so many days.
struct StorageWish {
  std::optional<StorageClass> to;
  std::int64_t restore_days = 0;
  RestoreTier tier = RestoreTier::standard;
};

/// The way that a wish takes.
struct StorageWay {
  StorageClass to = StorageClass::standard;
  std::optional<RestoreTier> tier;
  std::int64_t restore_days = 0;
  std::int64_t delay_ms = 0;

  bool operator==(const StorageWay&) const = default;
};

/// Nothing when the media is of that class already. Errors: value_unsupported_transition, value_not_restorable,
/// value_unsupported_restore_tier; resource_unavailable while another move is on its way.
Result<std::optional<StorageWay>> way_of(const StorageState& state, const StorageWish& wish,
                                         const StorageDelays& delays);

/// The media at the way's end.
StorageState at_end(const StorageState& state, StorageClass to, std::int64_t restore_days, std::int64_t now_ms);

}  // namespace vod::engine
