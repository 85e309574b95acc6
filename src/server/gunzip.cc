#include "server/gunzip.h"

#include <zlib.h>

#include <limits>

#include "base/check.h"

namespace vod {

std::string gunzip(std::string_view packed, std::uint64_t size_bytes) {
  constexpr int gzip_alone = 16 + MAX_WBITS;
  VOD_CHECK(packed.size() <= std::numeric_limits<uInt>::max() && size_bytes <= std::numeric_limits<uInt>::max());
  std::string text(size_bytes, '\0');
  z_stream stream{};
  // zlib takes what it only reads without const.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  VOD_CHECK(inflateInit2(&stream, gzip_alone) == Z_OK);
  const int end = inflate(&stream, Z_FINISH);
  const bool is_whole = end == Z_STREAM_END && stream.avail_out == 0;
  inflateEnd(&stream);
  VOD_CHECK(is_whole);
  return text;
}

}  // namespace vod
