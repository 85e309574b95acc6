#pragma once

#include <string_view>

#include "server/request_head.h"

namespace vod {

/// Who answers a request. The order of the rules is the order of this list.
enum class Route {
  object_storage,  // By Host: `<bucket>.cos.<region>.<anything>`.
  health,          // /-/health
  ready,           // /-/ready
  metrics,         // /-/metrics
  coverage,        // /-/coverage
  stream_key,      // /-/keys/...: what encrypted streams are encrypted with.
  console,         // /console, /console/...: the web console.
  unknown,         // Another reserved path (/-/, /v3/), or nothing that is served here.
  object,          // /<8 hex>vod..., and GET /?uploads with an object storage signature.
  api,             // /
};

std::string_view name_of(Route route);

Route route_of(const RequestHead& head);

}  // namespace vod
