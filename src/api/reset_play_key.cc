#include "api/actions.h"
#include "api/play_keys.h"
#include "base/text.h"

namespace vod::api {

Result<wire::ResetPlayKeyResponse> answer(Context& context, const wire::ResetPlayKeyRequest&) {
  VOD_TRY(const auto key, play_key(context, true));
  wire::ResetPlayKeyResponse response;
  response.PlayKey = key.secret;
  response.CreateTime = iso8601(key.created_ms);
  return response;
}

}  // namespace vod::api
