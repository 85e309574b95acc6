// What the tests of the dispatcher stand on: a real database and queue, a network and a clock that they move.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "catalogue/attempts.h"
#include "delivery/push.h"
#include "delivery/queue.h"
#include "delivery/test_delivery.h"
#include "testing/fake_outbound.h"

namespace vod {

inline constexpr const char* receiver = "http://receiver.example.net/";

class CallbackDispatcherTest : public ::testing::Test {
 protected:
  void SetUp() override { restart(); }
  void restart() {
    dispatcher.reset();
    world.drain();
    dispatcher = std::make_unique<CallbackDispatcher>(*world.database, outbound, *queue, world.bells, world.clock,
                                                      world.random, *world.log, CallbackOptions::from(settings));
  }
  /// Steps until nothing is under way any more at this moment.
  std::optional<std::int64_t> settle() {
    std::optional<std::int64_t> next;
    for (int i = 0; i < 400; ++i) {
      next = dispatcher->step();
      outbound.step();
      world.drain();
      if (outbound.in_flight() == 0 && dispatcher->in_flight() == 0) break;
      if (i > 5 && outbound.in_flight() == dispatcher->in_flight()) break;
    }
    return dispatcher->step();
  }
  /// Lets time pass, stopping where the dispatcher or the network asks for it.
  void run_for(std::int64_t ms) {
    const std::int64_t end_ms = world.clock.monotonic_ms() + ms;
    while (world.clock.monotonic_ms() < end_ms) {
      std::int64_t next_ms = std::min(end_ms, settle().value_or(end_ms));
      next_ms = std::min(next_ms, outbound.step().value_or(end_ms));
      world.clock.advance(std::max<std::int64_t>(next_ms - world.clock.monotonic_ms(), 1));
    }
    settle();
  }
  void answer_all(int status, std::vector<std::pair<std::string, std::string>> headers = {}) {
    outbound.put_peer(receiver, [=, this](const OutboundRequest&) {
      tried_ms.push_back(world.clock.monotonic_ms());
      return vod::testing::answer(status, "said", headers);
    });
  }
  std::vector<catalogue::Attempt> log_of(std::uint64_t sequence) {
    std::vector<catalogue::Attempt> attempts;
    EXPECT_TRUE(world.database->read([&](ReadTransaction& tx) -> Done {
      VOD_TRY(attempts, catalogue::attempts_of(tx, app, sequence, 100));
      return done();
    }));
    return attempts;
  }
  std::string park_reason(std::uint64_t sequence) {
    std::string reason;
    EXPECT_TRUE(world.database->read([&](ReadTransaction& tx) {
      return tx.query("SELECT reason FROM parks WHERE seq = $1", {static_cast<std::int64_t>(sequence)},
                      [&](const SqlRow& row) { reason = row.text(0); });
    }));
    return reason;
  }

  DeliveryWorld world{EventMode::push};
  const AppId app = world.app;
  testing::FakeOutbound outbound{world.clock};
  Settings settings;
  std::unique_ptr<EmbeddedQueue> queue =
      EmbeddedQueue::open(*world.database, world.bells, world.clock, world.random, *world.log).value();
  std::vector<std::int64_t> tried_ms;
  std::unique_ptr<CallbackDispatcher> dispatcher;
};

}  // namespace vod
