#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::DeleteAdaptiveDynamicStreamingTemplateResponse> answer(
    Context& context, const wire::DeleteAdaptiveDynamicStreamingTemplateRequest& request) {
  VOD_TRY(templates::remove<wire::AdaptiveDynamicStreamingTemplate>(context, request));
  return wire::DeleteAdaptiveDynamicStreamingTemplateResponse{};
}

}  // namespace vod::api
