#include "pipeline/channel_mix.h"

namespace vod {

// Channels have their names, and "<" brings each sum to full scale from those that are there: broadcasts change their
// channels on the way, and by their numbers two channels would become the left one alone. A single channel may be a
// left or right one, too: then the other side has it by its small share, which is nothing beside a side of its own.
std::string channel_mix(int from, int to) {
  if (from == 1 && to == 2) {
    return "pan=stereo|FL<FL+DL+0.707*FC+0.707*BL+0.707*SL+0.00001*FR"
           "|FR<FR+DR+0.707*FC+0.707*BR+0.707*SR+0.00001*FL";
  }
  if (from == 2 && to == 1) return "pan=mono|FC<FL+FR+DL+DR+1.414*FC+0.707*BL+0.707*BR+0.707*SL+0.707*SR";
  return {};
}

}  // namespace vod
