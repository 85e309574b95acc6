// Any bytes as an EventHandle: no crash, nothing is accepted that the codec did not write, and what it wrote reads
// back.
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "delivery/handle.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const vod::HandleCodec codec{vod::HandleCodec::Key{}};
  const vod::AppId app{1'500'000'001};
  if (const auto handle = codec.decode(app, text)) {
    VOD_CHECK(codec.encode(app, *handle) == text);
    VOD_CHECK(!codec.decode({app.value + 1}, text));
  }
  // The same bytes as the content of a handle.
  vod::Handle made;
  for (std::size_t i = 0; i < size && i < 8; ++i) made.sequence = made.sequence << 8 | data[i];
  made.delivery = static_cast<std::uint32_t>(made.sequence >> 7);
  made.epoch = static_cast<std::uint32_t>(size);
  made.lease_end_wall_ms = static_cast<std::int64_t>(made.sequence);
  VOD_CHECK(codec.decode(app, codec.encode(app, made)) == made);
  return 0;
}
