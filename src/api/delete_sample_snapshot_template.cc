#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::DeleteSampleSnapshotTemplateResponse> answer(Context& context,
                                                          const wire::DeleteSampleSnapshotTemplateRequest& request) {
  VOD_TRY(templates::remove<wire::SampleSnapshotTemplate>(context, request));
  return wire::DeleteSampleSnapshotTemplateResponse{};
}

}  // namespace vod::api
