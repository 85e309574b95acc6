#include "pipeline/channel_mix.h"

namespace vod {

std::string channel_mix(int from, int to) {
  if (from == 1 && to == 2) return "pan=stereo|c0=c0|c1=c0";
  if (from == 2 && to == 1) return "pan=mono|c0=0.5*c0+0.5*c1";
  return {};
}

}  // namespace vod
