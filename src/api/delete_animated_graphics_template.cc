#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::DeleteAnimatedGraphicsTemplateResponse> answer(
    Context& context, const wire::DeleteAnimatedGraphicsTemplateRequest& request) {
  VOD_TRY(templates::remove<wire::AnimatedGraphicsTemplate>(context, request));
  return wire::DeleteAnimatedGraphicsTemplateResponse{};
}

}  // namespace vod::api
