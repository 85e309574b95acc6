// Any bytes as a picture file: no crash, no endless loop, and facts that a picture can have.
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/check.h"
#include "pipeline/pictures/image_facts.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto facts = vod::image_facts(std::as_bytes(std::span(data, size)));
  if (!facts) return 0;
  VOD_CHECK(facts->frames > 0);
  VOD_CHECK(facts->duration_ms >= 0);
  VOD_CHECK(static_cast<std::size_t>(facts->frames) <= size);
  return 0;
}
