// F5, F6 and F7 over real sockets: bad receivers, odd answers, and names that lie about where they point.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <thread>

#include "backends/outbound/test_outbound.h"

namespace vod {
namespace {

/// Results of many requests, as they come.
class Collected {
 public:
  Outbound::Finished taker() {
    return [this](OutboundResult result) {
      const std::lock_guard lock(mutex_);
      results_.push_back(std::move(result));
      came_.notify_all();
    };
  }
  void wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    came_.wait(lock, [&] { return results_.size() >= count; });
  }
  std::vector<OutboundResult> results() const {
    const std::lock_guard lock(mutex_);
    return results_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable came_;
  std::vector<OutboundResult> results_;
};

void answer_silence(RawConnection& connection) { connection.wait_for_close(); }
void answer_drip(RawConnection& connection) {
  connection.read_head();
  while (connection.send("H")) std::this_thread::sleep_for(std::chrono::milliseconds(100));
}
void answer_endlessly(RawConnection& connection) {
  connection.read_head();
  connection.send("HTTP/1.1 200 OK\r\n\r\n");
  while (connection.send(std::string(16'384, 'z'))) {
  }
}
void answer_and_reset(RawConnection& connection) {
  connection.read_head();
  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
  connection.reset();
}
void answer_and_stay(RawConnection& connection) {
  connection.read_head();
  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
  connection.wait_for_close();
}

TEST(HostileReceivers, EachEndsByItsDeadlineInItsClass) {
  CurlOutbound outbound(options_allowing({"127.0.0.0/8"}));
  struct Case {
    const char* name;
    void (*script)(RawConnection&);
    OutboundFailure failure;
  };
  for (const Case& each : {Case{"silent", &answer_silence, OutboundFailure::timeout},
                           Case{"dripping", &answer_drip, OutboundFailure::broken},
                           Case{"endless", &answer_endlessly, OutboundFailure::none},
                           Case{"resetting", &answer_and_reset, OutboundFailure::broken},
                           Case{"never closing", &answer_and_stay, OutboundFailure::timeout}}) {
    const RawPeer peer(each.script);
    OutboundRequest request = request_to(peer.url());
    request.method = "POST";
    request.total_ms_max = 700;
    const auto result = run(outbound, request);
    if (std::string_view(each.name) == "dripping") {
      // It is no HTTP, or too slow, whichever is seen first.
      EXPECT_TRUE(result.failure == each.failure || result.failure == OutboundFailure::timeout) << result.detail;
    } else {
      EXPECT_EQ(result.failure, each.failure) << each.name << ": " << result.detail;
    }
    EXPECT_LE(result.body.size(), 4'096U) << each.name;
  }
}

TEST(HostileReceivers, HealthyOneIsServedWhileTheyHang) {
  std::vector<std::unique_ptr<RawPeer>> bad;
  for (auto* script : {&answer_silence, &answer_drip, &answer_and_stay}) {
    bad.push_back(std::make_unique<RawPeer>(script));
  }
  HttpStandIn healthy([](const StandInRequest&) { return StandInAnswer{200}; });
  CurlOutbound outbound(options_allowing({"127.0.0.0/8"}));
  Collected hung;
  std::vector<std::uint64_t> numbers;
  for (int i = 0; i < 20; ++i) {
    for (const auto& peer : {&bad[0], &bad[2]}) {
      OutboundRequest request = request_to((*peer)->url());
      request.total_ms_max = 600'000;
      numbers.push_back(outbound.submit(request, nullptr, hung.taker()));
    }
  }
  Collected served;
  constexpr std::size_t count = 200;
  for (std::size_t i = 0; i < count; ++i) outbound.submit(request_to(healthy.url()), nullptr, served.taker());
  served.wait_for(count);
  for (const auto& result : served.results()) EXPECT_EQ(result.status, 200) << result.detail;
  EXPECT_TRUE(hung.results().empty());
  for (const auto number : numbers) outbound.cancel(number);
  hung.wait_for(numbers.size());
}

// F6.
TEST(OddAnswers, KeepTheirStatusAndHeaders) {
  CurlOutbound outbound(options_allowing({"127.0.0.0/8"}));
  for (const int status : {500, 503, 429, 410}) {
    HttpStandIn server([&](const StandInRequest&) {
      return StandInAnswer{status, {{"Retry-After", "Fri, 99 Nonsense"}}, "what was wrong"};
    });
    const auto result = run(outbound, request_to(server.url()));
    EXPECT_EQ(result.failure, OutboundFailure::none) << result.detail;
    EXPECT_EQ(result.status, status);
    EXPECT_EQ(result.body, "what was wrong");
    EXPECT_NE(std::ranges::find(result.headers, std::pair<std::string, std::string>("retry-after", "Fri, 99 Nonsense")),
              result.headers.end());
  }
}

TEST(OddAnswers, RedirectToLoopbackIsNotFollowed) {
  const RawPeer canary([](RawConnection& connection) { connection.wait_for_close(); });
  HttpStandIn server([&](const StandInRequest&) { return StandInAnswer{301, {{"Location", canary.url()}}}; });
  CurlOutbound outbound(options_allowing({"127.0.0.0/8"}));
  EXPECT_EQ(run(outbound, request_to(server.url())).status, 301);
  EXPECT_EQ(canary.connections(), 0);
}

TEST(OddAnswers, BadChunkingIsBroken) {
  const RawPeer peer([](RawConnection& connection) {
    connection.read_head();
    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nhello\r\n0\r\n\r\n");
  });
  CurlOutbound outbound(options_allowing({"127.0.0.0/8"}));
  const auto result = run(outbound, request_to(peer.url()));
  EXPECT_EQ(result.failure, OutboundFailure::broken) << result.detail;
}

TEST(OddAnswers, CompressedBombStaysCompressedAndIsCut) {
  const std::string bomb(1 << 20, '\x1f');
  const RawPeer peer([&](RawConnection& connection) {
    connection.read_head();
    connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + std::to_string(bomb.size()) +
                    "\r\n\r\n");
    connection.send(bomb);
  });
  CurlOutbound outbound(options_allowing({"127.0.0.0/8"}));
  const auto result = run(outbound, request_to(peer.url()));
  EXPECT_EQ(result.failure, OutboundFailure::none) << result.detail;
  EXPECT_EQ(result.body, bomb.substr(0, 4'096));
}

// F7. 127.0.0.2 stands for a public address, where nobody listens; the canary waits at 127.0.0.1.
TEST(LyingNames, CanaryGetsNoConnectionInTenThousandAttempts) {
  constexpr std::size_t attempts = 10'000;
  constexpr std::size_t at_once = 200;
  RawPeer canary([](RawConnection& connection) { connection.wait_for_close(); });
  auto resolver = std::make_shared<TableResolver>();
  resolver->put("alternating.example", {{"127.0.0.2"}, {"127.0.0.1"}});
  resolver->put("several.example", {{"127.0.0.2", "127.0.0.1"}, {"127.0.0.1", "127.0.0.2"}});
  resolver->put("mapped.example", {{"::ffff:127.0.0.1"}, {"64:ff9b::7f00:1"}, {"2002:7f00:1::1"}, {"::1"}});
  resolver->put("private.example", {{"10.0.0.1"}, {"169.254.169.254"}, {"100.64.0.1"}, {"0.0.0.0"}, {"fd00::1"}});
  constexpr auto hosts = std::to_array<const char*>(
      {"alternating.example", "several.example", "mapped.example", "private.example", "127.0.0.1", "127.1",
       "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "0", "[::1]", "[::ffff:127.0.0.1]",
       "[64:ff9b::7f00:1]", "user@127.0.0.1", "127.0.0.2@127.0.0.1", "alternating.example.", "127.0.0.1%2f"});
  CurlOutbound outbound(options_allowing({"127.0.0.2/32"}), resolver, 0);
  Collected collected;
  for (std::size_t i = 0; i < attempts; ++i) {
    // The names come most often: only there does the answer change between two looks.
    const std::size_t pick = i % 2 == 0 ? i / 2 % 4 : i / 2 % hosts.size();
    OutboundRequest request =
        request_to("http://" + std::string(hosts[pick]) + ":" + std::to_string(canary.port()) + "/");
    request.total_ms_max = 20'000;
    outbound.submit(std::move(request), nullptr, collected.taker());
    if (i >= at_once) collected.wait_for(i - at_once);
  }
  collected.wait_for(attempts);
  std::map<OutboundFailure, std::size_t> classes;
  for (const auto& result : collected.results()) ++classes[result.failure];
  EXPECT_EQ(classes[OutboundFailure::none], 0U);
  EXPECT_GT(classes[OutboundFailure::refused_address], attempts / 3);
  EXPECT_GT(classes[OutboundFailure::bad_url], attempts / 10);
  EXPECT_GT(classes[OutboundFailure::connect], 0U);  // The "public" turns did go out.
  EXPECT_EQ(canary.connections(), 0);
}

TEST(LyingNames, SystemsOwnNamesOfLoopbackAreRefused) {
  RawPeer canary([](RawConnection& connection) { connection.wait_for_close(); });
  CurlOutbound outbound{CurlOutboundOptions{}};
  const auto result = run(outbound, request_to("http://localhost:" + std::to_string(canary.port()) + "/"));
  EXPECT_TRUE(result.failure == OutboundFailure::refused_address || result.failure == OutboundFailure::resolve)
      << result.detail;
  EXPECT_EQ(canary.connections(), 0);
}

}  // namespace
}  // namespace vod
