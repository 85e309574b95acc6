#include "base/bells.h"

namespace vod {

Bells::Ticket Bells::wait(const std::string& name, std::function<void()> woken) {
  const std::lock_guard lock(mutex_);
  const Ticket ticket = next_ticket_++;
  waiters_[name].push_back({ticket, std::move(woken)});
  names_.emplace(ticket, name);
  return ticket;
}

bool Bells::cancel(Ticket ticket) {
  const std::lock_guard lock(mutex_);
  const auto name = names_.find(ticket);
  if (name == names_.end()) return false;
  const auto waiting = waiters_.find(name->second);
  waiting->second.remove_if([&](const Waiter& waiter) { return waiter.ticket == ticket; });
  if (waiting->second.empty()) waiters_.erase(waiting);
  names_.erase(name);
  return true;
}

void Bells::ring(const std::string& name) {
  std::function<void()> woken;
  {
    const std::lock_guard lock(mutex_);
    const auto waiting = waiters_.find(name);
    if (waiting == waiters_.end()) return;
    woken = std::move(waiting->second.front().woken);
    names_.erase(waiting->second.front().ticket);
    waiting->second.pop_front();
    if (waiting->second.empty()) waiters_.erase(waiting);
  }
  woken();
}

void Bells::ring_all(const std::string& name) {
  std::list<Waiter> all;
  {
    const std::lock_guard lock(mutex_);
    const auto waiting = waiters_.find(name);
    if (waiting == waiters_.end()) return;
    all = std::move(waiting->second);
    waiters_.erase(waiting);
    for (const Waiter& waiter : all) names_.erase(waiter.ticket);
  }
  for (const Waiter& waiter : all) waiter.woken();
}

}  // namespace vod
