#include "wire/types.h"

#include "wire/json_value.h"

namespace vod::wire {

Result<void> decode_text(std::string_view json, Reading& reading,
                         void (*decode_value)(const boost::json::value&, Reading&, void*), void* to) {
  VOD_TRY(const auto value, parse_json(json));
  decode_value(value, reading, to);
  if (reading.failed()) return reading.take_error();
  return done();
}

}  // namespace vod::wire
