// Any bytes as a query or form: no crash, and a tree is no deeper than the limit.
#include <cstdint>

#include "base/check.h"
#include "wire/forms.h"
#include "wire/json_value.h"
#include "wire/types.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto pairs = vod::wire::parse_form({reinterpret_cast<const char*>(data), size});
  if (pairs.has_error()) return 0;
  const auto value = vod::wire::expand_form(pairs.value());
  if (value.has_error()) return 0;
  VOD_CHECK(value.value().is_object());
  (void)vod::wire::decode_request<vod::wire::ProcessMediaRequest>(value.value());
  (void)vod::wire::decode_request<vod::wire::SearchMediaRequest>(value.value());
  return 0;
}
