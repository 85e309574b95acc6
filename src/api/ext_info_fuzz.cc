// Any bytes as ExtInfo: no crash, and what is accepted is within its limits.
#include <cstdint>
#include <string_view>

#include "api/ext_info.h"
#include "base/check.h"
#include "model/limits.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto wish = vod::pull_wish(text)) {
    const auto& options = wish.value().options;
    VOD_CHECK(options.events_max >= 1 && options.events_max <= vod::limits::pull_events_asked_max);
    VOD_CHECK(options.lease_ms >= 1'000 && options.lease_ms <= vod::limits::lease_asked_s_max * 1'000);
    VOD_CHECK(wish.value().wait_ms >= 0 && wish.value().wait_ms <= vod::limits::pull_wait_asked_s_max * 1'000);
  }
  if (const auto change = vod::lease_change(text); change && change.value()) {
    VOD_CHECK(change.value()->after_ms >= 0 && change.value()->after_ms <= vod::limits::lease_asked_s_max * 1'000);
    VOD_CHECK(change.value()->action != vod::LeaseChange::Action::park || !change.value()->reason.empty());
  }
  return 0;
}
