#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"

namespace vod {

/// What a PullEvents call may ask for (notification rules, section 2).
struct PullOptions {
  std::size_t events_max = 16;
  std::int64_t lease_ms = 30'000;
  bool annotate = false;
  /// The app's setting: parked instead of coming back after so many handings-out; 0 = never.
  std::int64_t park_after_deliveries = 0;
};

/// What a consumer may ask for of leased events instead of confirming them.
struct LeaseChange {
  enum class Action {
    /// The lease ends `after_ms` from now; the handle stays good until then.
    extend,
    /// The event comes back `after_ms` from now, with a new handle; this handing-out counts as failed.
    release,
    /// The event is parked with the reason.
    park,
  };
  Action action{};
  std::int64_t after_ms = 0;
  std::string reason;
};

/// One handing-out of one event.
struct PulledEvent {
  std::uint64_t sequence = 0;
  std::string handle;
  /// EventContent without EventHandle, as JSON text that begins with `{"`.
  std::string body;
  std::int64_t deliveries = 0;
};

/// What the API needs of the reliable queue. Thread-safe; never called from inside a change.
class Queue {
 public:
  virtual ~Queue() = default;
  /// Hands out and leases up to events_max events, oldest first; empty when there is none. Doesn't wait.
  virtual Result<std::vector<PulledEvent>> pull(AppId app, const PullOptions& options) = 0;
  /// Gives leased events back at once, without counting it as a failure (the answer could not be written).
  virtual void release(AppId app, const std::vector<std::string>& handles) = 0;
  /// Confirms the valid handles durably; then invalid_parameter_value naming each bad one, if there was one.
  virtual Done confirm(AppId app, const std::vector<std::string>& handles) = 0;
  /// Does what is asked with the events of the valid handles; then invalid_parameter_value naming each bad one, if
  /// there was one. Parking is durable before the answer; the rest is noted with the next group commit.
  virtual Done change(AppId app, const std::vector<std::string>& handles, const LeaseChange& change) = 0;
  /// Events with this or a greater sequence number may have become queued again (unparked, redelivered): they are
  /// handed out in their place, oldest first. To be called when that is durable (on_commit). Never touches the
  /// database.
  virtual void readmit(AppId app, std::uint64_t lowest_sequence) = 0;
  /// Events that are pullable or leased, exactly.
  virtual Result<std::uint64_t> count(AppId app) const = 0;
  /// How many of them are leased right now, or held back by a delayed release.
  virtual std::uint64_t leased(AppId app) const = 0;
  /// The bell that rings when an event of the app may have become pullable.
  static std::string bell(AppId app) { return "queue/" + app.text(); }
};

}  // namespace vod
