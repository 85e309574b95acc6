// Any bytes as the target and the Authorization header of a call to object storage: no crash, and nobody without the
// secret gets in.
#include <algorithm>
#include <cstdint>

#include "base/check.h"
#include "wire/q_signature.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(text.find('\n'), size);
  const auto request = vod::wire::q_request(
      "PUT", text.substr(0, line),
      {{"Host", "a-1.cos.r.myqcloud.com:1"}, {"Authorization", std::string(text.substr(std::min(line + 1, size)))}});
  const auto find_key = [](std::string_view) { return vod::wire::SecretKey{"a secret that nobody knows", "", 0}; };
  (void)vod::wire::is_q_signed(request);
  VOD_CHECK(vod::wire::verify_q(request, find_key, 1'700'000'000'000).has_error());
  return 0;
}
