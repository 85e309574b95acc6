#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <unordered_set>

namespace vod::receiver {

/// What has been dealt with, since delivery is at least once: an event that comes again is known again. Remembers the
/// last 65,536 names (limits::consumer_remembered_max) and forgets with the process; an application that must not do
/// something twice keeps this in its database, in the transaction of what it does. Thread-safe.
class Memory {
 public:
  bool knows(const std::string& name) const;
  void add(const std::string& name);

 private:
  mutable std::mutex mutex_;
  std::unordered_set<std::string> names_;
  std::deque<std::string> order_;
};

}  // namespace vod::receiver
