#pragma once

#include "api/context.h"
#include "base/result.h"
#include "catalogue/stream_keys.h"

namespace vod::api {

/// The key that the call's app signs play tokens with; made when there is none, or with `is_new` in any case.
Result<catalogue::PlayKey> play_key(Context& context, bool is_new);

}  // namespace vod::api
