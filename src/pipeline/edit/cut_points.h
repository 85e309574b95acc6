#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/metadata.h"
#include "pipeline/run_part.h"
#include "ports/processes.h"

namespace vod {

/// Where the cuts of a stretch fall in a file, as its packets tell.
struct CutPoints {
  /// The stretch with its ends moved to the nearest frames; seconds from the beginning of the media.
  Clip clip;
  bool to_end = false;
  /// The first frame is one that decoding can begin with, and nothing shown later is needed before it.
  bool start_on_key = false;
  /// The same of the frame that is the first one left out.
  bool end_on_key = false;
  /// When that frame is decoded, in the file's own time; 0 with to_end.
  double end_decode_s = 0;
  /// The first timestamp in the file.
  double file_start_s = 0;
  /// Ticks in a second of the picture's times; 0 = not known.
  int ticks = 0;
  /// All that has to agree for packets of two files to stand in one stream.
  std::string parameters;

  bool on_keys() const { return start_on_key && end_on_key; }
};

/// Looks at the packets round the cuts with ffprobe: two short reads, however long the file is. Errors as of a probe,
/// task_cancelled after a stop; an error means that nothing can be said of the cuts, not that they can't be made.
Result<CutPoints> find_cuts(Processes& processes, const std::filesystem::path& file, const MediaMetadata& source,
                            const Clip& clip, const std::stop_token& stop);

/// What there is to find when a stretch that goes to the file's end begins on a key frame; nothing of other stretches,
/// whose end has to be looked at.
std::optional<CutPoints> expected_cuts(const MediaMetadata& source, const Clip& clip);

/// Reads ffprobe's report (compact lines) for the stretch.
CutPoints read_cuts(std::string_view report, const MediaMetadata& source, const Clip& clip);

}  // namespace vod
