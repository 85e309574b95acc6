#include "delivery/lease.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace vod {
namespace {

// A small model of the whole queue: the table, what is durable, and two consumers that may do anything at any time. It
// states the invariants in its own words and never looks inside the table.
class Model {
 public:
  static constexpr int events = 3;
  static constexpr int consumers = 2;
  static constexpr std::int64_t lease_ms = 30;

  struct Held {
    Handle handle;
    int event = -1;
  };

  void pull(int consumer) {
    for (const LeasedEvent& over : table_.expire(now_ms_)) note_return(over);
    auto leased = table_.lease_returned(1, now_ms_ + lease_ms);
    // What came back may be closed meanwhile, as in the catalogue.
    while (!leased.empty() && is_closed_[index(leased[0].sequence)]) {
      table_.drop(leased[0].sequence);
      leased = table_.lease_returned(1, now_ms_ + lease_ms);
    }
    if (leased.empty()) {
      for (int event = 0; event < events; ++event) {
        const std::uint64_t sequence = static_cast<std::uint64_t>(event) + 1;
        if (sequence <= table_.cursor() || is_closed_[static_cast<std::size_t>(event)]) continue;
        const auto& stored = stored_[static_cast<std::size_t>(event)];
        std::optional<std::int64_t> count;
        if (stored) count = stored->delivery;
        if (const auto fresh = table_.lease_fresh(sequence, count, now_ms_ + lease_ms)) {
          leased.push_back(*fresh);
          break;
        }
      }
    }
    if (leased.empty()) return;
    const std::size_t event = index(leased[0].sequence);
    check(!is_closed_[event], "I2: a confirmed event was handed out");
    check(owner_[event].handle.epoch != epoch_ || owner_end_ms_[event] <= now_ms_, "I3: two live leases overlap");
    const Handle handle{leased[0].sequence, leased[0].delivery, epoch_, now_ms_ + lease_ms};
    if (leased[0].is_stored) stored_[event] = StoredLease{handle.delivery, handle.lease_end_wall_ms};
    owner_[event] = {handle, static_cast<int>(event)};
    owner_end_ms_[event] = now_ms_ + lease_ms;
    is_given_back_[event] = false;
    held_[static_cast<std::size_t>(consumer)] = owner_[event];
  }

  void confirm(int consumer) {
    const Held& held = held_[static_cast<std::size_t>(consumer)];
    if (held.event < 0) return;
    const auto event = static_cast<std::size_t>(held.event);
    for (const LeasedEvent& over : table_.expire(now_ms_)) note_return(over);
    const HandleVerdict verdict = table_.judge(held.handle);
    bool is_good = false;
    if (verdict == HandleVerdict::live || verdict == HandleVerdict::earlier) {
      table_.hold(held.handle);
      const bool may_close = verdict == HandleVerdict::live || accepts_earlier(held.handle, stored_[event], now_ms_);
      is_good = may_close && !is_closed_[event];
      table_.settle(held.handle, is_good);
    }
    const bool was_closed_by_it = is_closed_[event] && closed_by_[event] == held.handle;
    // What the rules say, told from the outside.
    const bool is_newest = owner_[event].handle == held.handle;
    const bool is_recent = held.handle.epoch == epoch_ || held.handle.epoch + 1 == epoch_;
    const bool should_be_good = !is_closed_[event] && is_newest && !is_given_back_[event] && is_recent &&
                                now_ms_ < held.handle.lease_end_wall_ms;
    check(is_good == should_be_good, is_good ? "a stale handle was accepted" : "a good handle was refused");
    if (is_good) {
      is_closed_[event] = true;
      closed_by_[event] = held.handle;
      stored_[event].reset();
    } else if (was_closed_by_it) {
      check(verdict != HandleVerdict::live, "a closed event is leased");
    }
  }

  void release(int consumer) {
    const Held& held = held_[static_cast<std::size_t>(consumer)];
    if (held.event < 0) return;
    const auto event = static_cast<std::size_t>(held.event);
    for (const LeasedEvent& over : table_.expire(now_ms_)) note_return(over);
    if (!table_.release(held.handle)) return;
    check(owner_[event].handle == held.handle, "a stale handle released a newer lease");
    note_return({held.handle.sequence, held.handle.delivery, true});
    is_given_back_[event] = true;
    owner_end_ms_[event] = now_ms_;
  }

  void wait() { now_ms_ += 15; }

  void crash() {
    ++epoch_;
    table_ = LeaseTable(epoch_);
    for (std::size_t event = 0; event < events; ++event) {
      if (!stored_[event] || stored_[event]->end_wall_ms <= now_ms_ || is_closed_[event]) continue;
      table_.restore(event + 1, static_cast<std::uint32_t>(stored_[event]->delivery), epoch_ - 1,
                     stored_[event]->end_wall_ms);
    }
  }

