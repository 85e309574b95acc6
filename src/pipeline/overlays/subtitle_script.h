#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/subtitle_style.h"
#include "pipeline/overlays/fonts.h"
#include "pipeline/picture_size.h"
#include "wire/subtitle_text.h"

namespace vod {

/// One row of subtitles to be drawn.
struct SubtitleTrack {
  SubtitleStyle style;
  FontFace font;
  std::vector<wire::SubtitleCue> cues;
};

/// A script in the form of Advanced SubStation Alpha for libass, of all tracks, in pixels of a picture of that size;
/// libass scales it to the picture that it is drawn on. The script's time begins at `start_ms` of the cues' time. Lines
/// that would cover those of an earlier track go beyond them. Tags for bold, italic and underlined are kept, others go;
/// what a cue says of its place is not read.
std::string subtitle_script(const std::vector<SubtitleTrack>& tracks, PictureSize size, std::int64_t start_ms);

}  // namespace vod
