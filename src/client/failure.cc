#include "client/failure.h"

namespace vod::client {

std::string Failure::text() const {
  std::string result = code.empty() ? message : code + ": " + message;
  if (!request_id.empty()) result += " (RequestId " + request_id + ")";
  return result;
}

}  // namespace vod::client
