#pragma once

#include <string>
#include <vector>

#include "model/metadata.h"
#include "model/templates.h"

namespace vod {

/// The options of the encoder that makes an output's sound: which one, its bitrate, sample rate and channels, each
/// brought to what the codec has; with a filter ("-af") where the channels change.
std::vector<std::string> sound_encoder(const MediaMetadata& source, const AudioSettings& wanted);

/// The bitrate that an output's sound gets, for templates that leave it to the source.
int audio_bitrate_kbps(const MediaMetadata& source, const AudioSettings& wanted);

}  // namespace vod
