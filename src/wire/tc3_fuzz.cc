// Any bytes as an Authorization header of TC3: no crash, and nobody without the secret gets in.
#include <array>
#include <cstdint>

#include "base/check.h"
#include "wire/tc3.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using vod::wire::HeaderView;
  const std::string_view authorization(reinterpret_cast<const char*>(data), size);
  const std::array<HeaderView, 4> headers = {
      HeaderView{"Host", "localhost:9266"}, HeaderView{"Content-Type", "application/json"},
      HeaderView{"X-TC-Timestamp", "1700000000"}, HeaderView{"Authorization", authorization}};
  const auto find_key = [](std::string_view) { return vod::wire::SecretKey{"a secret that nobody knows", "", 0}; };
  vod::wire::Tc3Verifier verifier;
  VOD_CHECK(verifier.verify({"POST", "", headers, "{}"}, find_key, 1'700'000'000'000).has_error());
  return 0;
}
