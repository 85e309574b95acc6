#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sockaddr;

namespace vod {

/// An IP address. IPv4 stands in the first four bytes.
struct IpAddress {
  bool is_v6 = false;
  std::array<std::uint8_t, 16> bytes{};

  auto operator<=>(const IpAddress&) const = default;
  std::string text() const;
  /// Strict: four decimal numbers without leading zeros, or an IPv6 address without brackets and zone.
  static std::optional<IpAddress> parse(std::string_view text);
  /// Nothing for families other than IPv4 and IPv6.
  static std::optional<IpAddress> from(const sockaddr& address);
  static IpAddress v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d);
  int bits() const { return is_v6 ? 128 : 32; }
};

/// Addresses that share their first bits, as in 10.0.0.0/8.
struct Network {
  IpAddress address;
  int prefix_bits = 0;

  bool contains(const IpAddress& other) const;
  std::string text() const;
  /// `address/bits`, or an address for itself alone.
  static std::optional<Network> parse(std::string_view text);
};

}  // namespace vod
