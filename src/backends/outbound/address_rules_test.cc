#include "backends/outbound/address_rules.h"

#include <gtest/gtest.h>

#include "model/errors.h"

namespace vod {
namespace {

IpAddress address(std::string_view text) {
  const auto parsed = IpAddress::parse(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  return parsed.value_or(IpAddress{});
}

struct Case {
  const char* address;
  const char* range;  // null = may be reached.
};

class RangeOf : public testing::TestWithParam<Case> {};

TEST_P(RangeOf, IsAsTheTableSays) {
  const auto range = refused_range(address(GetParam().address));
  if (GetParam().range == nullptr) {
    EXPECT_FALSE(range.has_value()) << *range;
  } else {
    ASSERT_TRUE(range.has_value());
    EXPECT_EQ(*range, GetParam().range);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Addresses, RangeOf,
    testing::Values(Case{"8.8.8.8", nullptr}, Case{"1.1.1.1", nullptr}, Case{"172.15.255.255", nullptr},
                    Case{"172.32.0.0", nullptr}, Case{"11.0.0.0", nullptr}, Case{"100.63.255.255", nullptr},
                    Case{"100.128.0.0", nullptr}, Case{"128.0.0.1", nullptr}, Case{"223.255.255.255", nullptr},
                    Case{"2606:4700::1111", nullptr}, Case{"2a00:1450::1", nullptr}, Case{"64:ff9b::8.8.8.8", nullptr},
                    Case{"127.0.0.1", "loopback"}, Case{"127.255.255.254", "loopback"}, Case{"::1", "loopback"},
                    Case{"10.0.0.0", "private"}, Case{"10.255.255.255", "private"}, Case{"172.16.0.1", "private"},
                    Case{"172.31.255.255", "private"}, Case{"192.168.1.1", "private"}, Case{"fc00::1", "private"},
                    Case{"fdff::1", "private"}, Case{"169.254.1.1", "link-local"}, Case{"fe80::1", "link-local"},
                    Case{"fec0::1", "site-local"}, Case{"100.64.0.1", "carrier-grade NAT"},
                    Case{"100.127.255.255", "carrier-grade NAT"}, Case{"224.0.0.1", "multicast"},
                    Case{"239.1.2.3", "multicast"}, Case{"ff02::1", "multicast"}, Case{"0.0.0.0", "unspecified"},
                    Case{"0.1.2.3", "unspecified"}, Case{"::", "unspecified"}, Case{"192.0.2.1", "documentation"},
                    Case{"198.51.100.9", "documentation"}, Case{"203.0.113.255", "documentation"},
                    Case{"2001:db8::1", "documentation"}, Case{"198.18.0.1", "benchmarking"},
                    Case{"240.0.0.1", "reserved"}, Case{"255.255.255.255", "reserved"},
                    Case{"192.0.0.8", "protocol assignments"}, Case{"2001::1", "protocol assignments"},
                    Case{"169.254.169.254", "cloud metadata"}, Case{"100.100.100.200", "cloud metadata"},
                    Case{"fd00:ec2::254", "cloud metadata"}, Case{"168.63.129.16", "cloud metadata"},
                    Case{"::ffff:127.0.0.1", "loopback"}, Case{"::ffff:10.1.2.3", "private"},
                    Case{"::ffff:169.254.169.254", "cloud metadata"}, Case{"::ffff:8.8.8.8", "IPv4-mapped"},
                    Case{"::127.0.0.1", "loopback"}, Case{"::8.8.8.8", "IPv4-compatible"},
                    Case{"::ffff:0:10.0.0.1", "private"}, Case{"64:ff9b::127.0.0.1", "loopback"},
                    Case{"64:ff9b::10.0.0.1", "private"}, Case{"64:ff9b::169.254.169.254", "cloud metadata"},
                    Case{"64:ff9b:1::8.8.8.8", "local NAT64"}, Case{"2002:7f00:1::1", "loopback"},
                    Case{"2002:a00:1::1", "private"}, Case{"2002:808:808::1", "6to4"},
                    Case{"4000::1", "not global unicast"}));

TEST(AddressRules, RefusalNamesTheAddressTheRuleAndTheSetting) {
  const AddressRules rules("pull.allow");
  const auto refusal = rules.refusal(address("10.1.2.3"));
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(*refusal,
            "The address 10.1.2.3 is refused: it is in the range \"private\", and no network of the setting pull.allow "
            "contains it.");
}

TEST(AddressRules, AllowedNetworkOpensItsAddressesAlone) {
  const auto rules = AddressRules::parse("callback.allow", {"10.1.0.0/16", "fd00::/8", "192.168.7.7"}, false).value();
  EXPECT_FALSE(rules.refusal(address("10.1.255.1")));
  EXPECT_TRUE(rules.refusal(address("10.2.0.1")));
  EXPECT_FALSE(rules.refusal(address("fd12::1")));
  EXPECT_FALSE(rules.refusal(address("192.168.7.7")));
  EXPECT_TRUE(rules.refusal(address("192.168.7.8")));
  EXPECT_TRUE(rules.refusal(address("::ffff:10.1.0.1")));
}

TEST(AddressRules, DevOpensLoopbackAndPrivateButNotMetadata) {
  const AddressRules rules("callback.allow", {}, true);
  EXPECT_FALSE(rules.refusal(address("127.0.0.1")));
  EXPECT_FALSE(rules.refusal(address("::1")));
  EXPECT_FALSE(rules.refusal(address("192.168.0.5")));
  EXPECT_TRUE(rules.refusal(address("169.254.169.254")));
  EXPECT_TRUE(rules.refusal(address("169.254.1.1")));
  EXPECT_TRUE(rules.refusal(address("224.0.0.1")));
  EXPECT_TRUE(rules.refusal(address("0.0.0.0")));
}

TEST(AddressRules, BadNetworkIsNamed) {
  for (const char* text : {"10.0.0.0/33", "10.0.0/8", "fd00::/129", "public", "010.0.0.0/8", "10.0.0.0/-1", ""}) {
    const auto rules = AddressRules::parse("callback.allow", {text}, false);
    ASSERT_FALSE(rules) << text;
    EXPECT_EQ(rules.error().code, ErrorCode::invalid_parameter_value);
    EXPECT_NE(rules.error().detail.find("`" + std::string(text) + "`"), std::string::npos);
  }
}

}  // namespace
}  // namespace vod
