#include "backends/outbound/target.h"

#include <gtest/gtest.h>

namespace vod {
namespace {

TEST(Target, HasSchemeHostAndPort) {
  const auto plain = parse_target("http://Example.NET/path?a=b#c").value();
  EXPECT_FALSE(plain.is_tls);
  EXPECT_EQ(plain.host, "example.net");
  EXPECT_EQ(plain.port, 80);
  EXPECT_FALSE(plain.address);
  const auto secure = parse_target("HTTPS://example.net:8443").value();
  EXPECT_TRUE(secure.is_tls);
  EXPECT_EQ(secure.port, 8443);
}

TEST(Target, AddressesAreReadAsSuch) {
  EXPECT_EQ(parse_target("http://192.0.2.7:8080/").value().address, IpAddress::v4(192, 0, 2, 7));
  EXPECT_EQ(parse_target("http://[::1]:8080/").value().address, IpAddress::parse("::1"));
  EXPECT_EQ(parse_target("http://[::1]/").value().port, 80);
}

class RefusedUrl : public testing::TestWithParam<const char*> {};

TEST_P(RefusedUrl, IsRefusedWithAReason) {
  const auto target = parse_target(GetParam());
  ASSERT_FALSE(target) << target.value().host;
  EXPECT_FALSE(target.error().detail.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Urls, RefusedUrl,
    testing::Values("", "example.net", "ftp://example.net/", "file:///etc/passwd", "http:/example.net",
                    "http:example.net", "http://", "http:///path", "http://user@example.net/",
                    "http://user:word@example.net/", "http://example.net@127.0.0.1/", "http://127.1/",
                    "http://127.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/",
                    "http://0177.0.0.1/", "http://017700000001/", "http://127.0.0.01/", "http://1.2.3.4.5/",
                    "http://256.1.1.1/", "http://127.0.0.1./", "http://0/", "http://example.0x1/",
                    "http://exa mple.net/", "http://example.net\\@127.0.0.1/", "http://example.net%2f/",
                    "http://127.0.0.1%00.example.net/", "http://[::1/", "http://[127.0.0.1]/",
                    "http://[fe80::1%25eth0]/", "http://[::1]x/",
                    "http://\xe2\x91\xa0\xe2\x91\xa1\xe2\x91\xa6.example.net/", "http://example.net:0/",
                    "http://example.net:65536/", "http://example.net:/", "http://example.net:+80/",
                    "http://example.net:80a/", "http://example.net:22/", "http://example.net:6379/",
                    "http://.example.net/", "http://a..b/", "http://exam\tple.net/", "http://example.net/\r\nX: y"));

TEST(Target, PortsOfOtherProtocolsAreRefused) {
  for (const std::uint16_t port : {0, 22, 25, 3306, 5432, 6379, 11211, 27017})
    EXPECT_TRUE(is_refused_port(port)) << port;
  for (const std::uint16_t port : {80, 443, 3000, 8000, 8080, 8443, 9000, 9266, 65535})
    EXPECT_FALSE(is_refused_port(port)) << port;
}

}  // namespace
}  // namespace vod
