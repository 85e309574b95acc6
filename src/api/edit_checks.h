#pragma once

#include <string>

#include "api/checks.h"
#include "model/limits.h"

namespace vod::check {

/// What requests say of a media that is cut: its name, type, class and time of expiry. `config` is the path of the
/// object that says it.
template <class OutputConfig>
Done edit_output(const Context& context, const OutputConfig& output, const std::string& config) {
  VOD_TRY(length(output.MediaName.value_or(""), 64, ErrorCode::invalid_parameter_value, config + ".MediaName"));
  VOD_TRY(one_of(output.Type.value_or(""), {"", "mp4", "hls"}, ErrorCode::value_type, config + ".Type"));
  VOD_TRY(expire_time(output.ExpireTime, config + ".ExpireTime"));
  return class_id(context, output.ClassId, config + ".ClassId");
}

}  // namespace vod::check
