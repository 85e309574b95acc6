// Any bytes as an HLS playlist: no crash, the limits hold, and what was read comes back from what is written.
#include <cstdint>
#include <string_view>
#include <variant>

#include "base/check.h"
#include "model/limits.h"
#include "wire/playlist.h"
#include "wire/url_reference.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)vod::wire::resolve_url("https://a.example/b/c.m3u8?d", text);
  const auto playlist = vod::wire::read_playlist(text);
  if (playlist.has_error()) return 0;
  if (const auto* media = std::get_if<vod::wire::MediaPlaylist>(&playlist.value())) {
    VOD_CHECK(!media->segments.empty());
    VOD_CHECK(media->segments.size() <= vod::limits::playlist_segments_max);
  }
  const auto written = std::visit([](const auto& kind) { return vod::wire::write_playlist(kind); }, playlist.value());
  const auto again = vod::wire::read_playlist(written);
  // Only a text near the limit may grow past it by what the writer adds.
  if (again.has_error()) {
    VOD_CHECK(written.size() > vod::limits::playlist_bytes_max || size > vod::limits::playlist_bytes_max / 8);
    return 0;
  }
  const auto twice = std::visit([](const auto& kind) { return vod::wire::write_playlist(kind); }, again.value());
  VOD_CHECK(twice == written);
  return 0;
}
