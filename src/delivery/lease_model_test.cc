#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "delivery/lease.h"
#include "model/events.h"

namespace vod {
namespace {

// A small model of the whole queue: the table, the rows that are durable, two consumers and an operator who may do
// anything at any time. It states the invariants in its own words and never looks inside the table.
class Model {
 public:
  static constexpr std::size_t events = 3;
  static constexpr std::int64_t lease_ms = 30;
  static constexpr std::int64_t step_ms = 15;

  explicit Model(std::uint32_t park_after) : park_after_(park_after) { table_.set_park_after(park_after); }

  /// One step by its letter; an upper-case one is the other consumer's.
  void apply(char step) {
    const std::size_t consumer = step >= 'a' ? 0 : 1;
    switch (step >= 'a' ? step : static_cast<char>(step - 'A' + 'a')) {
      case 'p':
        return pull(consumer);
      case 'c':
        return confirm(consumer);
      case 'r':
        return change(consumer, 'r');
      case 'e':
        return change(consumer, 'e');
      case 'd':
        return change(consumer, 'd');
      case 'l':
        return lose_answer(consumer);
      case 'k':
        return park(0);
      case 'u':
        return unpark(0);
      case 'y':
        return redeliver(0);
      case 'w':
        now_ms_ += step_ms;
        return;
      default:
        return crash();
    }
  }

  /// Whatever happened: all that is queued can be had.
  void check_nothing_is_lost() {
    now_ms_ += 1'000;
    for (std::size_t i = 0; i < events + 1; ++i) pull(0);
    for (std::size_t event = 0; event < events; ++event) {
      const bool is_leased = owners_[event].is_good && owners_[event].end_ms > now_ms_;
      check(rows_[event].state != EventState::queued || is_leased, "a queued event can't be had");
    }
  }

  const std::string& broken() const { return broken_; }

 private:
  // What is durable of an event.
  struct Row {
    EventState state = EventState::queued;
    std::optional<StoredLease> lease;
    Handle closed_by;
  };
  // The newest handing-out of an event, as somebody outside knows it.
  struct Owner {
    Handle handle;
    bool is_good = false;
    std::int64_t end_ms = 0;
    // A delayed release: nobody gets it until then.
    std::int64_t hidden_until_ms = 0;
    // Of this epoch.
    std::uint32_t greatest_number = 0;
    // In vain, since it became queued.
    std::uint32_t failures = 0;
  };

  static std::size_t index(std::uint64_t sequence) { return static_cast<std::size_t>(sequence - 1); }
  void check(bool holds, const char* what) {
    if (!holds && broken_.empty()) broken_ = what;
  }

  // --- the rows, as the catalogue changes them

  void put(const LeasedEvent& event, std::int64_t end_ms) {
    Row& row = rows_[index(event.sequence)];
    if (row.state != EventState::queued && row.state != EventState::parked) return;
    StoredLease lease{event.delivery, event.base, event.epoch, end_ms};
    if (row.lease) {
      if (lease.delivery < row.lease->delivery || lease.delivery <= row.lease->base) return;
      lease.base = std::max(lease.base, row.lease->base);
    }
    row.lease = lease;
  }
  void park_row(std::size_t event) {
    Row& row = rows_[event];
    row.state = EventState::parked;
    if (!row.lease) row.lease = StoredLease{1, 0, 0, 0};
    row.lease->end_wall_ms = 0;
    owners_[event].is_good = false;
    owners_[event].hidden_until_ms = 0;
  }
  void queue_again(std::size_t event) {
    Row& row = rows_[event];
    row.state = EventState::queued;
    if (row.closed_by.delivery > 0 && (!row.lease || row.lease->delivery < row.closed_by.delivery)) {
      row.lease = StoredLease{row.closed_by.delivery, 0, 0, 0};
    }
    if (row.lease) *row.lease = {row.lease->delivery, row.lease->delivery, 0, 0};
    owners_[event].failures = 0;
    table_.rewind(event + 1);
  }

  // --- what the queue does

  void note_return(const LeasedEvent& event) {
    put(event, 0);
    if (!event.is_used_up) return;
    check(park_after_ > 0, "an event was parked by itself");
    if (rows_[index(event.sequence)].state == EventState::queued) park_row(index(event.sequence));
    table_.settle_parking(event.sequence, true, 0);
  }
  void expire() {
    for (const LeasedEvent& over : table_.expire(now_ms_)) {
      Owner& owner = owners_[index(over.sequence)];
      if (owner.is_good && owner.end_ms <= now_ms_) {
        owner.is_good = false;
        ++owner.failures;
      }
      note_return(over);
    }
  }
  std::optional<LeasedEvent> meet(std::uint64_t sequence) {
    const auto met = table_.meet(sequence, rows_[index(sequence)].lease);
    if (!met || !met->is_used_up) return met;
    note_return(*met);
    return {};
  }

