#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::ModifyAdaptiveDynamicStreamingTemplateResponse> answer(
    Context& context, const wire::ModifyAdaptiveDynamicStreamingTemplateRequest& request) {
  VOD_TRY(templates::modify<wire::AdaptiveDynamicStreamingTemplate>(context, request));
  return wire::ModifyAdaptiveDynamicStreamingTemplateResponse{};
}

}  // namespace vod::api
