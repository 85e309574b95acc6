#pragma once

#include <cstdint>
#include <string_view>

namespace vod {

/// A file of the web console, as the build packed it (cmake/console.py). The views live as long as the program.
struct ConsoleFile {
  std::string_view path;  // Below /console/: "index.html", "assets/player-1a2b3c4d.js".
  std::string_view content_type;
  std::string_view bytes;  // As packed.
  bool is_gzip = false;
  std::uint64_t size_bytes = 0;  // Unpacked.
  std::string_view etag;         // A hash of the unpacked bytes, without quotes.
  bool is_immutable = false;     // Its name changes with its content.
};

}  // namespace vod
