#include "backends/outbound/target.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "model/errors.h"

namespace vod {
namespace {

constexpr auto refused_ports = std::to_array<std::uint16_t>({
    0,    1,    7,    9,    11,   13,   15,   17,   19,   20,    21,    22,    23,   25,   37,   42,   43,
    53,   69,   77,   79,   87,   95,   101,  102,  103,  104,   109,   110,   111,  113,  115,  117,  119,
    123,  135,  137,  139,  143,  161,  179,  389,  427,  445,   465,   512,   513,  514,  515,  526,  530,
    531,  532,  540,  548,  554,  556,  563,  587,  601,  636,   873,   989,   990,  993,  995,  1433, 1521,
    1719, 1720, 1723, 2049, 2375, 2376, 3306, 3389, 3659, 4045,  4190,  5060,  5061, 5432, 5672, 6000, 6379,
    6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9042, 10080, 11211, 27017,
});

Error refused(std::string detail) { return error(ErrorCode::invalid_parameter_value, "url", std::move(detail)); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The last label decides: resolvers read a host that ends in a number as an address in one of its many spellings.
bool looks_numeric(std::string_view host) {
  const auto dot = host.rfind('.');
  const std::string_view last = dot == std::string_view::npos ? host : host.substr(dot + 1);
  if (last.empty()) return false;
  if (last.starts_with("0x")) return true;
  return std::ranges::all_of(last, is_digit);
}

bool is_host_name(std::string_view host) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '.' || c == '_'; };
  return !host.empty() && host.size() <= 253 && host.front() != '.' && host.back() != '.' &&
         host.find("..") == std::string_view::npos && std::ranges::all_of(host, fits);
}

}  // namespace

bool is_refused_port(std::uint16_t port) { return std::ranges::binary_search(refused_ports, port); }

Result<Target> parse_target(std::string_view url) {
  const auto is_plain = [](unsigned char c) { return c > 0x20 && c < 0x7f && c != '\\'; };
  if (!std::ranges::all_of(url, is_plain)) {
    return refused("The URL has a space, a backslash or a character outside ASCII; such characters must be encoded.");
  }
  Target target;
  const std::string scheme = lower(url.substr(0, url.find(':')));
  if (scheme != "http" && scheme != "https") return refused("The URL must begin with http:// or https://.");
  target.is_tls = scheme == "https";
  url.remove_prefix(scheme.size());
  if (!url.starts_with("://")) return refused("The URL must begin with http:// or https://.");
  url.remove_prefix(3);

  std::string_view authority = url.substr(0, url.find_first_of("/?#"));
  if (authority.find('@') != std::string_view::npos) return refused("The URL has a user name or password in it.");
  std::string_view port;
  bool has_port = false;
  if (authority.starts_with('[')) {
    const auto end = authority.find(']');
    if (end == std::string_view::npos) return refused("The URL's host lacks its closing bracket.");
    target.host = lower(authority.substr(1, end - 1));
    target.address = IpAddress::parse(target.host);
    if (!target.address || !target.address->is_v6) return refused("The URL's host is not an IPv6 address.");
    std::string_view rest = authority.substr(end + 1);
    has_port = !rest.empty();
    if (has_port && rest.front() != ':') return refused("The URL's host is malformed.");
    if (has_port) port = rest.substr(1);
  } else {
    const auto colon = authority.find(':');
    target.host = lower(authority.substr(0, colon));
    has_port = colon != std::string_view::npos;
    if (has_port) port = authority.substr(colon + 1);
    if (!is_host_name(target.host)) return refused("The URL's host `" + target.host + "` is not a host name.");
    if (looks_numeric(target.host)) {
      target.address = IpAddress::parse(target.host);
      if (!target.address) {
        return refused("The URL's host `" + target.host + "` is a number; write an address as four decimal numbers.");
      }
    }
  }

  target.port = target.is_tls ? 443 : 80;
  if (has_port) {
    const auto number = parse_number<std::uint64_t>(port);
    if (!number || *number > 65'535 || port.size() > 5) return refused("The URL's port is not a number up to 65535.");
    target.port = static_cast<std::uint16_t>(*number);
  }
  if (is_refused_port(target.port)) {
    return refused("The port " + std::to_string(target.port) +
                   " is refused: it belongs to another protocol than HTTP.");
  }
  return target;
}

}  // namespace vod
