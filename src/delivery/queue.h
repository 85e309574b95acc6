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
/// is one member of a group commit. Thread-safe. The protocol stands in docs/design/queue.md.
class EmbeddedQueue final : public Queue {
 public:
  /// Starts a new epoch; waits for the database. All but the result outlive the queue and what it submitted.
  static Result<std::unique_ptr<EmbeddedQueue>> open(Database& database, Bells& bells, const Clock& clock,
                                                     Random& random, Log& log);

  Result<std::vector<PulledEvent>> pull(AppId app, const PullOptions& options) override;
  void release(AppId app, const std::vector<std::string>& handles) override;
  Done confirm(AppId app, const std::vector<std::string>& handles) override;
  Done change(AppId app, const std::vector<std::string>& handles, const LeaseChange& change) override;
  void readmit(AppId app, std::uint64_t lowest_sequence) override;
  Result<std::uint64_t> count(AppId app) const override;
  std::uint64_t leased(AppId app) const override;

  /// Ends the leases that are over and rings for their events. Gives when to come again, in monotonic milliseconds;
  /// nothing when no lease runs. `step_bell` rings when that becomes earlier; wait for it before the step, not after.
  std::optional<std::int64_t> step(std::int64_t now_ms);
  static constexpr const char* step_bell = "step/queue";

 private:
  // Shared with the parkings under way: they end on the database's thread, maybe after the queue.
  struct AppQueue {
    AppQueue(AppId id, std::uint32_t epoch) : app(id), table(epoch) {}
    const AppId app;
    // Held over the reading of a pull, so that there is one at a time. Taken before `mutex`.
    std::mutex pulling;
    // Guards the table; never held over a call to the database.
    std::mutex mutex;
    LeaseTable table;
  };
  using AppQueuePtr = std::shared_ptr<AppQueue>;
  struct Taken {
    LeasedEvent event;
    std::string body;
  };
  // What is to be stored of leases that began, changed or ended, without waiting for it.
  struct Notes {
    std::vector<catalogue::StoredDelivery> deliveries;
    std::vector<LeasedEvent> used_up;
    bool came_back = false;
  };
  struct Claim;

  EmbeddedQueue(Database& database, Bells& bells, const Clock& clock, Log& log, std::uint32_t epoch,
                const HandleCodec::Key& key);

  AppQueuePtr queue_of(AppId app);
  Done restore_leases();
  Result<std::vector<PulledEvent>> take(const AppQueuePtr& queue, const PullOptions& options);
  static Done read_returned(ReadTransaction& tx, AppQueue& queue, std::size_t limit, std::vector<Taken>& taken);
  static Done read_fresh(ReadTransaction& tx, AppQueue& queue, std::size_t limit, std::vector<Taken>& taken);

  std::vector<Claim> claims_of(AppId app, const std::vector<std::string>& handles) const;
  static void hold(AppQueue& queue, std::vector<Claim>& claims);
  static Done close_claims(Transaction& tx, AppId app, std::vector<Claim>& claims, std::int64_t now_wall_ms);
  static Done find_closed_claims(ReadTransaction& tx, AppId app, std::vector<Claim>& claims);
  static Done check_claims(ReadTransaction& tx, AppId app, std::vector<Claim>& claims, std::int64_t now_wall_ms);
  static Done verdict_on(const std::vector<Claim>& claims);
  void apply(AppQueue& queue, Claim& claim, const LeaseChange& change, Notes& notes);

  void expire(AppQueue& queue, std::int64_t now_ms, Notes& notes) const;
  static void note_return(AppId app, const LeasedEvent& event, Notes& notes);
  void store(const AppQueuePtr& queue, Notes notes);
  void park(const AppQueuePtr& queue, std::vector<LeasedEvent> events);
  void announce(std::int64_t end_ms);
  void count_further(AppId app) const;
  static void submit_count(Database& database, AppId app, std::shared_ptr<std::atomic<bool>> is_counting);

  Database& database_;
  Bells& bells_;
  const Clock& clock_;
  Log& log_;
  const std::uint32_t epoch_;
  const HandleCodec codec_;
  // When step() said that it comes again.
  std::atomic<std::int64_t> next_step_ms_ = INT64_MAX;

  // One count is moved on at a time. Shared with that work, which may end after the queue.
  const std::shared_ptr<std::atomic<bool>> is_counting_ = std::make_shared<std::atomic<bool>>(false);

  mutable std::mutex mutex_;
  std::unordered_map<AppId, AppQueuePtr> queues_;
};

}  // namespace vod