  void pull(std::size_t consumer) {
    expire();
    table_.begin_reading();
    std::optional<LeasedEvent> met;
    for (const std::uint64_t sequence : table_.returned(events)) {
      if (met) break;
      if (rows_[index(sequence)].state == EventState::queued) {
        met = meet(sequence);
      } else {
        table_.drop(sequence);
      }
    }
    for (std::uint64_t sequence = 1; sequence <= events && !met; ++sequence) {
      if (sequence > table_.cursor() && rows_[index(sequence)].state == EventState::queued) met = meet(sequence);
    }
    if (!met) return;
    LeasedEvent event = *met;
    Owner& owner = owners_[index(event.sequence)];
    check(rows_[index(event.sequence)].state == EventState::queued, "I2: an event that left the queue was handed out");
    const bool overlaps = owner.is_good && owner.handle.epoch == epoch_ && owner.end_ms > now_ms_;
    check(!overlaps, "I3: two live leases overlap");
    check(owner.hidden_until_ms <= now_ms_, "a delayed release came back early");
    check(event.delivery > owner.greatest_number, "I5: a delivery number went down or came twice");
    check(park_after_ == 0 || owner.failures < park_after_, "an event with all its deliveries was handed out");
    table_.begin(event, now_ms_ + lease_ms);
    const Handle handle{event.sequence, event.delivery, epoch_, now_ms_ + lease_ms};
    if (event.is_stored) put(event, handle.lease_end_wall_ms);
    owner.handle = handle;
    owner.is_good = true;
    owner.end_ms = handle.lease_end_wall_ms;
    owner.greatest_number = event.delivery;
    held_[consumer] = handle;
  }

  // What the rules say of a handle, told from the outside.
  bool should_be_good(const Handle& handle) const {
    const Owner& owner = owners_[index(handle.sequence)];
    const bool is_recent = handle.epoch == epoch_ || handle.epoch + 1 == epoch_;
    return rows_[index(handle.sequence)].state == EventState::queued && owner.handle == handle && owner.is_good &&
           is_recent && now_ms_ < owner.end_ms;
  }

  // Holds the handle's event and asks the rows, as a call does. True: the handle is good, and its event is held.
  bool claim(const Handle& handle) {
    const bool expected = should_be_good(handle);
    expire();
    const HandleVerdict verdict = table_.judge(handle);
    bool is_good = false;
    if (verdict == HandleVerdict::live || verdict == HandleVerdict::earlier) {
      table_.hold(handle);
      const Row& row = rows_[index(handle.sequence)];
      is_good = row.state == EventState::queued && (!row.lease || row.lease->base < handle.delivery) &&
                (verdict == HandleVerdict::live || accepts_earlier(handle, row.lease, now_ms_));
      if (!is_good) table_.settle(handle, HoldOutcome::refused, row.lease);
    }
    check(is_good == expected, is_good ? "a stale handle was accepted" : "a good handle was refused");
    return is_good;
  }

  void confirm(std::size_t consumer) {
    const Handle handle = held_[consumer];
    if (handle.sequence == 0 || !claim(handle)) return;
    Row& row = rows_[index(handle.sequence)];
    row.state = EventState::done;
    row.closed_by = handle;
    row.lease.reset();
    owners_[index(handle.sequence)].is_good = false;
    table_.settle(handle, HoldOutcome::closed);
  }

  void change(std::size_t consumer, char action) {
    const Handle handle = held_[consumer];
    if (handle.sequence == 0 || !claim(handle)) return;
    Owner& owner = owners_[index(handle.sequence)];
    table_.settle(handle, HoldOutcome::changing, rows_[index(handle.sequence)].lease);
    constexpr std::int64_t after_ms = 3 * step_ms;
    if (action == 'e') {
      put(*table_.extend(handle, now_ms_ + after_ms), now_ms_ + after_ms);
      owner.end_ms = now_ms_ + after_ms;
      return;
    }
    owner.is_good = false;
    ++owner.failures;
    const auto changed = action == 'r' ? table_.release(handle, true) : table_.defer(handle, now_ms_ + after_ms);
    check(changed.has_value(), "a good handle was not released");
    if (!changed) return;
    if (action == 'r' || changed->is_used_up) return note_return(*changed);
    put(*changed, now_ms_ + after_ms);
    owner.hidden_until_ms = now_ms_ + after_ms;
  }

