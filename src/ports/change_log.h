#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bells.h"
#include "base/ids.h"
#include "base/random.h"

namespace vod {

/// What a change is about. A delivery is one attempt to send an event.
enum class ChangeKind : std::uint8_t { media, task, event, delivery };
inline constexpr std::size_t change_kinds = 4;

/// One object that was made, changed or removed. It says that, not how: whoever cares looks again.
struct Change {
  ChangeKind kind{};
  AppId app;
  /// Of a media, and of a task or event that is about one.
  std::optional<FileId> file;
  /// Of an event, and of a delivery the event's.
  std::uint64_t sequence = 0;
  /// Of a task: its id.
  std::string task;

  bool operator==(const Change&) const = default;
};

/// What watchers learn from: the latest changes, in memory, in the order in which they became durable (and the progress
/// of tasks, which never does). Each kind has a ring of limits::changes_kept_max, so that a flood of events does not
/// wash the others away. Thread-safe; add() costs no allocation once a ring is full, but for task ids.
class ChangeLog {
 public:
  /// `random` makes the epoch: a cursor of an earlier run, or of another server, is known for one. `bells` outlives it.
  ChangeLog(Bells& bells, Random& random);

  void add(std::span<const Change> changes);

  struct Wanted {
    AppId app;
    std::array<bool, change_kinds> kinds{};
    std::size_t limit = 0;
  };
  struct Found {
    /// Each object once, by its latest change.
    std::vector<Change> changes;
    /// Where to go on.
    std::string cursor;
    /// The cursor was none of this run's, or what followed it is gone: read everything anew, then go on at `cursor`.
    bool is_reset = false;
  };
  Found after(std::string_view cursor, const Wanted& wanted) const;

  /// The bell that rings for all who wait, at each change of any app.
  static constexpr const char* bell = "changes";

 private:
  struct Entry {
    std::uint64_t number = 0;
    Change change;
  };
  // Entry n of a kind stands at n % capacity; numbers of entries grow over all kinds.
  struct Ring {
    std::vector<Entry> entries;
    std::size_t next = 0;         // Where the next one goes once the ring is full.
    std::uint64_t last_lost = 0;  // The number of the latest entry that was overwritten.
    const Entry& at(std::size_t i) const { return entries[(next + i) % entries.size()]; }
  };

  std::string cursor_at(std::uint64_t number) const;
  std::optional<std::uint64_t> number_of(std::string_view cursor) const;

  Bells& bells_;
  const std::string epoch_;
  mutable std::mutex mutex_;
  std::uint64_t last_ = 0;
  std::array<Ring, change_kinds> rings_;
};

}  // namespace vod
