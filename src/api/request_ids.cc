#include "api/request_ids.h"

#include <algorithm>

namespace vod {

std::string RequestIds::next() {
  std::array<std::byte, id_bytes> bytes{};
  {
    const std::lock_guard lock(mutex_);
    if (used_ == pool_.size()) {
      random_.fill(pool_);
      used_ = 0;
    }
    std::copy_n(pool_.begin() + static_cast<std::ptrdiff_t>(used_), id_bytes, bytes.begin());
    used_ += id_bytes;
  }
  bytes[6] = (bytes[6] & std::byte{0x0f}) | std::byte{0x40};
  bytes[8] = (bytes[8] & std::byte{0x3f}) | std::byte{0x80};
  constexpr char digits[] = "0123456789abcdef";
  std::string text(36, '-');
  std::size_t at = 0;
  for (const std::byte byte : bytes) {
    if (at == 8 || at == 13 || at == 18 || at == 23) ++at;
    text[at++] = digits[std::to_integer<unsigned>(byte) >> 4U];
    text[at++] = digits[std::to_integer<unsigned>(byte) & 15U];
  }
  return text;
}

}  // namespace vod
