#include "delivery/lease.h"

#include <algorithm>

#include "base/check.h"

namespace vod {

std::optional<std::int64_t> LeaseTable::next_end() const {
  if (ends_.empty()) return {};
  return ends_.begin()->first;
}

bool LeaseTable::is_known(std::uint64_t sequence) const {
  return leases_.contains(sequence) || returned_.contains(sequence) || closed_ahead_.contains(sequence);
}

void LeaseTable::begin_reading() {
  cursor_ = std::min(cursor_, rewind_to_);
  rewind_to_ = UINT64_MAX;
  closed_ahead_.clear();
}

void LeaseTable::give_back(std::unordered_map<std::uint64_t, Lease>::iterator lease) {
  returned_[lease->first] = {lease->second.delivery, lease->second.epoch};
  ends_.erase({lease->second.end_ms, lease->first});
  leases_.erase(lease);
}

std::vector<LeasedEvent> LeaseTable::expire(std::int64_t now_ms) {
  std::vector<LeasedEvent> over;
  while (!ends_.empty() && ends_.begin()->first <= now_ms) {
    const auto lease = leases_.find(ends_.begin()->second);
    over.push_back({lease->first, lease->second.delivery, lease->second.is_stored});
    give_back(lease);
  }
  return over;
}

std::vector<LeasedEvent> LeaseTable::lease_returned(std::size_t limit, std::int64_t end_ms) {
  std::vector<LeasedEvent> leased;
  while (leased.size() < limit && !returned_.empty()) {
    const auto first = returned_.begin();
    const std::uint64_t sequence = first->first;
    const Lease lease{first->second.delivery + 1, epoch_, end_ms, 0, true};
    returned_.erase(first);
    leases_.emplace(sequence, lease);
    ends_.emplace(end_ms, sequence);
    leased.push_back({sequence, lease.delivery, true});
  }
  return leased;
}

std::optional<LeasedEvent> LeaseTable::lease_fresh(std::uint64_t sequence, std::optional<std::int64_t> stored,
                                                   std::int64_t end_ms) {
  const bool is_passed = sequence <= cursor_;
  const bool is_new = !is_passed && !is_known(sequence);
  cursor_ = std::max(cursor_, sequence);
  closed_ahead_.erase(closed_ahead_.begin(), closed_ahead_.upper_bound(cursor_));
  if (!is_new) return {};
  const Lease lease{static_cast<std::uint32_t>(stored.value_or(0)) + 1, epoch_, end_ms, 0, stored.has_value()};
  leases_.emplace(sequence, lease);
  ends_.emplace(end_ms, sequence);
  return LeasedEvent{sequence, lease.delivery, lease.is_stored};
}

void LeaseTable::restore(std::uint64_t sequence, std::uint32_t delivery, std::uint32_t epoch, std::int64_t end_ms) {
  VOD_CHECK(!is_known(sequence));
  leases_.emplace(sequence, Lease{delivery, epoch, end_ms, 0, true});
  ends_.emplace(end_ms, sequence);
}

HandleVerdict LeaseTable::judge(const Handle& handle) const {
  if (const auto lease = leases_.find(handle.sequence); lease != leases_.end()) {
    const bool is_same = lease->second.delivery == handle.delivery && lease->second.epoch == handle.epoch;
    return is_same ? HandleVerdict::live : HandleVerdict::superseded;
  }
  if (handle.epoch == epoch_) {
    const auto returned = returned_.find(handle.sequence);
    if (returned == returned_.end()) return HandleVerdict::late;
    return returned->second.delivery == handle.delivery ? HandleVerdict::late : HandleVerdict::superseded;
  }
  if (handle.epoch + 1 != epoch_) return HandleVerdict::late;
  const auto returned = returned_.find(handle.sequence);
  if (returned != returned_.end() && returned->second.epoch == epoch_) return HandleVerdict::superseded;
  return HandleVerdict::earlier;
}

void LeaseTable::hold(const Handle& handle) {
  auto lease = leases_.find(handle.sequence);
  if (lease == leases_.end()) {
    // An earlier run's. Its end is over here, so that a hold which closes nothing gives the event back at once.
    returned_.erase(handle.sequence);
    lease = leases_.emplace(handle.sequence, Lease{handle.delivery, handle.epoch, INT64_MIN, 0, true}).first;
  }
  VOD_CHECK(lease->second.delivery == handle.delivery && lease->second.epoch == handle.epoch);
  ++lease->second.holds;
  ends_.erase({lease->second.end_ms, handle.sequence});
}

void LeaseTable::settle(const Handle& handle, bool is_closed) {
  const auto lease = leases_.find(handle.sequence);
  // Another hold of the same handle may have closed it.
  if (lease == leases_.end() || lease->second.holds == 0) return;
  if (is_closed) return drop(handle.sequence);
  if (--lease->second.holds == 0) ends_.emplace(lease->second.end_ms, handle.sequence);
}

bool LeaseTable::is_stored(std::uint64_t sequence) const {
  const auto lease = leases_.find(sequence);
  return lease != leases_.end() && lease->second.is_stored;
}

bool LeaseTable::release(const Handle& handle) {
  const auto lease = leases_.find(handle.sequence);
  if (lease == leases_.end() || judge(handle) != HandleVerdict::live || lease->second.holds > 0) return false;
  give_back(lease);
  return true;
}

void LeaseTable::drop(std::uint64_t sequence) {
  if (const auto lease = leases_.find(sequence); lease != leases_.end()) {
    ends_.erase({lease->second.end_ms, sequence});
    leases_.erase(lease);
  }
  returned_.erase(sequence);
  if (sequence > cursor_) closed_ahead_.insert(sequence);
}

bool LeaseTable::is_leased(const LeasedEvent& event) const {
  const auto lease = leases_.find(event.sequence);
  return lease != leases_.end() && lease->second.delivery == event.delivery && lease->second.epoch == epoch_;
}

bool accepts_earlier(const Handle& handle, const std::optional<StoredLease>& stored, std::int64_t now_wall_ms) {
  // Nothing stored: the first handing-out was the last, and was not given back.
  if (!stored) return handle.delivery == 1 && now_wall_ms < handle.lease_end_wall_ms;
  if (stored->delivery != handle.delivery || stored->end_wall_ms == 0) return false;
  return now_wall_ms < std::max(handle.lease_end_wall_ms, stored->end_wall_ms);
}

}  // namespace vod
