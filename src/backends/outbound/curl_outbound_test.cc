#include "backends/outbound/curl_outbound.h"

#include <gtest/gtest.h>

#include <future>

#include "backends/outbound/test_outbound.h"
#include "ports/outbound_contract.h"

namespace vod {
namespace {

class CurlWorld final : public OutboundWorld {
 public:
  Outbound& outbound() override { return outbound_; }
  std::string answering(int status, std::vector<std::pair<std::string, std::string>> headers,
                        std::string body) override {
    servers_.push_back(std::make_unique<HttpStandIn>([this, status, headers, body](const StandInRequest& request) {
      const std::lock_guard lock(mutex_);
      last_body_ = request.body;
      StandInAnswer answer{status};
      answer.headers.insert(headers.begin(), headers.end());
      answer.body = body;
      return answer;
    }));
    return servers_.back()->url() + "/";
  }
  std::string silent() override { return silent_.url(); }
  std::string refused() override { return "http://10.9.8.7/"; }
  OutboundResult wait(std::future<OutboundResult> result) override { return result.get(); }
  std::string last_body() override {
    const std::lock_guard lock(mutex_);
    return last_body_;
  }

 private:
  std::mutex mutex_;
  std::string last_body_;
  std::vector<std::unique_ptr<HttpStandIn>> servers_;
  RawPeer silent_{[](RawConnection& connection) { connection.wait_for_close(); }};
  CurlOutbound outbound_{options_allowing({"127.0.0.0/8"})};
};

INSTANTIATE_TEST_SUITE_P(Curl, OutboundContract, ::testing::Values([]() -> std::shared_ptr<OutboundWorld> {
                           return std::make_shared<CurlWorld>();
                         }));

// The guard: a canary on loopback that nobody may reach.
class OutboundGuard : public ::testing::Test {
 protected:
  void SetUp() override { ::setenv("http_proxy", canary.url().c_str(), 1); }
  void TearDown() override { ::unsetenv("http_proxy"); }

  std::string canary_at(const std::string& host) const {
    return "http://" + host + ":" + std::to_string(canary.port()) + "/";
  }
  OutboundResult reach(const std::string& host) {
    OutboundRequest request = request_to(canary_at(host));
    request.total_ms_max = 5'000;
    return run(outbound, request);
  }

