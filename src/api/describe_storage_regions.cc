#include "api/actions.h"
#include "api/checks.h"
#include "model/paths.h"

namespace vod::api {

Result<wire::DescribeStorageRegionsResponse> answer(Context&, const wire::DescribeStorageRegionsRequest&) {
  wire::StorageRegionInfo region;
  region.Region = std::string(default_storage_region);
  region.Description = "This server";
  region.Status = "opened";
  region.IsDefault = true;
  region.Area = "Chinese Mainland";
  wire::DescribeStorageRegionsResponse response;
  response.StorageRegionInfos.push_back(std::move(region));
  return response;
}

}  // namespace vod::api
