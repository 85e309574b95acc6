#pragma once

#include <string>

namespace vod {

/// The filter that makes `from` channels of sound `to`, or "" where FFmpeg's own mixing will do. By itself FFmpeg makes
/// one channel 3 dB quieter as it becomes two, and two 3 dB louder as they become one, past full scale; with this both
/// sound as loud as before.
std::string channel_mix(int from, int to);

}  // namespace vod
