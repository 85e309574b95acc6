#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace vod::receiver {

/// What happened, for people: each line goes to standard output with its time, and the last ones make the log page.
/// Thread-safe. The clock outlives it.
class Journal {
 public:
  explicit Journal(const Clock& clock) : clock_(clock) {}

  /// Control characters become spaces: one entry is one line, and can't write to the terminal.
  void print(std::string_view line);
  /// The last lines as an HTML page, oldest first, that loads itself again now and then.
  std::string page() const;
  /// The last lines as plain text.
  std::string text() const;

 private:
  const Clock& clock_;
  mutable std::mutex mutex_;
  std::deque<std::string> lines_;
};

/// `[2020-06-05 17:16:24]`, local time.
std::string time_stamp(std::int64_t wall_ms);

}  // namespace vod::receiver
