#include "api/actions.h"
#include "api/template_list.h"

namespace vod::api {

Result<wire::DescribeSnapshotByTimeOffsetTemplatesResponse> answer(
    Context& context, const wire::DescribeSnapshotByTimeOffsetTemplatesRequest& request) {
  VOD_TRY(auto page, templates::describe<wire::SnapshotByTimeOffsetTemplate>(context, request));
  wire::DescribeSnapshotByTimeOffsetTemplatesResponse response;
  response.TotalCount = page.total;
  response.SnapshotByTimeOffsetTemplateSet = std::move(page.views);
  return response;
}

}  // namespace vod::api
