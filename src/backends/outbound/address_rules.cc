#include "backends/outbound/address_rules.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "model/errors.h"

namespace vod {
namespace {

struct Range {
  std::string_view network;
  std::string_view name;
};

// The first range that fits gives the name, so narrow ones stand before wide ones. From the IANA special-purpose
// registries, and the metadata addresses of the large clouds.
constexpr auto ranges = std::to_array<Range>({
    {"169.254.169.254/32", "cloud metadata"},
    {"169.254.170.2/32", "cloud metadata"},
    {"169.254.0.23/32", "cloud metadata"},
    {"100.100.100.200/32", "cloud metadata"},
    {"192.0.0.192/32", "cloud metadata"},
    {"168.63.129.16/32", "cloud metadata"},
    {"fd00:ec2::254/128", "cloud metadata"},
    {"fd20:ce::254/128", "cloud metadata"},

    {"0.0.0.0/8", "unspecified"},
    {"127.0.0.0/8", "loopback"},
    {"10.0.0.0/8", "private"},
    {"172.16.0.0/12", "private"},
    {"192.168.0.0/16", "private"},
    {"169.254.0.0/16", "link-local"},
    {"100.64.0.0/10", "carrier-grade NAT"},
    {"192.0.0.0/24", "protocol assignments"},
    {"192.0.2.0/24", "documentation"},
    {"198.51.100.0/24", "documentation"},
    {"203.0.113.0/24", "documentation"},
    {"198.18.0.0/15", "benchmarking"},
    {"192.88.99.0/24", "6to4 relay"},
    {"224.0.0.0/4", "multicast"},
    {"240.0.0.0/4", "reserved"},

    {"::/128", "unspecified"},
    {"::1/128", "loopback"},
    {"fe80::/10", "link-local"},
    {"fec0::/10", "site-local"},
    {"fc00::/7", "private"},
    {"ff00::/8", "multicast"},
    {"100::/64", "discard"},
    {"64:ff9b:1::/48", "local NAT64"},
    {"2001:db8::/32", "documentation"},
    {"3fff::/20", "documentation"},
    {"2001::/23", "protocol assignments"},
    {"5f00::/16", "segment routing"},
    // Whatever else is not global unicast (2000::/3) is checked in refused_range.
});

struct ParsedRange {
  Network network;
  std::string_view name;
};

const std::vector<ParsedRange>& parsed_ranges() {
  static const std::vector<ParsedRange> parsed = [] {
    std::vector<ParsedRange> result;
    for (const Range& range : ranges) {
      const auto network = Network::parse(range.network);
      VOD_CHECK(network.has_value());
      result.push_back({*network, range.name});
    }
    return result;
  }();
  return parsed;
}

IpAddress v4_at(const IpAddress& v6, std::size_t offset) {
  return IpAddress::v4(v6.bytes[offset], v6.bytes[offset + 1], v6.bytes[offset + 2], v6.bytes[offset + 3]);
}

// An IPv6 address that stands for an IPv4 one, and that one.
struct Carrier {
  std::string_view name;
  IpAddress carried;
};

std::optional<Carrier> carrier_of(const IpAddress& address) {
  if (!address.is_v6) return {};
  const auto begins = [&](std::string_view network) { return Network::parse(network)->contains(address); };
  if (begins("::ffff:0:0/96")) return Carrier{"IPv4-mapped", v4_at(address, 12)};
  if (begins("::ffff:0:0:0/96")) return Carrier{"IPv4-translated", v4_at(address, 12)};
  if (begins("64:ff9b::/96")) return Carrier{"NAT64", v4_at(address, 12)};
  if (begins("2002::/16")) return Carrier{"6to4", v4_at(address, 2)};
  if (begins("::/96") && !begins("::/127")) return Carrier{"IPv4-compatible", v4_at(address, 12)};
  return {};
}

bool is_loopback_or_private(std::string_view range) { return range == "loopback" || range == "private"; }

}  // namespace

std::optional<std::string_view> refused_range(const IpAddress& address) {
  if (const auto carrier = carrier_of(address)) {
    if (const auto range = refused_range(carrier->carried)) return range;
    // NAT64 is how public IPv4 hosts look from an IPv6-only network; the others have no honest use as a target.
    if (carrier->name == "NAT64") return {};
    return carrier->name;
  }
  for (const ParsedRange& range : parsed_ranges()) {
    if (range.network.contains(address)) return range.name;
  }
  if (address.is_v6 && (address.bytes[0] & 0xe0) != 0x20) return "not global unicast";
  return {};
}

Result<AddressRules> AddressRules::parse(std::string setting, const std::vector<std::string>& allowed, bool dev) {
  std::vector<Network> networks;
  for (const std::string& text : allowed) {
    const auto network = Network::parse(text);
    if (!network) {
      return error(ErrorCode::invalid_parameter_value, setting,
                   setting + " has `" + text + "`, which is not a network such as 10.0.0.0/8 or fd00::/8.");
    }
    networks.push_back(*network);
  }
  return AddressRules(std::move(setting), std::move(networks), dev);
}

std::optional<std::string> AddressRules::refusal(const IpAddress& address) const {
  const auto range = refused_range(address);
  if (!range) return {};
  if (dev_ && is_loopback_or_private(*range) && !carrier_of(address)) return {};
  const auto allows = [&](const Network& network) { return network.contains(address); };
  if (std::ranges::any_of(allowed_, allows)) return {};
  return "The address " + address.text() + " is refused: it is in the range \"" + std::string(*range) +
         "\", and no network of the setting " + setting_ + " contains it.";
}

}  // namespace vod
