#pragma once

#include <gtest/gtest.h>
#include <zlib.h>

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "server/console_file.h"

namespace vod::testing {

inline constexpr std::string_view test_public_url = "https://media.example.com:8443";
inline constexpr std::string_view test_script =
    "import('./later-2.js'); console.log('console console console console');\n";
inline constexpr std::string_view test_page =
    "<meta property=\"csp-nonce\" nonce=\"__CSP_NONCE__\">"
    "<script type=\"module\" nonce=\"__CSP_NONCE__\" src=\"/console/assets/main-1.js\"></script>";

inline std::string gzip(std::string_view text) {
  constexpr int gzip_alone = 16 + MAX_WBITS;
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzip_alone, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY), Z_OK);
  std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

/// A console of three files.
inline std::span<const ConsoleFile> console_files() {
  static const std::string packed_script = gzip(test_script);
  static const std::array<ConsoleFile, 3> files{{
      {.path = "assets/main-1.js",
       .content_type = "text/javascript; charset=utf-8",
       .bytes = packed_script,
       .is_gzip = true,
       .size_bytes = test_script.size(),
       .etag = "11",
       .is_immutable = true},
      {.path = "index.html",
       .content_type = "text/html; charset=utf-8",
       .bytes = test_page,
       .size_bytes = test_page.size(),
       .etag = "22"},
      {.path = "sample/clip.mp4", .content_type = "video/mp4", .bytes = "ftyp", .size_bytes = 4, .etag = "33"},
  }};
  return files;
}

}  // namespace vod::testing
