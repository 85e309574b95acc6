#include "pipeline/tone_mapping.h"

#include <fmt/format.h>

namespace vod {

std::string to_sdr(const VideoStream& source) {
  if (source.dynamic_range != "HDR") return {};
  return fmt::format(
      "zscale=tin={}:min=bt2020nc:pin=bt2020:rin=tv:t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,"
      "tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv",
      source.hdr_type == "hlg" ? "arib-std-b67" : "smpte2084");
}

}  // namespace vod
