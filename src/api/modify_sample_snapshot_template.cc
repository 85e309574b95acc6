#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::ModifySampleSnapshotTemplateResponse> answer(Context& context,
                                                          const wire::ModifySampleSnapshotTemplateRequest& request) {
  VOD_TRY(templates::modify<wire::SampleSnapshotTemplate>(context, request));
  return wire::ModifySampleSnapshotTemplateResponse{};
}

}  // namespace vod::api
