#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::DeleteImageSpriteTemplateResponse> answer(Context& context,
                                                       const wire::DeleteImageSpriteTemplateRequest& request) {
  VOD_TRY(templates::remove<wire::ImageSpriteTemplate>(context, request));
  return wire::DeleteImageSpriteTemplateResponse{};
}

}  // namespace vod::api
