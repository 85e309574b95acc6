// Any bytes as WebVTT and as SRT: no crash, and what was read or made is WebVTT.
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "wire/subtitle_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto& read : {vod::wire::read_webvtt(text), vod::wire::webvtt_of_subrip(text)}) {
    if (!read) continue;
    const auto again = vod::wire::read_webvtt(read.value().webvtt);
    VOD_CHECK(again.has_value());
    VOD_CHECK(again.value().cues == read.value().cues);
    VOD_CHECK(again.value().webvtt == read.value().webvtt);
  }
  return 0;
}
