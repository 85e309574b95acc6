#include "engine/storage_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/errors.h"

namespace vod::engine {
namespace {

constexpr std::int64_t second_ms = 1'000;
constexpr std::int64_t day_ms = 86'400'000;

Result<std::int64_t> retrieval_ms(StorageClass from, RestoreTier tier, const StorageDelays& delays) {
  const auto at = static_cast<std::size_t>(tier);
  if (from == StorageClass::archive) return delays.archive_ms[at];
  if (tier != RestoreTier::expedited) return delays.deep_archive_ms[at];
  return error(ErrorCode::value_unsupported_restore_tier, "RestoreTier",
               "RestoreTier: DEEP_ARCHIVE has Standard and Bulk, not Expedited.");
}

Result<std::optional<StorageWay>> retrieval(const StorageState& state, const StorageWish& wish, StorageClass to,
                                            const StorageDelays& delays) {
  VOD_TRY(const auto takes_ms, retrieval_ms(state.storage_class, wish.tier, delays));
  // What was restored already is there: nothing has to be fetched.
  const bool is_there = state.restored_until_ms != 0;
  return std::optional(StorageWay{to, wish.tier, wish.restore_days, is_there ? 0 : takes_ms});
}

}  // namespace

StorageDelays StorageDelays::from(const Settings& settings) {
  return {settings.storage_change_s * second_ms,
          {settings.storage_archive_expedited_s * second_ms, settings.storage_archive_standard_s * second_ms,
           settings.storage_archive_bulk_s * second_ms},
          {0, settings.storage_deep_archive_standard_s * second_ms, settings.storage_deep_archive_bulk_s * second_ms}};
}

Result<std::optional<StorageWay>> way_of(const StorageState& state, const StorageWish& wish,
                                         const StorageDelays& delays) {
  const StorageClass from = state.storage_class;
  if (!wish.to && !is_archive(from)) {
    return error(ErrorCode::value_not_restorable, "FileIds",
                 fmt::format("its storage class is {}: there is nothing to restore.", name_of(from)));
  }
  if (state.has_move) {
    return error(ErrorCode::resource_unavailable, "FileIds",
                 "it is on its way to another storage class, or being retrieved.");
  }
  if (!wish.to) return retrieval(state, wish, from, delays);
  if (*wish.to == from) return std::optional<StorageWay>();
  if (!is_archive(from)) return std::optional(StorageWay{*wish.to, {}, 0, delays.change_ms});
  if (*wish.to == StorageClass::standard) return retrieval(state, wish, StorageClass::standard, delays);
  return error(
      ErrorCode::value_unsupported_transition, "StorageClass",
      fmt::format("StorageClass: from {} a media goes to STANDARD only, not to {}.", name_of(from), name_of(*wish.to)));
}

StorageState at_end(const StorageState& state, StorageClass to, std::int64_t restore_days, std::int64_t now_ms) {
  StorageState end{to, 0, false};
  // A second retrieval never shortens the first one's copy.
  if (restore_days > 0) end.restored_until_ms = std::max(state.restored_until_ms, now_ms + restore_days * day_ms);
  return end;
}

}  // namespace vod::engine
