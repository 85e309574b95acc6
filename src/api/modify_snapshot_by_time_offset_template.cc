#include "api/actions.h"
#include "api/templates.h"

namespace vod::api {

Result<wire::ModifySnapshotByTimeOffsetTemplateResponse> answer(
    Context& context, const wire::ModifySnapshotByTimeOffsetTemplateRequest& request) {
  VOD_TRY(templates::modify<wire::SnapshotByTimeOffsetTemplate>(context, request));
  return wire::ModifySnapshotByTimeOffsetTemplateResponse{};
}

}  // namespace vod::api
