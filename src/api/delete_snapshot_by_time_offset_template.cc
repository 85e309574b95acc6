#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::DeleteSnapshotByTimeOffsetTemplateResponse> answer(
    Context& context, const wire::DeleteSnapshotByTimeOffsetTemplateRequest& request) {
  VOD_TRY(templates::remove<wire::SnapshotByTimeOffsetTemplate>(context, request));
  return wire::DeleteSnapshotByTimeOffsetTemplateResponse{};
}

}  // namespace vod::api
