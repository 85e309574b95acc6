#include "api/actions.h"
#include "api/file_sets.h"
#include "catalogue/media.h"

namespace vod::api {

Result<wire::ForbidMediaDistributionResponse> answer(Context& context,
                                                     const wire::ForbidMediaDistributionRequest& request) {
  constexpr std::size_t files_max = 20;  // The cloud's limit.
  VOD_TRY(const auto files, check::file_set(request.FileIds, files_max, ErrorCode::value_file_ids_too_many));
  VOD_TRY(check::one_of(request.Operation, {"forbid", "recover"}, ErrorCode::value_operation, "Operation"));
  const bool is_forbidden = request.Operation == "forbid";
  wire::ForbidMediaDistributionResponse response;
  VOD_TRY(context.world.database.write([&](Transaction& tx) -> Done {
    response = {};
    for (const FileId file : files) {
      VOD_TRY(auto media, catalogue::find_media(tx, context.app, file));
      if (!media) {
        response.NotExistFileIdSet.push_back(file.text());
      } else if (media->is_forbidden != is_forbidden) {
        media->is_forbidden = is_forbidden;
        media->updated_ms = context.now_ms;
        VOD_TRY(catalogue::update_media(tx, *media));
      }
    }
    return done();
  }));
  return response;
}

}  // namespace vod::api