  RawPeer canary{[](RawConnection& connection) { connection.wait_for_close(); }};
  std::shared_ptr<TableResolver> resolver = std::make_shared<TableResolver>();
  CurlOutbound outbound{CurlOutboundOptions{}, resolver, 0};
};

TEST_F(OutboundGuard, NumericHostsNeverReachLoopback) {
  for (const char* host : {"127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001",
                           "0", "[::1]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
                           "127.0.0.1.", "localhost@127.0.0.1", "user:word@127.0.0.1"}) {
    const auto result = reach(host);
    EXPECT_TRUE(result.failure == OutboundFailure::refused_address || result.failure == OutboundFailure::bad_url)
        << host << ": " << name_of(result.failure) << ' ' << result.detail;
  }
  EXPECT_EQ(canary.connections(), 0);
}

TEST_F(OutboundGuard, NamesThatResolveToLoopbackAreRefused) {
  for (const char* address : {"127.0.0.1", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1", "0.0.0.0",
                              "::", "169.254.169.254", "10.0.0.1"}) {
    resolver->put("evil.example", {{address}});
    const auto result = reach("evil.example");
    EXPECT_EQ(result.failure, OutboundFailure::refused_address) << address;
    EXPECT_EQ(result.address, IpAddress::parse(address)->text());
  }
  EXPECT_EQ(canary.connections(), 0);
}

TEST_F(OutboundGuard, OneRefusedAddressAmongSeveralRefusesAll) {
  resolver->put("mixed.example", {{"8.8.8.8", "127.0.0.1"}});
  EXPECT_EQ(reach("mixed.example").failure, OutboundFailure::refused_address);
  EXPECT_EQ(canary.connections(), 0);
}

TEST_F(OutboundGuard, RebindingNeverReachesLoopback) {
  // The public turn goes to an address that refuses or drops; what matters is that the private turn goes nowhere.
  resolver->put("rebind.example", {{"127.0.0.1"}, {"0.0.0.0"}, {"::1"}});
  for (int attempt = 0; attempt < 1'000; ++attempt) {
    EXPECT_EQ(reach("rebind.example").failure, OutboundFailure::refused_address);
  }
  EXPECT_EQ(resolver->look_ups(), 1'000);
  EXPECT_EQ(canary.connections(), 0);
}

TEST(CurlOutbound, ConnectsToTheCheckedAddressAndKeepsTheHost) {
  HttpStandIn server([](const StandInRequest&) { return StandInAnswer{200}; });
  auto resolver = std::make_shared<TableResolver>();
  // A second look-up would give an address that nobody listens at.
  resolver->put("once.example", {{"127.0.0.1"}, {"127.0.0.9"}});
  CurlOutbound outbound(options_allowing({"127.0.0.0/8"}), resolver, 0);
  const auto result = run(outbound, request_to("http://once.example:" + std::to_string(server.port()) + "/hook"));
  EXPECT_EQ(result.status, 200) << result.detail;
  EXPECT_EQ(result.address, "127.0.0.1");
  EXPECT_EQ(resolver->look_ups(), 1);
  ASSERT_EQ(server.requests().size(), 1U);
  EXPECT_EQ(server.requests()[0].headers.at("host"), "once.example:" + std::to_string(server.port()));
}

TEST(CurlOutbound, ConnectionIsReusedAndItsNameCheckedAgain) {
  HttpStandIn server([](const StandInRequest&) { return StandInAnswer{200}; });
  auto resolver = std::make_shared<TableResolver>();
  resolver->put("kept.example", {{"127.0.0.1"}, {"127.0.0.1"}, {"10.0.0.1"}});
  CurlOutbound outbound(options_allowing({"127.0.0.0/8"}), resolver, 0);
  const std::string url = "http://kept.example:" + std::to_string(server.port()) + "/";
  EXPECT_EQ(run(outbound, request_to(url)).status, 200);
  EXPECT_EQ(run(outbound, request_to(url)).status, 200);
  EXPECT_EQ(run(outbound, request_to(url)).failure, OutboundFailure::refused_address);
  EXPECT_EQ(server.connections(), 1);
}

TEST(CurlOutbound, PullMayNotReuseAConnectionThatOnlyCallbacksMayOpen) {
  HttpStandIn server([](const StandInRequest&) { return StandInAnswer{200}; });
  CurlOutboundOptions options;
  options.callback = AddressRules::parse("callback.allow", {"127.0.0.0/8"}, false).value();
  CurlOutbound outbound(options);
  EXPECT_EQ(run(outbound, request_to(server.url())).status, 200);
  const auto pull = run(outbound, pull_of(server.url()));
  EXPECT_EQ(pull.failure, OutboundFailure::refused_address);
  EXPECT_NE(pull.detail.find("pull.allow"), std::string::npos) << pull.detail;
  EXPECT_EQ(server.connections(), 1);
}

TEST(CurlOutbound, RememberedNameIsNotLookedUpAgain) {
  HttpStandIn server([](const StandInRequest&) { return StandInAnswer{200}; });
  auto resolver = std::make_shared<TableResolver>();
  resolver->put("busy.example", {{"127.0.0.1"}});
  CurlOutbound outbound(options_allowing({"127.0.0.0/8"}), resolver, 3'600'000);
  const std::string url = "http://busy.example:" + std::to_string(server.port()) + "/";
  for (int i = 0; i < 5; ++i) EXPECT_EQ(run(outbound, request_to(url)).status, 200);
  EXPECT_EQ(resolver->look_ups(), 1);
}

// Peers that misbehave.
class HostilePeer : public ::testing::Test {
 protected:
  OutboundResult ask(RawPeer::Script script, bool is_pull = false, std::int64_t idle_ms = 0) {
    const RawPeer peer(std::move(script));
    OutboundRequest request = is_pull ? pull_of(peer.url()) : request_to(peer.url());
    request.total_ms_max = idle_ms > 0 ? 60'000 : 1'000;
    request.idle_ms_max = idle_ms;
    return run(outbound, request);
  }
  CurlOutbound outbound{options_allowing({"127.0.0.0/8"})};
};

TEST_F(HostilePeer, OneHeaderByteAtATimeEndsInATimeout) {
  const auto result = ask([](RawConnection& connection) {
    connection.read_head();
    while (connection.send("H")) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  });
  EXPECT_NE(result.failure, OutboundFailure::none);
}

TEST_F(HostilePeer, SilenceInTheMiddleOfAPullEndsByTheIdleLimit) {
  const auto result = ask(
      [](RawConnection& connection) {
        connection.read_head();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        connection.wait_for_close();
      },
      true, 1'000);
  EXPECT_EQ(result.failure, OutboundFailure::timeout);
}

TEST_F(HostilePeer, EndlessBodyOfACallbackIsCutAndTheStatusCounts) {
  const auto result = ask([](RawConnection& connection) {
    connection.read_head();
    connection.send("HTTP/1.1 200 OK\r\n\r\n");
    while (connection.send(std::string(4'096, 'z'))) {
    }
  });
  EXPECT_EQ(result.failure, OutboundFailure::none) << result.detail;
  EXPECT_EQ(result.status, 200);
  EXPECT_EQ(result.body.size(), 4'096U);
}

TEST_F(HostilePeer, EndlessBodyOfAPullIsTooLarge) {
  const auto result = ask(
      [](RawConnection& connection) {
        connection.read_head();
        connection.send("HTTP/1.1 200 OK\r\n\r\n");
        while (connection.send(std::string(65'536, 'z'))) {
        }
      },
      true);
  EXPECT_EQ(result.failure, OutboundFailure::too_large);
}

TEST_F(HostilePeer, EndlessHeadersAreTooLarge) {
  const auto result = ask([](RawConnection& connection) {
    connection.read_head();
    connection.send("HTTP/1.1 200 OK\r\n");
    while (connection.send("X-Long: " + std::string(1'000, 'h') + "\r\n")) {
    }
  });
  EXPECT_EQ(result.failure, OutboundFailure::too_large) << name_of(result.failure) << result.detail;
}

TEST_F(HostilePeer, ResetIsBroken) {
  const auto result = ask([](RawConnection& connection) {
    connection.read_head();
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    connection.reset();
  });
  EXPECT_EQ(result.failure, OutboundFailure::broken) << result.detail;
}

TEST_F(HostilePeer, LyingContentLengthIsBroken) {
  const auto result = ask(
      [](RawConnection& connection) {
        connection.read_head();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
      },
      true);
  EXPECT_EQ(result.failure, OutboundFailure::broken);
}

TEST_F(HostilePeer, HugeContentLengthIsRefusedBeforeTheBody) {
  const auto result = ask(
      [](RawConnection& connection) {
        connection.read_head();
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
        connection.wait_for_close();
      },
      true);
  EXPECT_EQ(result.failure, OutboundFailure::too_large);
}

TEST_F(HostilePeer, NoHttpIsBroken) {
  const auto result = ask([](RawConnection& connection) {
    connection.read_head();
    connection.send("SSH-2.0-OpenSSH_9.2\r\n");
  });
  EXPECT_EQ(result.failure, OutboundFailure::broken) << name_of(result.failure);
}

TEST_F(HostilePeer, CompressedBodyStaysAsItIs) {
  const auto result = ask([](RawConnection& connection) {
    connection.read_head();
    connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc");
  });
  EXPECT_EQ(result.body, "abc") << result.detail;
}

TEST_F(HostilePeer, PlainPeerFailsATlsHandshake) {
  const RawPeer peer([](RawConnection& connection) { connection.send("HTTP/1.1 400 Bad Request\r\n\r\n"); });
  const auto result = run(outbound, request_to("https://127.0.0.1:" + std::to_string(peer.port()) + "/"));
  EXPECT_EQ(result.failure, OutboundFailure::tls) << name_of(result.failure) << result.detail;
}

TEST_F(HostilePeer, StoppingEndsWhatIsInFlight) {
  const RawPeer peer([](RawConnection& connection) { connection.wait_for_close(); });
  std::promise<OutboundResult> promise;
  {
    CurlOutbound stopping{options_allowing({"127.0.0.0/8"})};
    stopping.submit(request_to(peer.url()), nullptr,
                    [&](OutboundResult result) { promise.set_value(std::move(result)); });
  }
  EXPECT_EQ(promise.get_future().get().failure, OutboundFailure::cancelled);
}

TEST_F(HostilePeer, NothingListeningIsAConnectFailure) {
  int port = 0;
  {
    const RawPeer gone([](RawConnection&) {});
    port = gone.port();
  }
  const auto result = run(outbound, request_to("http://127.0.0.1:" + std::to_string(port) + "/"));
  EXPECT_EQ(result.failure, OutboundFailure::connect) << result.detail;
}

}  // namespace
}  // namespace vod
