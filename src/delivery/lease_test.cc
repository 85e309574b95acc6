#include "delivery/lease.h"

#include <gtest/gtest.h>

namespace vod {
namespace {

// A table with events handed out as a pull does it.
class Leases : public ::testing::Test {
 protected:
  LeasedEvent lease(std::uint64_t sequence, std::int64_t end_ms, const std::optional<StoredLease>& stored = {}) {
    const auto event = table.meet(sequence, stored);
    EXPECT_TRUE(event);
    if (!event) return {};
    table.begin(*event, end_ms);
    return *event;
  }
  static Handle handle_of(const LeasedEvent& event) { return {event.sequence, event.delivery, event.epoch, 100}; }

  LeaseTable table{2};
};

TEST_F(Leases, EventClosedDuringAReadingIsNotMetInItsOlderView) {
  const Handle earlier{5, 1, 1, 100};
  table.begin_reading();
  ASSERT_EQ(table.judge(earlier), HandleVerdict::earlier);
  table.hold(earlier);
  table.settle(earlier, HoldOutcome::closed);
  EXPECT_FALSE(table.meet(5, {}));
  EXPECT_TRUE(table.meet(6, {}));
}

TEST_F(Leases, RewindWaitsForTheNextReading) {
  table.begin_reading();
  const auto first = lease(1, 100);
  const auto second = lease(2, 100);
  table.hold(handle_of(second));
  table.settle(handle_of(second), HoldOutcome::closed);
  table.rewind(1);
  EXPECT_EQ(table.cursor(), 2U);
  // The reading that is under way still sees the second event as queued.
  EXPECT_FALSE(table.meet(2, {}));
  table.begin_reading();
  EXPECT_EQ(table.cursor(), 0U);
  EXPECT_FALSE(table.meet(first.sequence, {}));
}

TEST_F(Leases, EventClosedAfterARewindIsNotMetInAnOlderView) {
  const auto event = lease(7, 100);
  table.rewind(3);
  table.begin_reading();
  table.hold(handle_of(event));
  table.settle(handle_of(event), HoldOutcome::closed);
  EXPECT_FALSE(table.meet(7, {}));
}

TEST_F(Leases, RedeliveredEventGetsAGreaterNumberThanAllBefore) {
  const auto first = lease(1, 100);
  table.hold(handle_of(first));
  table.settle(handle_of(first), HoldOutcome::closed);
  table.rewind(1);
  table.begin_reading();
  const auto second = lease(1, 100, StoredLease{1, 1, 0, 0});
  EXPECT_EQ(second.delivery, 2U);
  EXPECT_EQ(table.judge(handle_of(first)), HandleVerdict::superseded);
  EXPECT_EQ(table.judge(handle_of(second)), HandleVerdict::live);
}

TEST_F(Leases, LeaseFromBeforeAParkingIsVoidOnceTheEventIsMetAgain) {
  const auto before = lease(1, 100);
  table.rewind(1);
  table.begin_reading();
  const auto after = lease(1, 100, StoredLease{1, 1, 0, 0});
  EXPECT_EQ(after.delivery, 2U);
  EXPECT_EQ(table.judge(handle_of(before)), HandleVerdict::superseded);
  EXPECT_EQ(table.leased(), 1U);
}

TEST_F(Leases, ReturnedEventBehindTheCursorIsMetInItsPlace) {
  table.begin_reading();
  lease(5, 10);
  EXPECT_EQ(table.expire(10).size(), 1U);
  EXPECT_EQ(table.returned(16), std::vector<std::uint64_t>{5});
  table.rewind(2);
  table.begin_reading();
  EXPECT_TRUE(table.returned(16).empty());
  EXPECT_EQ(lease(2, 100).delivery, 1U);
  EXPECT_EQ(lease(5, 100).delivery, 2U);
}

TEST_F(Leases, HeldLeaseDoesNotRunOut) {
  const auto event = lease(1, 30);
  const Handle handle = handle_of(event);
  table.hold(handle);
  EXPECT_TRUE(table.expire(1'000).empty());
  EXPECT_FALSE(table.release(handle, true));
  EXPECT_FALSE(table.extend(handle, 5'000));
  table.settle(handle, HoldOutcome::kept);
  EXPECT_EQ(table.expire(1'000).size(), 1U);
  EXPECT_EQ(table.returned(16).size(), 1U);
}

TEST_F(Leases, RefusedHandleGivesItsEventBackAtOnce) {
  const auto event = lease(1, 30);
  table.hold(handle_of(event));
  table.settle(handle_of(event), HoldOutcome::refused);
  EXPECT_EQ(table.expire(0).size(), 1U);
  EXPECT_EQ(table.judge(handle_of(event)), HandleVerdict::late);
}

TEST_F(Leases, WhatWasNotHandedOutKeepsItsNumber) {
  const auto met = table.meet(1, {});
  ASSERT_TRUE(met);
  EXPECT_FALSE(table.meet(1, {}));
  table.put_back(*met);
  EXPECT_EQ(lease(1, 30).delivery, 1U);
}

TEST_F(Leases, ExtendedLeaseEndsThenAndItsHandleStays) {
  const auto event = lease(1, 30);
  EXPECT_TRUE(table.extend(handle_of(event), 500)->is_stored);
  EXPECT_TRUE(table.expire(499).empty());
  EXPECT_EQ(table.judge(handle_of(event)), HandleVerdict::live);
  EXPECT_EQ(table.expire(500).size(), 1U);
}

TEST_F(Leases, DeferredEventIsNobodysUntilItsTime) {
  const auto event = lease(1, 30);
  ASSERT_TRUE(table.defer(handle_of(event), 500));
  EXPECT_EQ(table.judge(handle_of(event)), HandleVerdict::superseded);
  EXPECT_TRUE(table.expire(499).empty());
  EXPECT_EQ(table.expire(500).size(), 1U);
  EXPECT_EQ(table.judge(handle_of(event)), HandleVerdict::superseded);
}

TEST_F(Leases, EventIsUsedUpWhenItsLastDeliveryFails) {
  table.set_park_after(2);
  lease(1, 10);
  EXPECT_FALSE(table.expire(10).front().is_used_up);
  const auto last = lease(1, 20);
  const auto over = table.expire(20);
  ASSERT_EQ(over.size(), 1U);
  EXPECT_TRUE(over[0].is_used_up);
  // Withheld: nobody gets it, and its handle is no good.
  EXPECT_EQ(table.judge(handle_of(last)), HandleVerdict::superseded);
  EXPECT_TRUE(table.returned(16).empty());
  EXPECT_FALSE(table.meet(1, {}));
  EXPECT_FALSE(table.next_end());
  table.settle_parking(1, true, 0);
  EXPECT_EQ(table.leased(), 0U);
}

TEST_F(Leases, ParkingThatFailedIsDueAgain) {
  table.set_park_after(1);
  lease(1, 10);
  table.expire(10);
  table.settle_parking(1, false, 50);
  EXPECT_EQ(table.next_end(), 50);
  EXPECT_TRUE(table.expire(50).front().is_used_up);
}

TEST_F(Leases, AnAnswerThatWasLostDoesNotCountForParking) {
  table.set_park_after(1);
  const auto lost = lease(1, 10);
  EXPECT_FALSE(table.release(handle_of(lost), false)->is_used_up);
  const auto failed = lease(1, 10);
  EXPECT_EQ(failed.delivery, 2U);
  EXPECT_TRUE(table.release(handle_of(failed), true)->is_used_up);
}

TEST_F(Leases, WhatWasUsedUpInAnEarlierRunIsNotHandedOut) {
  table.set_park_after(3);
  const auto met = table.meet(1, StoredLease{3, 0, 1, 0});
  ASSERT_TRUE(met);
  EXPECT_TRUE(met->is_used_up);
  EXPECT_FALSE(table.meet(2, StoredLease{3, 1, 1, 0})->is_used_up);
}

TEST_F(Leases, MemoryIsForWhatIsLeasedOnly) {
  for (std::uint64_t sequence = 1; sequence <= 1'000; ++sequence) {
    const Handle handle = handle_of(lease(sequence, 30));
    table.hold(handle);
    table.settle(handle, HoldOutcome::closed);
  }
  EXPECT_EQ(table.leased(), 0U);
  EXPECT_FALSE(table.next_end());
  EXPECT_TRUE(table.returned(16).empty());
}

TEST(EarlierHandle, IsGoodUntilTheStoredEnd) {
  const Handle handle{1, 2, 4, 100};
  EXPECT_TRUE(accepts_earlier(handle, StoredLease{2, 0, 4, 500}, 499));
  EXPECT_FALSE(accepts_earlier(handle, StoredLease{2, 0, 4, 500}, 500));
  EXPECT_FALSE(accepts_earlier(handle, StoredLease{2, 0, 4, 0}, 50));
  EXPECT_FALSE(accepts_earlier(handle, StoredLease{3, 0, 4, 500}, 50));
  EXPECT_FALSE(accepts_earlier(handle, StoredLease{2, 0, 0, 500}, 50));
  EXPECT_FALSE(accepts_earlier(handle, StoredLease{2, 2, 4, 500}, 50));
  EXPECT_FALSE(accepts_earlier(handle, {}, 50));
}

TEST(EarlierHandle, OfAFirstDeliveryIsGoodUntilItsOwnEnd) {
  const Handle handle{1, 1, 4, 100};
  EXPECT_TRUE(accepts_earlier(handle, {}, 99));
  EXPECT_FALSE(accepts_earlier(handle, {}, 100));
}

}  // namespace
}  // namespace vod
