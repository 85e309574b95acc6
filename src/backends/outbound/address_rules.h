#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backends/outbound/address.h"
#include "base/result.h"

namespace vod {

/// Which addresses one purpose may reach (security rules, section 3). Pure: no look-ups, no state.
class AddressRules {
 public:
  /// `setting` names the list in refusals, as "callback.allow". With `dev`, loopback and private addresses are
  /// reachable.
  explicit AddressRules(std::string setting) : setting_(std::move(setting)) {}
  AddressRules(std::string setting, std::vector<Network> allowed, bool dev)
      : setting_(std::move(setting)), allowed_(std::move(allowed)), dev_(dev) {}
  /// Reads the setting's networks; invalid_parameter_value names the one that is not a network.
  static Result<AddressRules> parse(std::string setting, const std::vector<std::string>& allowed, bool dev);

  /// Nothing when the address may be reached; else a sentence with the address, the rule and the setting.
  std::optional<std::string> refusal(const IpAddress& address) const;

 private:
  std::string setting_;
  std::vector<Network> allowed_;
  bool dev_ = false;
};

/// The name of the range that makes an address refused by default: "loopback", "private" ...; nothing for public ones.
/// Forms that carry an IPv4 address (mapped, compatible, NAT64, 6to4) are refused when what they carry is, and where
/// nothing public uses them always.
std::optional<std::string_view> refused_range(const IpAddress& address);

}  // namespace vod
