#include "api/actions.h"
#include "api/play_keys.h"
#include "base/text.h"

namespace vod::api {

Result<wire::DescribePlayKeyResponse> answer(Context& context, const wire::DescribePlayKeyRequest&) {
  VOD_TRY(const auto key, play_key(context, false));
  wire::DescribePlayKeyResponse response;
  response.PlayKey = key.secret;
  response.CreateTime = iso8601(key.created_ms);
  response.KeyAccess = context.world.settings.playback_keys;
  return response;
}

}  // namespace vod::api
