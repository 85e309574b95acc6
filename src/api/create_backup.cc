#include "api/actions.h"
#include "api/checks.h"

namespace vod::api {
Result<wire::CreateBackupResponse> answer(Context& context, const wire::CreateBackupRequest& request) {
  VOD_TRY(check::root_key(context));
  VOD_TRY(context.world.backups.start(request.Path));
  return wire::CreateBackupResponse{};
}

}  // namespace vod::api
