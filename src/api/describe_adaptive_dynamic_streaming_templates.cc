#include "api/actions.h"
#include "api/template_list.h"

namespace vod::api {

Result<wire::DescribeAdaptiveDynamicStreamingTemplatesResponse> answer(
    Context& context, const wire::DescribeAdaptiveDynamicStreamingTemplatesRequest& request) {
  VOD_TRY(auto page, templates::describe<wire::AdaptiveDynamicStreamingTemplate>(context, request));
  wire::DescribeAdaptiveDynamicStreamingTemplatesResponse response;
  response.TotalCount = page.total;
  response.AdaptiveDynamicStreamingTemplateSet = std::move(page.views);
  return response;
}

}  // namespace vod::api
