#pragma once

#include <string>

#include "model/metadata.h"

namespace vod {

/// The filters that map light of bt2020 PQ or HLG to what an ordinary screen shows, BT.709 in limited range; empty for
/// a picture that is SDR already. What the file leaves unsaid is named, since zscale refuses to guess.
std::string to_sdr(const VideoStream& source);

}  // namespace vod
