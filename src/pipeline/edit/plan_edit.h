#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "model/metadata.h"
#include "model/template_settings.h"
#include "pipeline/edit/cut_points.h"
#include "pipeline/plan.h"

namespace vod {

/// One stretch of one file that goes into an edit.
struct EditPart {
  std::filesystem::path file;
  MediaMetadata source;
  /// What of it is taken; `end_s` is given.
  Clip clip;
  /// Nothing when the packets could not be looked at: then it is encoded.
  std::optional<CutPoints> cuts;
};

/// Which of several files gives the size, the rate and the codec that the request leaves open: the edit template.
enum class EditBase { highest_resolution = 10, highest_bitrate = 20 };

/// What an edit is to be; 0 and nothing = as the base.
struct EditWish {
  /// mp4 or hls.
  std::string container = "mp4";
  EditBase base = EditBase::highest_resolution;
  std::optional<VideoCodec> codec;
  int bitrate_kbps = 0;
  int width = 0;
  int height = 0;
  int fps = 0;
  bool adaptive = true;
  /// TEHDConfig.
  bool top_speed = false;
  int top_speed_kbps_max = 0;
};

/// Where the one output of an edit is, in the run's folder; a playlist's segments lie in the folder beside it.
std::string edit_file(const EditWish& wish);

/// Whether something can be made of the parts: source_no_video for pictures and files without any track.
Done check_edit(const std::vector<EditPart>& parts);

/// Whether the packets can be copied: the cuts fall on key frames, the parts agree in all that a decoder is told once,
/// the container can hold their codecs, and the wish asks for nothing else.
bool may_copy_edit(const std::vector<EditPart>& parts, const EditWish& wish);

/// How the index of an MP4 file, which is known at the end, comes to stand in front: room is kept for it where that
/// costs little, or all packets are moved.
enum class IndexPlace { kept_room, moved_packets };

/// The run that copies. Of several parts the picture and the sound are read by two lists of files for FFmpeg's concat
/// demuxer.
PlannedRun plan_copied_edit(const std::vector<EditPart>& parts, const EditWish& wish,
                            IndexPlace place = IndexPlace::kept_room);

/// The run that decodes, joins and encodes, exact to a frame: parts get the base's size (with borders where their shape
/// is another), rate and 4:2:0; those without sound get silence, those without a picture black.
PlannedRun plan_encoded_edit(const std::vector<EditPart>& parts, const EditWish& wish, const PlanSettings& settings);

/// How long the output is to be, in seconds.
double edit_duration_s(const std::vector<EditPart>& parts);

}  // namespace vod
