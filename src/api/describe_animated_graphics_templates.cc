#include "api/actions.h"
#include "api/template_list.h"

namespace vod::api {

Result<wire::DescribeAnimatedGraphicsTemplatesResponse> answer(
    Context& context, const wire::DescribeAnimatedGraphicsTemplatesRequest& request) {
  VOD_TRY(auto page, templates::describe<wire::AnimatedGraphicsTemplate>(context, request));
  wire::DescribeAnimatedGraphicsTemplatesResponse response;
  response.TotalCount = page.total;
  response.AnimatedGraphicsTemplateSet = std::move(page.views);
  return response;
}

}  // namespace vod::api
