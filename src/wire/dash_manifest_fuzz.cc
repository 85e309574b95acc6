// Any bytes as an MPEG-DASH manifest: no crash, and never more files than the limit.
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "model/limits.h"
#include "wire/dash_manifest.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto files = vod::wire::files_of_dash_manifest({reinterpret_cast<const char*>(data), size});
  if (files) VOD_CHECK(!files.value().empty() && files.value().size() <= vod::limits::manifest_segments_max);
  return 0;
}
