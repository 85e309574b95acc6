#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/bells.h"
#include "bugs.h"
#include "delivery/desk.h"
#include "delivery/push.h"
#include "delivery/queue.h"
#include "delivery/retention.h"
#include "engine/blob_trash.h"
#include "engine/joiner.h"
#include "engine/objects.h"
#include "engine/retention.h"
#include "engine/storage.h"
#include "engine/sweep.h"
#include "simulated_database.h"
#include "testing/fake_outbound.h"
#include "testing/manual_clock.h"
#include "testing/memory_blobs.h"

namespace vod::simulation {

/// What outlives a run of the server.
struct Ground {
  SimulatedDatabase& database;
  Blobs& blobs;
  testing::ManualClock& clock;
  Random& random;
  Chance& chance;
  Log& log;
  const Bugs& bugs;
};

/// The clock of the queue. It is the world's, but for the bug that has it stand when a confirm comes.
class LateClock final : public Clock {
 public:
  explicit LateClock(const Clock& clock) : clock_(clock) {}
  std::int64_t monotonic_ms() const override { return clock_.monotonic_ms() - late_ms; }
  std::int64_t wall_ms() const override { return clock_.wall_ms(); }
  std::int64_t late_ms = 0;

 private:
  const Clock& clock_;
};

/// The queue as its clients see it, with those planted bugs that can't be planted below it.
class QueueDoor {
 public:
  QueueDoor(Queue& queue, LateClock& clock, const Ground& ground) : queue_(queue), clock_(clock), ground_(ground) {}

  Result<std::vector<PulledEvent>> pull(AppId app, const PullOptions& options);
  void release(AppId app, const std::vector<std::string>& handles);
  Done confirm(AppId app, const std::vector<std::string>& handles);
  /// Writes what was only said so far.
  void catch_up();

 private:
  bool lives(const std::string& handle) const;

  Queue& queue_;
  LateClock& clock_;
  const Ground ground_;
  std::map<std::string, std::int64_t> ends_;
  std::vector<std::pair<AppId, std::vector<std::string>>> owed_;
};

/// One run of the server, from its start to its death: all rooms below the door, with everything that lives in memory.
/// Its threads are step(): each part is called when its bell rang or its time came, as the program's threads do it.
class Run {
 public:
  /// Starts; waits for the database, so it may throw Crash. `peer` answers callbacks.
  Run(const Ground& ground, testing::FakeOutbound::Peer peer);

  /// Gives every thread a turn that is due. True when one was.
  bool step();
  /// When the next one is due by the clock.
  std::int64_t next_ms() const;

  QueueDoor& queue() { return *door_; }
  EventDesk& desk() { return *desk_; }
  Bells& bells() { return bells_; }
  engine::Objects& objects() { return objects_; }
  engine::BlobTrash& trash() { return trash_; }
  EventRetention& event_retention() { return event_retention_; }
  engine::Retention& retention() { return retention_; }
  engine::Sweep& sweep() { return sweep_; }
  engine::Joiner& joiner() { return joiner_; }
  const wire::PublicUrl& url() const { return url_; }

 private:
  // A part that comes when its bell rings or its time has come.
  struct Turn {
    bool rang = true;
    std::int64_t due_ms = INT64_MAX;
    Bells::Ticket ticket = 0;
    bool waits = false;
  };
  void listen(Turn& turn, const char* bell);

  const Ground ground_;
  const wire::PublicUrl url_{"http://vod.example.net"};
  Bells bells_;
  testing::FakeOutbound outbound_;
  engine::BlobTrash trash_;
  engine::Objects objects_;
  engine::Joiner joiner_;
  engine::Sweep sweep_;
  engine::Retention retention_;
  engine::StorageMover storage_mover_;
  EventRetention event_retention_;
  LateClock queue_clock_;
  std::unique_ptr<EmbeddedQueue> queue_;
  std::optional<QueueDoor> door_;
  std::optional<CallbackDispatcher> callbacks_;
  std::optional<EventDesk> desk_;
  Turn queue_turn_;
  Turn callback_turn_;
  Turn storage_turn_;
  std::optional<std::int64_t> outbound_due_ms_;
};

}  // namespace vod::simulation
