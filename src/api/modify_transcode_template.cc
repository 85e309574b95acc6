#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::ModifyTranscodeTemplateResponse> answer(Context& context,
                                                     const wire::ModifyTranscodeTemplateRequest& request) {
  VOD_TRY(templates::modify<wire::TranscodeTemplate>(context, request));
  return wire::ModifyTranscodeTemplateResponse{};
}

}  // namespace vod::api
