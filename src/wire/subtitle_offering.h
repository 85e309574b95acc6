#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "wire/stream_subtitles.h"

namespace vod::wire {

/// An adaptive stream that is to offer subtitles.
struct OfferingStream {
  bool is_dash = false;
  /// Where its subtitles lie beside the master playlist: "adp.10/subtitles/". Of HLS, as all below.
  std::string folder;
  /// MPEG-TS begins its clock elsewhere than fragmented MP4.
  bool is_transport_stream = false;
  /// 0 is as long as the text.
  std::int64_t duration_ms = 0;
};

/// A subtitle that it is to offer; `told.uri` is the text beside the manifest. HLS has a copy of the text, MPEG-DASH
/// names it where it is.
struct OfferedSubtitle {
  StreamSubtitle told;
  /// Checked before; not needed for MPEG-DASH.
  std::string webvtt;
};

struct OfferingFile {
  /// Beside the master playlist.
  std::string name;
  std::string text;
};

/// What the stream consists of then, beside its pictures and sound.
struct SubtitleOffering {
  /// The master playlist or manifest, with exactly these subtitles.
  std::string master;
  std::vector<OfferingFile> files;
};

/// Makes it. Errors: those of read_webvtt(), master_with_subtitles() and manifest_with_subtitles().
Result<SubtitleOffering> offer_subtitles(const OfferingStream& stream, std::string_view master,
                                         const std::vector<OfferedSubtitle>& subtitles);

}  // namespace vod::wire