  const std::string& broken() const { return broken_; }

 private:
  static std::size_t index(std::uint64_t sequence) { return static_cast<std::size_t>(sequence - 1); }
  void note_return(const LeasedEvent& event) { stored_[index(event.sequence)] = StoredLease{event.delivery, 0}; }
  void check(bool holds, const char* what) {
    if (!holds && broken_.empty()) broken_ = what;
  }

  std::int64_t now_ms_ = 1'000;
  std::uint32_t epoch_ = 1;
  LeaseTable table_{1};
  std::array<bool, events> is_closed_{};
  std::array<Handle, events> closed_by_{};
  std::array<std::optional<StoredLease>, events> stored_{};
  std::array<Held, events> owner_{};
  std::array<std::int64_t, events> owner_end_ms_{};
  std::array<bool, events> is_given_back_{};
  std::array<Held, consumers> held_{};
  std::string broken_;
};

struct Explorer {
  // Every sequence of steps up to `depth` with at most one crash.
  static void explore(const Model& model, int depth, int crashes, std::string& path, long& states) {
    ++states;
    ASSERT_TRUE(model.broken().empty()) << model.broken() << " after " << path;
    if (depth == 0) return;
    for (const char step : {'p', 'P', 'c', 'C', 'r', 'w', 'x'}) {
      if (step == 'x' && crashes == 0) continue;
      Model next = model;
      switch (step) {
        case 'p':
          next.pull(0);
          break;
        case 'P':
          next.pull(1);
          break;
        case 'c':
          next.confirm(0);
          break;
        case 'C':
          next.confirm(1);
          break;
        case 'r':
          next.release(0);
          break;
        case 'w':
          next.wait();
          break;
        default:
          next.crash();
          break;
      }
      path += step;
      explore(next, depth - 1, crashes - (step == 'x' ? 1 : 0), path, states);
      if (::testing::Test::HasFatalFailure()) return;
      path.pop_back();
    }
  }
};

TEST(LeaseModel, HoldsForEverySequenceOfSevenSteps) {
  std::string path;
  long states = 0;
  Explorer::explore(Model(), 7, 1, path, states);
  EXPECT_GT(states, 300'000);
}

TEST(LeaseModel, HoldsForLongRandomSequencesWithManyCrashes) {
  std::uint64_t seed = 1;
  const auto next = [&] { return (seed = seed * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL) >> 33; };
  for (int run = 0; run < 2'000; ++run) {
    Model model;
    std::string path;
    for (int step = 0; step < 60; ++step) {
      const auto consumer = static_cast<int>(next() % 2);
      switch (next() % 8) {
        case 0:
        case 1:
        case 2:
          model.pull(consumer);
          path += consumer ? 'P' : 'p';
          break;
        case 3:
        case 4:
          model.confirm(consumer);
          path += consumer ? 'C' : 'c';
          break;
        case 5:
          model.release(consumer);
          path += consumer ? 'R' : 'r';
          break;
        case 6:
          model.wait();
          path += 'w';
          break;
        default:
          if (next() % 4 == 0) {
            model.crash();
            path += 'x';
          }
      }
      ASSERT_TRUE(model.broken().empty()) << model.broken() << " in run " << run << " after " << path;
    }
  }
}

TEST(LeaseTable, EventClosedAheadOfTheCursorIsNotLeasedFromAnOlderView) {
  LeaseTable table(2);
  const Handle earlier{5, 1, 1, 100};
  ASSERT_EQ(table.judge(earlier), HandleVerdict::earlier);
  table.hold(earlier);
  table.settle(earlier, true);
  EXPECT_FALSE(table.lease_fresh(5, {}, 100));
  EXPECT_TRUE(table.lease_fresh(6, {}, 100));
}

TEST(LeaseTable, HeldLeaseDoesNotRunOut) {
  LeaseTable table(1);
  table.lease_fresh(1, {}, 30);
  const Handle handle{1, 1, 1, 30};
  table.hold(handle);
  EXPECT_TRUE(table.expire(1'000).empty());
  EXPECT_FALSE(table.release(handle));
  table.settle(handle, false);
  EXPECT_EQ(table.expire(1'000).size(), 1U);
  EXPECT_EQ(table.lease_returned(16, 2'000).size(), 1U);
}

TEST(LeaseTable, MemoryIsForWhatIsLeasedOnly) {
  LeaseTable table(1);
  for (std::uint64_t sequence = 1; sequence <= 1'000; ++sequence) {
    table.lease_fresh(sequence, {}, 30);
    const Handle handle{sequence, 1, 1, 30};
    table.hold(handle);
    table.settle(handle, true);
  }
  EXPECT_EQ(table.leased(), 0U);
  EXPECT_FALSE(table.next_end());
}

}  // namespace
}  // namespace vod
