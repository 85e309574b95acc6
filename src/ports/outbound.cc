#include "ports/outbound.h"

namespace vod {

const char* name_of(OutboundFailure failure) {
  switch (failure) {
    case OutboundFailure::none: return "none";
    case OutboundFailure::bad_url: return "bad_url";
    case OutboundFailure::refused_address: return "refused_address";
    case OutboundFailure::resolve: return "resolve";
    case OutboundFailure::connect: return "connect";
    case OutboundFailure::tls: return "tls";
    case OutboundFailure::timeout: return "timeout";
    case OutboundFailure::broken: return "broken";
    case OutboundFailure::too_large: return "too_large";
    case OutboundFailure::cancelled: return "cancelled";
    case OutboundFailure::configuration: return "configuration";
  }
  return "unknown";
}

}  // namespace vod
