#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::ModifyAnimatedGraphicsTemplateResponse> answer(
    Context& context, const wire::ModifyAnimatedGraphicsTemplateRequest& request) {
  VOD_TRY(templates::modify<wire::AnimatedGraphicsTemplate>(context, request));
  return wire::ModifyAnimatedGraphicsTemplateResponse{};
}

}  // namespace vod::api
