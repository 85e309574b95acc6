// F5 and F6 in small, on a network and a clock that the test moves: one endpoint's trouble is not another's.
#include <map>

#include "delivery/test_push.h"
#include "model/limits.h"

namespace vod {
namespace {

using testing::answer;
using vod::testing::failure;

class PushIsolation : public CallbackDispatcherTest {
 protected:
  AppId put_endpoint(std::uint64_t number, const std::string& host) {
    const AppId id{1'600'000'000 + number};
    world.put_app(id, EventMode::push, "http://" + host + "/");
    return id;
  }
};

TEST_F(PushIsolation, HealthyReceiverIsNotSlowedByFiveBadOnes) {
  // What the five classes of bad receivers look like from here: each ends by its deadline, with a failure.
  outbound.put_peer("http://silent", [](const OutboundRequest&) { return answer(200, "", {}, INT64_MAX / 2); });
  outbound.put_peer("http://dripping", [](const OutboundRequest&) { return answer(200, "", {}, 600'000); });
  outbound.put_peer("http://endless",
                    [](const OutboundRequest&) { return failure(OutboundFailure::timeout, "endless", 15'000); });
  outbound.put_peer("http://resetting",
                    [](const OutboundRequest&) { return failure(OutboundFailure::broken, "reset", 3); });
  outbound.put_peer("http://open", [](const OutboundRequest&) { return answer(200, "", {}, 16'000); });
  std::map<std::string, std::int64_t> sent_ms;
  outbound.put_peer(receiver, [&](const OutboundRequest& request) {
    sent_ms[request.body] = world.clock.monotonic_ms();
    return answer(200, "", {}, 1);
  });
  std::vector<AppId> bad;
  for (const char* host : {"silent", "dripping", "endless", "resetting", "open"}) {
    bad.push_back(put_endpoint(bad.size(), std::string(host) + ".example.net"));
  }
  int published = 0;
  for (int round = 0; round < 150; ++round) {
    for (const AppId each : bad) world.publish(each);
    const std::string body = std::to_string(round);
    world.publish(app, body);
    ++published;
    const std::int64_t now_ms = world.clock.monotonic_ms();
    dispatcher->step();
    // It goes out in the very step that sees it, whatever the others do.
    ASSERT_TRUE(sent_ms.contains(body)) << round;
    EXPECT_EQ(sent_ms[body], now_ms);
    run_for(200);
  }
  EXPECT_EQ(sent_ms.size(), static_cast<std::size_t>(published));
  for (const AppId each : bad) {
    const auto health = dispatcher->list(each).value().at(0);
    EXPECT_GT(health.failures, 0U) << health.endpoint;
    EXPECT_LE(health.in_flight, limits::callbacks_first_per_endpoint) << health.endpoint;
    if (health.last_failure->failure != OutboundFailure::broken) {
      EXPECT_EQ(health.last_failure->failure, OutboundFailure::timeout) << health.endpoint;
    }
  }
}

TEST_F(PushIsolation, ManyDeadEndpointsLeavePlacesForThoseThatAnswer) {
  answer_all(200);
  world.publish();
  settle();  // It is known to answer.
  outbound.put_peer("http://dead", [](const OutboundRequest&) { return answer(200, "", {}, INT64_MAX / 2); });
  for (std::uint64_t i = 0; i < 60; ++i) {
    const AppId dead = put_endpoint(i, "dead" + std::to_string(i) + ".example.net");
    for (int k = 0; k < 10; ++k) world.publish(dead);
  }
  for (int i = 0; i < 4; ++i) dispatcher->step();  // Each loads a part of them.
  EXPECT_EQ(outbound.in_flight(), limits::callbacks_unproven_max);
  const std::size_t before = tried_ms.size();
  world.publish();
  dispatcher->step();
  EXPECT_EQ(tried_ms.size(), before + 1);
}

TEST_F(PushIsolation, NoStormAfterAnHoursOutageOfAThousandEndpoints) {
  constexpr std::uint64_t endpoints = 1'000;
  constexpr std::int64_t hour_ms = 3'600'000;
  bool is_down = true;
  std::map<std::int64_t, std::size_t> per_second;
  std::map<std::string, std::size_t> per_endpoint;
  outbound.put_peer("http://e", [&](const OutboundRequest& request) {
    ++per_second[world.clock.monotonic_ms() / 1'000];
    ++per_endpoint[request.url];
    return is_down ? failure(OutboundFailure::connect, "refused", 1) : answer(200, "", {}, 1);
  });
  for (std::uint64_t i = 0; i < endpoints; ++i) {
    world.publish(put_endpoint(i, "e" + std::to_string(i) + ".example.net"));
  }
  const auto advance = [&](std::int64_t ms, std::int64_t step_ms) {
    for (std::int64_t passed = 0; passed < ms; passed += step_ms) {
      for (int i = 0; i < 6; ++i) {
        dispatcher->step();
        world.clock.advance(1);
        outbound.step();
      }
      world.drain();
      world.clock.advance(step_ms - 6);
    }
  };
  advance(hour_ms, 30'000);
  // The list of an hour: at once, 5 s, 30 s, 2 min, 10 min, 30 min; a sixth of it may come sooner.
  for (const auto& [url, attempts] : per_endpoint) {
    EXPECT_GE(attempts, 5U) << url;
    EXPECT_LE(attempts, 7U) << url;
  }
  is_down = false;
  per_second.clear();
  std::size_t before = 0;
  for (const auto& [url, attempts] : per_endpoint) before += attempts;
  advance(3 * hour_ms / 2, 30'000);
  std::size_t after = 0;
  for (const auto& [url, attempts] : per_endpoint) after += attempts;
  EXPECT_EQ(after - before, endpoints);  // One success each.
  // Spread by the jitter over many minutes: no look at the clock sees more than a small share of them.
  for (const auto& [second, attempts] : per_second) EXPECT_LE(attempts, endpoints / 20) << second;
}

}  // namespace
}  // namespace vod
