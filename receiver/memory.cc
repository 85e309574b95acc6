#include "receiver/memory.h"

#include "model/limits.h"

namespace vod::receiver {

bool Memory::knows(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  return names_.contains(name);
}

void Memory::add(const std::string& name) {
  const std::lock_guard lock(mutex_);
  if (!names_.insert(name).second) return;
  order_.push_back(name);
  if (order_.size() <= limits::consumer_remembered_max) return;
  names_.erase(order_.front());
  order_.pop_front();
}

}  // namespace vod::receiver