  void lose_answer(std::size_t consumer) {
    const Handle handle = held_[consumer];
    if (handle.sequence == 0) return;
    expire();
    const auto back = table_.release(handle, false);
    if (!back) return;
    Owner& owner = owners_[index(handle.sequence)];
    check(owner.handle == handle, "a stale handle released a newer lease");
    owner.is_good = false;
    note_return(*back);
  }

  void park(std::size_t event) {
    if (rows_[event].state == EventState::queued) park_row(event);
  }
  void unpark(std::size_t event) {
    if (rows_[event].state == EventState::parked) queue_again(event);
  }
  void redeliver(std::size_t event) {
    if (rows_[event].state == EventState::done) queue_again(event);
  }

  void crash() {
    ++epoch_;
    table_ = LeaseTable(epoch_);
    table_.set_park_after(park_after_);
    for (std::size_t event = 0; event < events; ++event) {
      owners_[event].greatest_number = 0;
      // The first handing-out of a run that ended in its lease is not stored: it doesn't count.
      if (!rows_[event].lease) owners_[event].failures = 0;
      const auto& lease = rows_[event].lease;
      if (!lease || lease->end_wall_ms <= now_ms_) continue;
      if (lease->epoch != 0 && lease->epoch + 1 != epoch_) continue;
      table_.restore(event + 1, *lease, lease->end_wall_ms);
    }
  }

  std::uint32_t park_after_;
  std::int64_t now_ms_ = 1'000;
  std::uint32_t epoch_ = 1;
  LeaseTable table_{1};
  std::array<Row, events> rows_;
  std::array<Owner, events> owners_;
  std::array<Handle, 2> held_;
  std::string broken_;
};

// Every sequence of so many of these steps with at most one crash, and nothing lost after any of them.
struct Explorer {
  std::string steps;
  long sequences = 0;
  std::string path{};

  void explore(const Model& model, int depth, int crashes) {
    ASSERT_TRUE(model.broken().empty()) << model.broken() << " after " << path;
    if (depth == 0) {
      ++sequences;
      Model end = model;
      end.check_nothing_is_lost();
      ASSERT_TRUE(end.broken().empty()) << end.broken() << " after " << path;
      return;
    }
    for (const char step : steps) {
      if (step == 'x' && crashes == 0) continue;
      Model next = model;
      next.apply(step);
      path += step;
      explore(next, depth - 1, crashes - (step == 'x' ? 1 : 0));
      if (::testing::Test::HasFatalFailure()) return;
      path.pop_back();
    }
  }
};

TEST(LeaseModel, HoldsForEverySequenceOfTwoConsumersAndACrash) {
  Explorer explorer{.steps = "pPcCrwx"};
  explorer.explore(Model(0), 7, 1);
  EXPECT_GT(explorer.sequences, 300'000);
}

TEST(LeaseModel, HoldsForEverySequenceWithExtensionsAndDelayedReleases) {
  Explorer explorer{.steps = "pcCedwx"};
  explorer.explore(Model(0), 6, 1);
  EXPECT_GT(explorer.sequences, 90'000);
}

TEST(LeaseModel, HoldsForEverySequenceWithAnOperator) {
  Explorer explorer{.steps = "pcCkuywx"};
  explorer.explore(Model(0), 6, 1);
  EXPECT_GT(explorer.sequences, 100'000);
}

TEST(LeaseModel, HoldsForEverySequenceWithParkingAfterTwoDeliveries) {
  Explorer explorer{.steps = "pcrluwx"};
  explorer.explore(Model(2), 6, 1);
  EXPECT_GT(explorer.sequences, 90'000);
}

TEST(LeaseModel, HoldsForLongRandomSequencesWithManyCrashes) {
  const std::string steps = "ppppPPPPcccCCCrRedDElLkuyywwwwx";
  for (unsigned seed = 1; seed <= 3'000; ++seed) {
    std::mt19937 random(seed);
    Model model(seed % 3);
    std::string path;
    for (int i = 0; i < 60; ++i) {
      path += steps[random() % steps.size()];
      model.apply(path.back());
      ASSERT_TRUE(model.broken().empty()) << model.broken() << " with seed " << seed << " after " << path;
    }
    model.check_nothing_is_lost();
    ASSERT_TRUE(model.broken().empty()) << model.broken() << " with seed " << seed << " after " << path;
  }
}

}  // namespace
}  // namespace vod
