#include "api/actions.h"
#include "api/template_list.h"

namespace vod::api {

Result<wire::DescribeTranscodeTemplatesResponse> answer(Context& context,
                                                        const wire::DescribeTranscodeTemplatesRequest& request) {
  const std::string container = request.ContainerType.value_or("");
  const std::string tehd = request.TEHDType.value_or("");
  VOD_TRY(check::one_of(container, {"", "Video", "PureAudio"}, ErrorCode::value_container_type, "ContainerType"));
  VOD_TRY(check::one_of(tehd, {"", "Common", "TEHD"}, ErrorCode::value_tehd_type, "TEHDType"));
  const auto matches = [&](const wire::TranscodeTemplate& view) {
    if (!container.empty() && view.ContainerType != container) return false;
    const bool is_tehd = view.TEHDConfig && view.TEHDConfig->Type == "TEHD-100";
    return tehd.empty() || (tehd == "TEHD") == is_tehd;
  };
  VOD_TRY(auto page, templates::describe<wire::TranscodeTemplate>(context, request, matches));
  wire::DescribeTranscodeTemplatesResponse response;
  response.TotalCount = page.total;
  response.TranscodeTemplateSet = std::move(page.views);
  return response;
}

}  // namespace vod::api
