#pragma once

#include <string>
#include <vector>

#include "model/metadata.h"
#include "pipeline/filter_graph.h"
#include "pipeline/run_part.h"

namespace vod {

/// Still pictures that are to be taken of a source.
struct Stills {
  /// Seconds from the start, ascending; "the picture at t" is the one that a player shows then.
  std::vector<double> times_s;
  /// The distance of times that have the same; 0 = they have not, or there is one.
  double interval_s = 0;
  Picture picture;
  PictureFormat format = PictureFormat::jpg;
  /// Their files, relative to the run's folder, with "%05d" for the number of each, from 0.
  std::string files;
  /// Of a long source the key frame before the time will do, which costs next to nothing.
  bool near_key_frames = false;
  /// Of the sheet that they come to stand on; 0 = there is none.
  long sheet_pixels = 0;
  /// What the picture's filters need, as of a RunPart.
  std::vector<PlannedInput> inputs = {};
  std::vector<std::vector<std::string>> sources = {};
};

/// Draws watermarks on each of the pictures. Errors are those of Drawing::add.
Done add_watermarks(Stills& stills, std::size_t index, const std::vector<WatermarkWish>& watermarks);
/// Their Definitions.
std::vector<std::int64_t> definitions_of(const std::vector<WatermarkWish>& watermarks);

/// The pictures as a part of a shared decoding, or with a seek for each as a run of their own: whichever decodes less.
/// Commands of `output` that finish it come after those of the seeks.
PlannedWork plan_stills(const MediaMetadata& source, PlannedOutput output, const Stills& stills,
                        const PlanSettings& settings);

/// The same regular distance from 0 to the end, as templates of samples have it; one picture of a still source.
std::vector<double> sample_times(const MediaMetadata& source, SampleType type, int interval);
/// The distance itself in seconds, to the millisecond.
double sample_interval_s(const MediaMetadata& source, SampleType type, int interval);

/// The size that a template gives pictures of the source, and how the source is fitted into it. Sides that are both
/// given are taken as they are; one that is left open follows the source's shape; a smaller source keeps its size. With
/// ResolutionAdaptive the width is the long side.
Picture picture_of(const PictureSettings& wanted, PictureSize source);

/// Formats with an index of their key frames, or blocks that tell them: there FFmpeg finds the one before a place.
bool finds_key_frames(const MediaMetadata& source);
/// Whether FFmpeg, asked for a place so near to the beginning of FLV, would go to a key frame behind it.
bool is_before_index(const MediaMetadata& source, double place_s);

/// How FFmpeg finds a place: it seeks, and drops what it decodes until `skip_s` later.
struct Seek {
  double input_s = 0;
  double skip_s = 0;
};
/// The place whose first picture is the one shown at the time. Times past the last picture give one that is there.
Seek seek_for(const MediaMetadata& source, double time_s);
/// The place as it is. Formats without an index make FFmpeg land after the key frame that it needs: there it seeks
/// ahead.
Seek seek_to(const MediaMetadata& source, double place_s);
/// Filters that drop what the seek left to drop; "" for nothing. Times begin at 0 after them.
std::string skip_filter(const Seek& seek);
/// The same for the sound.
std::string sound_skip_filter(const Seek& seek);

/// Output options for one still picture, or for many ("%05d").
std::vector<std::string> still_arguments(PictureFormat format, const std::string& place);

}  // namespace vod
