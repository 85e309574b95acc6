#include "api/actions.h"
#include "api/template_list.h"

namespace vod::api {

Result<wire::DescribeImageSpriteTemplatesResponse> answer(Context& context,
                                                          const wire::DescribeImageSpriteTemplatesRequest& request) {
  VOD_TRY(auto page, templates::describe<wire::ImageSpriteTemplate>(context, request));
  wire::DescribeImageSpriteTemplatesResponse response;
  response.TotalCount = page.total;
  response.ImageSpriteTemplateSet = std::move(page.views);
  return response;
}

}  // namespace vod::api
