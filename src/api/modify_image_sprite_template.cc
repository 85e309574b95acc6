#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::ModifyImageSpriteTemplateResponse> answer(Context& context,
                                                       const wire::ModifyImageSpriteTemplateRequest& request) {
  VOD_TRY(templates::modify<wire::ImageSpriteTemplate>(context, request));
  return wire::ModifyImageSpriteTemplateResponse{};
}

}  // namespace vod::api
