#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "backends/outbound/address.h"
#include "base/result.h"

namespace vod {

/// Where a URL points, after the checks that need no look-up.
struct Target {
  bool is_tls = false;
  /// Lower case; IPv6 without brackets.
  std::string host;
  std::uint16_t port = 0;
  /// Set when the host is an address.
  std::optional<IpAddress> address;
};

/// Reads a URL strictly: http or https, no userinfo, no numeric host other than a plain address, no port of the list of
/// ports that other protocols use, no bytes that programs read differently. invalid_parameter_value says what is wrong.
Result<Target> parse_target(std::string_view url);

/// Ports of services that a request must not be able to talk to (the Fetch standard's list, and data stores).
bool is_refused_port(std::uint16_t port);

}  // namespace vod
