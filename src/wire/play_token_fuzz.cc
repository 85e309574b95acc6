// Any bytes as a play token: no crash, and nobody without the key gets in.
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "wire/play_token.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  VOD_CHECK(vod::wire::read_play_token(text, "a secret that nobody knows").has_error());
  return 0;
}
