#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "server/objects_xml.h"

/// Any body either is a list of parts or a named error, and a list holds to its promises.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto parts = vod::parse_complete({reinterpret_cast<const char*>(data), size});
  if (!parts) return 0;
  VOD_CHECK(!parts.value().empty());
  for (const auto& part : parts.value()) VOD_CHECK(!part.etag.empty());
  return 0;
}
