// Any bytes as the JSON body of the deepest requests and as an event: no crash, and what was read is written as JSON
// that reads the same.
#include <cstdint>

#include "base/check.h"
#include "wire/json_value.h"
#include "wire/types.h"

namespace {

template <class T>
void check(const boost::json::value& value) {
  const auto request = vod::wire::decode_request<T>(value);
  const auto answer = vod::wire::decode_answer<T>(value);
  if (request.has_error()) VOD_CHECK(!request.error().detail.empty());
  if (answer.has_error()) return;
  const std::string text = vod::wire::encode_text(answer.value());
  const auto again = vod::wire::decode_answer<T>(std::string_view(text));
  VOD_CHECK(again.has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = vod::wire::parse_json({reinterpret_cast<const char*>(data), size});
  if (value.has_error()) return 0;
  check<vod::wire::ProcessMediaRequest>(value.value());
  check<vod::wire::SearchMediaRequest>(value.value());
  check<vod::wire::ModifyMediaInfoRequest>(value.value());
  check<vod::wire::EventContent>(value.value());
  check<vod::wire::PullEventsResponse>(value.value());
  return 0;
}
