#include "ports/endpoints.h"

namespace vod {

const char* name_of(EndpointState state) {
  switch (state) {
    case EndpointState::closed:
      return "closed";
    case EndpointState::open:
      return "open";
    case EndpointState::probing:
      return "probing";
    case EndpointState::slowed:
      return "slowed";
  }
  return "unknown";
}

}  // namespace vod
