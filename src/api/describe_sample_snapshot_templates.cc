#include "api/actions.h"
#include "api/template_list.h"

namespace vod::api {

Result<wire::DescribeSampleSnapshotTemplatesResponse> answer(
    Context& context, const wire::DescribeSampleSnapshotTemplatesRequest& request) {
  VOD_TRY(auto page, templates::describe<wire::SampleSnapshotTemplate>(context, request));
  wire::DescribeSampleSnapshotTemplatesResponse response;
  response.TotalCount = page.total;
  response.SampleSnapshotTemplateSet = std::move(page.views);
  return response;
}

}  // namespace vod::api
