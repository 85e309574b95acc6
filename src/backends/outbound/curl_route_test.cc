// TLS and the route of a request: whom it trusts, what it shows, where it leaves from.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "backends/outbound/test_outbound.h"
#include "testing/tls_peer.h"

namespace vod {
namespace {

using vod::testing::TestAuthority;
using vod::testing::TlsIdentity;
using vod::testing::TlsPeer;

class CurlRoute : public ::testing::Test {
 protected:
  CurlRoute() {
    std::string name = std::filesystem::temp_directory_path() / "openvod-route-XXXXXX";
    folder = ::mkdtemp(name.data());
    resolver->put("receiver.example", {{"127.0.0.1"}});
  }
  ~CurlRoute() override { std::filesystem::remove_all(folder); }

  std::string file(const std::string& name, const std::string& text) const {
    const auto path = folder / name;
    std::ofstream(path) << text;
    return path;
  }
  OutboundResult ask(const std::string& url, const OutboundRoute& route) {
    OutboundRequest request = request_to(url);
    request.route = route;
    return run(outbound, request);
  }
  OutboundRoute trusting() const { return {.ca_file = file("ca.pem", authority.certificate())}; }

  std::filesystem::path folder;
  TestAuthority authority;
  std::shared_ptr<TableResolver> resolver = std::make_shared<TableResolver>();
  CurlOutbound outbound{options_allowing({"127.0.0.0/8"}), resolver, 0};
};

TEST_F(CurlRoute, CaFileIsTrustedByTheRequestThatNamesItAndByNoOther) {
  const TlsPeer peer(authority.issue("receiver.example"));
  const std::string url = peer.url("receiver.example");
  EXPECT_EQ(ask(url, {}).failure, OutboundFailure::tls);
  const auto trusted = ask(url, trusting());
  EXPECT_EQ(trusted.status, 200) << trusted.detail;
  EXPECT_GT(trusted.phases.tls_ms, 0);
  EXPECT_EQ(ask(url, {}).failure, OutboundFailure::tls);
  EXPECT_EQ(peer.answered(), 1);
}

TEST_F(CurlRoute, ExpiredCertificateIsRefused) {
  const TlsPeer peer(authority.issue("receiver.example", -7'200, -3'600));
  const auto result = ask(peer.url("receiver.example"), trusting());
  EXPECT_EQ(result.failure, OutboundFailure::tls);
  EXPECT_NE(result.detail.find("expired"), std::string::npos) << result.detail;
  EXPECT_EQ(peer.answered(), 0);
}

TEST_F(CurlRoute, CertificateOfAnotherNameIsRefused) {
  const TlsPeer peer(authority.issue("other.example"));
  EXPECT_EQ(ask(peer.url("receiver.example"), trusting()).failure, OutboundFailure::tls);
  EXPECT_EQ(peer.answered(), 0);
}

TEST_F(CurlRoute, HandshakeThatStallsIsATimeOut) {
  const RawPeer silent([](RawConnection& connection) { connection.wait_for_close(); });
  OutboundRequest request = request_to("https://127.0.0.1:" + std::to_string(silent.port()) + "/");
  request.connect_ms_max = 300;
  EXPECT_EQ(run(outbound, request).failure, OutboundFailure::timeout);
}

TEST_F(CurlRoute, ClientCertificateIsShown) {
  const TlsPeer peer(authority.issue("receiver.example"), authority.certificate());
  const std::string url = peer.url("receiver.example");
  EXPECT_EQ(ask(url, trusting()).failure, OutboundFailure::tls);
  const TlsIdentity client = authority.issue("client.example");
  OutboundRoute route = trusting();
  route.client_certificate_file = file("client.pem", client.certificate);
  route.client_key_file = file("client.key", client.key);
  const auto shown = ask(url, route);
  EXPECT_EQ(shown.status, 200) << shown.detail;
}

TEST_F(CurlRoute, FileThatCantBeReadIsANamedFailureAndNothingConnects) {
  const RawPeer canary([](RawConnection&) {});
  const std::string missing = folder / "missing.pem";
  for (const OutboundRoute& route :
       {OutboundRoute{.ca_file = missing}, OutboundRoute{.client_certificate_file = missing},
        OutboundRoute{.client_key_file = missing}}) {
    const auto result = ask(canary.url(), route);
    EXPECT_EQ(result.failure, OutboundFailure::configuration);
    EXPECT_NE(result.detail.find("missing.pem"), std::string::npos) << result.detail;
  }
  EXPECT_EQ(canary.connections(), 0);
}

TEST_F(CurlRoute, FileThatIsNoCertificateFailsTheAttemptAndIsNotIgnored) {
  const TlsPeer peer(authority.issue("receiver.example"));
  EXPECT_EQ(ask(peer.url("receiver.example"), {.ca_file = file("bad.pem", "no certificate")}).failure,
            OutboundFailure::configuration);
  OutboundRoute route = trusting();
  route.client_certificate_file = file("bad.pem", "no certificate");
  route.client_key_file = route.client_certificate_file;
  EXPECT_EQ(ask(peer.url("receiver.example"), route).failure, OutboundFailure::configuration);
  EXPECT_EQ(peer.answered(), 0);
}

TEST_F(CurlRoute, LeavesFromTheBindAddress) {
  std::promise<std::string> from;
  const RawPeer peer([&](RawConnection& connection) {
    from.set_value(connection.peer_address());
    connection.read_head();
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  });
  const auto result = ask(peer.url(), {.bind_address = "127.0.0.5"});
  EXPECT_EQ(result.status, 200) << result.detail;
  EXPECT_EQ(from.get_future().get(), "127.0.0.5");
}

TEST_F(CurlRoute, BindAddressThatIsNotOursIsANamedFailure) {
  const RawPeer canary([](RawConnection&) {});
  EXPECT_EQ(ask(canary.url(), {.bind_address = "eth0"}).failure, OutboundFailure::configuration);
  EXPECT_EQ(ask(canary.url(), {.bind_address = "192.0.2.1"}).failure, OutboundFailure::configuration);
  EXPECT_EQ(canary.connections(), 0);
}

}  // namespace
}  // namespace vod
