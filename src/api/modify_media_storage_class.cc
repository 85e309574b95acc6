#include "api/actions.h"
#include "api/file_sets.h"
#include "api/storage_wishes.h"

namespace vod::api {

Result<wire::ModifyMediaStorageClassResponse> answer(Context& context,
                                                     const wire::ModifyMediaStorageClassRequest& request) {
  constexpr std::size_t files_max = 100;  // The cloud's limit.
  VOD_TRY(const auto files, check::file_set(request.FileIds, files_max, ErrorCode::value_file_ids));
  VOD_TRY(check::one_of(request.StorageClass, {"STANDARD", "STANDARD_IA", "ARCHIVE", "DEEP_ARCHIVE"},
                        ErrorCode::value_storage_class, "StorageClass"));
  engine::StorageWish wish;
  wish.to = storage_class_of(request.StorageClass);
  VOD_TRY(wish.tier, checked_tier(request.RestoreTier));
  VOD_TRY(move_all(context, files, wish));
  return wire::ModifyMediaStorageClassResponse{};
}

}  // namespace vod::api
