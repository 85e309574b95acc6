#include "api/actions.h"
#include "api/checks.h"
#include "api/media_info.h"
#include "catalogue/media.h"

namespace vod::api {

Result<wire::DescribeMediaInfosResponse> answer(Context& context, const wire::DescribeMediaInfosRequest& request) {
  constexpr std::size_t files_max = 20;  // The cloud's limit.
  if (request.FileIds.empty()) {
    return error(ErrorCode::value_file_ids_empty, "FileIds", "FileIds: name at least one media.");
  }
  VOD_TRY(const auto filters, checked_media_filters(request.Filters));
  if (request.FileIds.size() > files_max) {
    return error(ErrorCode::value_file_ids_over_limit, "FileIds",
                 "FileIds: " + std::to_string(request.FileIds.size()) + " entries are more than the limit of 20.");
  }
  const auto url = public_url(context);
  wire::DescribeMediaInfosResponse response;
  VOD_TRY(context.world.database.read([&](ReadTransaction& tx) -> Done {
    response = {};
    for (const std::string& text : request.FileIds) {
      const auto id = FileId::parse(text);
      std::optional<Media> media;
      if (id) {
        VOD_TRY(media, catalogue::find_media(tx, context.app, *id));
      }
      if (!media) {
        response.NotExistFileIdSet.push_back(text);
        continue;
      }
      VOD_TRY(auto info, media_info(tx, *media, filters, url));
      response.MediaInfoSet.push_back(std::move(info));
    }
    return done();
  }));
  return response;
}

}  // namespace vod::api
