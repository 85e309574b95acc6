#pragma once

#include <string>
#include <string_view>

#include "model/template_settings.h"

namespace vod {

/// The name of a picture track's codec with profile and level, as RFC 6381 has it ("avc1.64001f", "hvc1.1.6.L93.B0",
/// "av01.0.04M.08"), from the beginning of a TS segment or the initialization of an MP4 file, where alone AV1 is; ""
/// when it is not found. A TS segment of H.265 counts as hvc1.
std::string codec_string(VideoCodec codec, std::string_view beginning);

}  // namespace vod
