#include "api/actions.h"
#include "api/file_sets.h"
#include "api/storage_wishes.h"
#include "model/limits.h"

namespace vod::api {

Result<wire::RestoreMediaResponse> answer(Context& context, const wire::RestoreMediaRequest& request) {
  constexpr std::size_t files_max = 100;  // The cloud's limit.
  VOD_TRY(const auto files, check::file_set(request.FileIds, files_max, ErrorCode::value_file_ids));
  engine::StorageWish wish;
  VOD_TRY(wish.restore_days, check::number(std::optional(request.RestoreDay), 0, 1, limits::restore_days_max,
                                           ErrorCode::value_restore_day, "RestoreDay"));
  VOD_TRY(wish.tier, checked_tier(request.RestoreTier));
  VOD_TRY(move_all(context, files, wish));
  return wire::RestoreMediaResponse{};
}

}  // namespace vod::api
