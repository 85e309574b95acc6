#pragma once

#include <cstdint>
#include <vector>

#include "model/template_settings.h"

namespace vod {

/// What is known of an output's pictures before they are made, and told of them afterwards.
struct PlannedPictures {
  PictureFormat format = PictureFormat::jpg;
  /// Where in the source each is taken, in their order: the order of the files, or of the places on the sheets.
  std::vector<double> times_s = {};
  /// Of sampled ones, as the template says it.
  SampleType sample = SampleType::percent;
  int interval = 0;
  /// How many of them stand on one sheet; 0 = they are files.
  int rows = 0;
  int columns = 0;
  /// Of an animated one: the stretch of the source in seconds, and how many pictures a second.
  double start_s = 0;
  double end_s = 0;
  int fps = 0;
  /// Definitions of the watermarks that are drawn on them.
  std::vector<std::int64_t> watermarks = {};
};

}  // namespace vod
