#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/metadata.h"
#include "model/templates.h"
#include "pipeline/picture_size.h"
#include "pipeline/plan.h"

namespace vod {

/// The length of a segment of HLS, and the distance of key frames, in seconds, where the template names none.
inline constexpr int default_segment_s = 5;

/// The options of the encoder that makes an output's picture: which one, how fast, what it holds constant, where key
/// frames are.
std::vector<std::string> picture_encoder(const MediaMetadata& source, const TranscodeTemplate& wanted,
                                         const PlanSettings& settings);

/// Constant quality, where the template leaves the bitrate open: about the same look for each codec.
int automatic_crf(VideoCodec codec);

/// SVT-AV1's number for the setting transcode.speed.
std::string av1_preset(std::string_view speed);

/// Address space that an encoder takes beside its frames. SVT-AV1 reserves gigabytes for its many threads, of which it
/// uses a small part.
std::uint64_t encoder_address_bytes(VideoCodec codec, PictureSize size);

/// The encoders' word for a profile; "" leaves the choice to them.
std::string_view encoder_profile(VideoProfile profile);

/// Whether the output keeps the source's HDR: the template says so, the source has it, and the codec holds it.
bool keeps_hdr(const MediaMetadata& source, const VideoSettings& wanted);

}  // namespace vod
