#include "pipeline/edit/index_room.h"

namespace vod {
namespace {

// Boxes of ISO 14496-12: a size (stsz), a duration (stts) and a chunk of its own (stco, stsc) for each packet, for
// those of the picture a delay too (ctts). What many share is written once, so this is a bound.
constexpr double picture_packet_bytes = 4 + 8 + 4 + 12 + 8;
constexpr double sound_packet_bytes = 4 + 8 + 4 + 12;
// Of AAC; those of MP3 are longer.
constexpr double samples_per_packet = 1'024;
// All that does not grow with the number of packets.
constexpr double head_bytes = 64 << 10;
// What is left of the room stays in the file.
constexpr double share_max = 0.01;

}  // namespace

std::uint64_t index_room_bytes(const std::vector<EditPart>& parts) {
  double room_bytes = head_bytes;
  double file_bytes = 0;
  for (const EditPart& part : parts) {
    const MediaMetadata& source = part.source;
    const double duration_s = part.clip.end_s - part.clip.start_s;
    if (source.has_video()) room_bytes += duration_s * source.video.front().fps * picture_packet_bytes;
    if (source.has_audio())
      room_bytes += duration_s * source.audio.front().sample_rate_hz / samples_per_packet * sound_packet_bytes;
    if (source.duration_s > 0) file_bytes += static_cast<double>(source.size_bytes) * duration_s / source.duration_s;
  }
  return room_bytes <= file_bytes * share_max ? static_cast<std::uint64_t>(room_bytes) : 0;
}

}  // namespace vod
