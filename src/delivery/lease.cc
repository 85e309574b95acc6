#include "delivery/lease.h"

#include "base/check.h"

namespace vod {

bool is_used_up(std::uint32_t delivery, std::uint32_t base, std::uint32_t park_after) {
  return park_after > 0 && delivery >= base && delivery - base >= park_after;
}

std::optional<std::int64_t> LeaseTable::next_end() const {
  if (ends_.empty()) return {};
  return ends_.begin()->first;
}

LeasedEvent LeaseTable::event_of(std::uint64_t sequence, const Lease& lease) {
  return {sequence, lease.delivery, lease.base, lease.epoch, lease.is_stored, false};
}

// --- handing out

void LeaseTable::begin_reading() {
  cursor_ = std::min(cursor_, rewind_to_);
  rewind_to_ = UINT64_MAX;
  // The snapshot to come knows them.
  closed_ahead_.clear();
}

std::vector<std::uint64_t> LeaseTable::returned(std::size_t limit, std::uint64_t after) const {
  std::vector<std::uint64_t> sequences;
  // Those behind the cursor are met in their order with the fresh ones.
  for (auto at = returned_.upper_bound(after); at != returned_.end() && at->first <= cursor_; ++at) {
    if (sequences.size() == limit) break;
    sequences.push_back(at->first);
  }
  return sequences;
}

std::optional<LeasedEvent> LeaseTable::meet(std::uint64_t sequence, const std::optional<StoredLease>& stored) {
  const bool is_passed = sequence <= cursor_;
  cursor_ = std::max(cursor_, sequence);
  if (closed_ahead_.contains(sequence)) return {};

  Lease next;
  if (stored) {
    next.delivery = static_cast<std::uint32_t>(stored->delivery);
    next.base = static_cast<std::uint32_t>(stored->base);
    next.is_stored = true;
  }
  const auto lease = leases_.find(sequence);
  const auto returned = returned_.find(sequence);
  if (lease != leases_.end()) {
    // Leased, unless it was parked and queued again since: then that lease is void.
    const bool is_void = stored && stored->base >= lease->second.delivery;
    if (lease->second.holds > 0 || !is_void) return {};
    ends_.erase({lease->second.end_ms, sequence});
    leases_.erase(lease);
  } else if (returned != returned_.end()) {
    next.delivery = std::max(next.delivery, returned->second.delivery);
    next.base = std::max(next.base, returned->second.base);
    next.is_stored = true;
    returned_.erase(returned);
  } else if (is_passed) {
    return {};
  }
  if (is_used_up(next.delivery, next.base, park_after_)) return withhold(sequence, next, true);
  ++next.delivery;
  next.epoch = epoch_;
  return withhold(sequence, next, false);
}

LeasedEvent LeaseTable::withhold(std::uint64_t sequence, const Lease& lease, bool is_used_up) {
  Lease& kept = leases_[sequence];
  kept = lease;
  kept.holds = 1;
  // Nobody's handle is good while it is being parked.
  if (is_used_up) kept.epoch = 0;
  LeasedEvent event = event_of(sequence, kept);
  event.is_used_up = is_used_up;
  return event;
}

void LeaseTable::begin(const LeasedEvent& event, std::int64_t end_ms) {
  Lease& lease = leases_.at(event.sequence);
  VOD_CHECK(lease.holds == 1 && lease.delivery == event.delivery && lease.epoch == epoch_);
  lease.holds = 0;
  lease.end_ms = end_ms;
  lease.is_stored = event.is_stored;
  ends_.emplace(end_ms, event.sequence);
}

void LeaseTable::put_back(const LeasedEvent& event) {
  leases_.erase(event.sequence);
  returned_[event.sequence] = {event.delivery - (event.is_used_up ? 0 : 1), event.base, 0};
}

void LeaseTable::restore(std::uint64_t sequence, const StoredLease& stored, std::int64_t end_ms) {
  VOD_CHECK(!leases_.contains(sequence));
  leases_.emplace(sequence, Lease{static_cast<std::uint32_t>(stored.delivery), static_cast<std::uint32_t>(stored.base),
                                  static_cast<std::uint32_t>(stored.epoch), end_ms, 0, true});
  ends_.emplace(end_ms, sequence);
}

// --- coming back

LeasedEvent LeaseTable::end_lease(Leases::iterator lease) {
  const std::uint64_t sequence = lease->first;
  const Lease ended = lease->second;
  ends_.erase({ended.end_ms, sequence});
  if (is_used_up(ended.delivery, ended.base, park_after_)) return withhold(sequence, ended, true);
  leases_.erase(lease);
  returned_[sequence] = {ended.delivery, ended.base, ended.epoch};
  return event_of(sequence, ended);
}

std::vector<LeasedEvent> LeaseTable::expire(std::int64_t now_ms) {
  std::vector<LeasedEvent> over;
  while (!ends_.empty() && ends_.begin()->first <= now_ms)
    over.push_back(end_lease(leases_.find(ends_.begin()->second)));
  return over;
}

LeaseTable::Leases::iterator LeaseTable::find_live(const Handle& handle) {
  if (judge(handle) != HandleVerdict::live) return leases_.end();
  const auto lease = leases_.find(handle.sequence);
  return lease->second.holds > 0 ? leases_.end() : lease;
}

std::optional<LeasedEvent> LeaseTable::release(const Handle& handle, bool is_failure) {
  const auto lease = find_live(handle);
  if (lease == leases_.end()) return {};
  if (!is_failure) ++lease->second.base;
  return end_lease(lease);
}

std::optional<LeasedEvent> LeaseTable::defer(const Handle& handle, std::int64_t end_ms) {
  const auto lease = find_live(handle);
  if (lease == leases_.end()) return {};
  if (is_used_up(lease->second.delivery, lease->second.base, park_after_)) return end_lease(lease);
  lease->second.epoch = 0;
  lease->second.is_stored = true;
  ends_.erase({lease->second.end_ms, handle.sequence});
  lease->second.end_ms = end_ms;
  ends_.emplace(end_ms, handle.sequence);
  return event_of(handle.sequence, lease->second);
}

std::optional<LeasedEvent> LeaseTable::extend(const Handle& handle, std::int64_t end_ms) {
  const auto lease = find_live(handle);
  if (lease == leases_.end()) return {};
  lease->second.is_stored = true;
  ends_.erase({lease->second.end_ms, handle.sequence});
  lease->second.end_ms = end_ms;
  ends_.emplace(end_ms, handle.sequence);
  return event_of(handle.sequence, lease->second);
}

void LeaseTable::settle_parking(std::uint64_t sequence, bool is_parked, std::int64_t again_ms) {
  if (is_parked) return drop(sequence);
  const auto lease = leases_.find(sequence);
  if (lease == leases_.end()) return;
  lease->second.holds = 0;
  lease->second.end_ms = again_ms;
  ends_.emplace(again_ms, sequence);
}

// --- handles

HandleVerdict LeaseTable::judge(const Handle& handle) const {
  if (const auto lease = leases_.find(handle.sequence); lease != leases_.end()) {
    const bool is_same = lease->second.delivery == handle.delivery && lease->second.epoch == handle.epoch;
    return is_same ? HandleVerdict::live : HandleVerdict::superseded;
  }
  if (const auto returned = returned_.find(handle.sequence); returned != returned_.end()) {
    const bool is_same = returned->second.delivery == handle.delivery && returned->second.epoch == handle.epoch;
    return is_same ? HandleVerdict::late : HandleVerdict::superseded;
  }
  return handle.epoch + 1 == epoch_ ? HandleVerdict::earlier : HandleVerdict::late;
}

void LeaseTable::hold(const Handle& handle) {
  auto lease = leases_.find(handle.sequence);
  if (lease == leases_.end()) {
    // An earlier run's. Its end is over here, so that a hold which changes nothing gives the event back at once.
    lease = leases_.emplace(handle.sequence, Lease{handle.delivery, 0, handle.epoch, INT64_MIN, 0, true}).first;
  }
  VOD_CHECK(lease->second.delivery == handle.delivery && lease->second.epoch == handle.epoch);
  ++lease->second.holds;
  ends_.erase({lease->second.end_ms, handle.sequence});
}

void LeaseTable::settle(const Handle& handle, HoldOutcome outcome, const std::optional<StoredLease>& stored) {
  const auto lease = leases_.find(handle.sequence);
  // Another hold of the same handle may have closed it, and it may be handed out again by now.
  if (lease == leases_.end() || lease->second.holds == 0 || lease->second.epoch != handle.epoch) return;
  if (handle.epoch == epoch_ && lease->second.delivery != handle.delivery) return;
  if (outcome == HoldOutcome::closed) return drop(handle.sequence);
  if (handle.epoch != epoch_ && stored) {
    // The handle may name an older handing-out than the last one.
    lease->second.delivery = std::max(lease->second.delivery, static_cast<std::uint32_t>(stored->delivery));
    lease->second.base = std::max(lease->second.base, static_cast<std::uint32_t>(stored->base));
  }
  if (outcome == HoldOutcome::refused) lease->second.end_ms = INT64_MIN;
  if (--lease->second.holds > 0) return;
  const bool was_unknown = handle.epoch != epoch_ && lease->second.end_ms == INT64_MIN;
  if (was_unknown && handle.sequence > cursor_ && outcome != HoldOutcome::changing) {
    // As before the hold: a reading will meet it, and the handle may be tried again.
    leases_.erase(lease);
    return;
  }
  ends_.emplace(lease->second.end_ms, handle.sequence);
}

bool LeaseTable::is_stored(std::uint64_t sequence) const {
  const auto lease = leases_.find(sequence);
  return lease != leases_.end() && lease->second.is_stored;
}

void LeaseTable::drop(std::uint64_t sequence) {
  if (const auto lease = leases_.find(sequence); lease != leases_.end()) {
    ends_.erase({lease->second.end_ms, sequence});
    leases_.erase(lease);
  }
  returned_.erase(sequence);
  if (sequence > cursor_) closed_ahead_.insert(sequence);
}

bool accepts_earlier(const Handle& handle, const std::optional<StoredLease>& stored, std::int64_t now_wall_ms) {
  // Nothing stored: the first handing-out was the last, and was not given back.
  if (!stored) return handle.delivery == 1 && now_wall_ms < handle.lease_end_wall_ms;
  if (stored->delivery != handle.delivery || stored->epoch != handle.epoch || stored->end_wall_ms == 0) return false;
  return stored->base < handle.delivery && now_wall_ms < stored->end_wall_ms;
}

}  // namespace vod
