#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::DeleteTranscodeTemplateResponse> answer(Context& context,
                                                     const wire::DeleteTranscodeTemplateRequest& request) {
  VOD_TRY(templates::remove<wire::TranscodeTemplate>(context, request));
  return wire::DeleteTranscodeTemplateResponse{};
}

}  // namespace vod::api
