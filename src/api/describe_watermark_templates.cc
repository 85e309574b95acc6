#include "api/actions.h"
#include "api/template_list.h"

namespace vod::api {

// There are no preset watermarks; Type filters by what is drawn.
Result<wire::DescribeWatermarkTemplatesResponse> answer(Context& context,
                                                        const wire::DescribeWatermarkTemplatesRequest& request) {
  const std::string type = request.Type.value_or("");
  VOD_TRY(check::one_of(type, {"", "image", "text", "svg"}, ErrorCode::value_type, "Type"));
  VOD_TRY(const auto query, templates::list_query(request));
  VOD_TRY(auto page, templates::list<wire::WatermarkTemplate>(context, query, [&](const wire::WatermarkTemplate& view) {
            return type.empty() || view.Type == type;
          }));
  wire::DescribeWatermarkTemplatesResponse response;
  response.TotalCount = page.total;
  response.WatermarkTemplateSet = std::move(page.views);
  return response;
}

}  // namespace vod::api
