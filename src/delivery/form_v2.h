#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "model/events.h"

namespace vod {

/// The frozen 2.0 form of a callback, `{"version":"4.0","eventType":...,"data":{...}}` with names that begin in lower
/// case, made from nothing but the stored 3.0 body, so that all attempts send the same bytes. Members that 2.0 has and
/// 3.0 does not are empty. For types with EventRow::is_in_v2; a body that is no such event
/// gives invalid_parameter_value.
Result<std::string> form_v2(EventType type, std::string_view body);

}  // namespace vod
