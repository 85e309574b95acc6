#include "wire/subtitle_offering.h"

#include <utility>

#include "wire/subtitle_text.h"

namespace vod::wire {
namespace {

// Fragmented MP4 begins its clock at 0. MPEG-TS as FFmpeg writes it has its first picture at 1.4 s and two pictures'
// time for those that are coded out of order, here of 25 a second: from 15 a second on it is 60 ms off at most, and 80
// ms where none are out of order, which no eye sees; at 5 a second it is 0.3 s. In ticks of 90 kHz.
constexpr std::int64_t transport_stream_zero_ticks = 133'200;

}  // namespace

Result<SubtitleOffering> offer_subtitles(const OfferingStream& stream, std::string_view master,
                                         const std::vector<OfferedSubtitle>& subtitles) {
  SubtitleOffering offering;
  std::vector<StreamSubtitle> told;
  for (const OfferedSubtitle& subtitle : subtitles) {
    told.push_back(subtitle.told);
    if (stream.is_dash) continue;
    VOD_TRY(const auto read, read_webvtt(subtitle.webvtt));
    const std::string file = subtitle.told.id + ".vtt";
    told.back().uri = stream.folder + subtitle.told.id + ".m3u8";
    offering.files.push_back(
        {stream.folder + file,
         webvtt_segment(subtitle.webvtt, stream.is_transport_stream ? transport_stream_zero_ticks : 0)});
    offering.files.push_back(
        {told.back().uri, subtitle_playlist(file, stream.duration_ms > 0 ? stream.duration_ms : read.end_ms)});
  }
  VOD_TRY(offering.master,
          stream.is_dash ? manifest_with_subtitles(master, told) : master_with_subtitles(master, told));
  return offering;
}

}  // namespace vod::wire
