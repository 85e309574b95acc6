// The room delivery: events on their way to the application, by the reliable queue (queue.h) and by callbacks (push.h).
// The rules are pure state machines (lease.h, retry.h): time comes in, decisions go out. It refuses to know who
// listens, what an event means and how a connection is made.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/bells.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "catalogue/queue.h"
#include "delivery/handle.h"
#include "delivery/lease.h"
#include "ports/database.h"
#include "ports/queue.h"

namespace vod {

/// The embedded queue: the backlog is rows of the catalogue, leases live in memory. Pulling needs no sync; confirming
/// is one member of a group commit. Thread-safe.
class EmbeddedQueue final : public Queue {
 public:
  /// Starts a new epoch; waits for the database. All but the result outlive the queue.
  static Result<std::unique_ptr<EmbeddedQueue>> open(Database& database, Bells& bells, const Clock& clock,
                                                     Random& random, Log& log);

  Result<std::vector<PulledEvent>> pull(AppId app, const PullOptions& options) override;
  void release(AppId app, const std::vector<std::string>& handles) override;
  Done confirm(AppId app, const std::vector<std::string>& handles) override;
  void readmit(AppId app, std::uint64_t lowest_sequence) override;
  Result<std::uint64_t> count(AppId app) const override;

  /// Ends the leases that are over and rings for their events. Gives when to come again, in monotonic milliseconds;
  /// nothing when no lease runs. `step_bell` rings when that becomes earlier; wait for it before the step, not after.
  std::optional<std::int64_t> step(std::int64_t now_ms);
  static constexpr const char* step_bell = "step/queue";

 private:
  struct AppQueue {
    explicit AppQueue(std::uint32_t epoch) : table(epoch) {}
    // Held over the reading of a pull, so that fresh events are met in order. Taken before `mutex`.
    std::mutex pulling;
    // Guards the table; never held over a call to the database.
    std::mutex mutex;
    LeaseTable table;
  };
  // What confirm() knows of one handle.
  struct Claim {
    std::string text;
    std::optional<Handle> handle;
    HandleVerdict verdict = HandleVerdict::late;
    bool is_held = false;
    bool is_stored = false;
    bool is_confirmed = false;
  };

  EmbeddedQueue(Database& database, Bells& bells, const Clock& clock, Log& log, std::uint32_t epoch,
                const HandleCodec::Key& key);

  AppQueue& queue_of(AppId app);
  Done restore_leases();
  Result<std::vector<PulledEvent>> take(AppId app, AppQueue& queue, std::size_t limit, std::int64_t lease_ms);
  Done take_fresh(ReadTransaction& tx, AppId app, AppQueue& queue, std::size_t limit, std::int64_t end_ms,
                  std::vector<std::pair<LeasedEvent, std::string>>& taken);
  void judge(AppQueue& queue, std::vector<Claim>& claims);
  static Done close_claims(Transaction& tx, AppId app, std::vector<Claim>& claims, std::int64_t now_wall_ms);
  static Done find_closed_claims(ReadTransaction& tx, AppId app, std::vector<Claim>& claims);
  bool expire(AppId app, AppQueue& queue, std::int64_t now_ms, std::vector<catalogue::StoredDelivery>& notes);
  void store(std::vector<catalogue::StoredDelivery> deliveries);
  void announce(std::int64_t end_ms);

  Database& database_;
  Bells& bells_;
  const Clock& clock_;
  Log& log_;
  const std::uint32_t epoch_;
  const HandleCodec codec_;
  // When step() said that it comes again.
  std::atomic<std::int64_t> next_step_ms_ = INT64_MAX;

  mutable std::mutex mutex_;
  std::unordered_map<AppId, std::unique_ptr<AppQueue>> queues_;
};

}  // namespace vod
