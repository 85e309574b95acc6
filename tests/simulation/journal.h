#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "model/task.h"
#include "ports/queue.h"
#include "simulated_database.h"
#include "testing/manual_clock.h"

namespace vod::simulation {

/// What the clients know of events, and the rules that the server must keep towards them (I1 to I5). Whatever a client
/// sees is told to the journal, which throws Violation when it can't be.
class EventJournal {
 public:
  EventJournal(SimulatedDatabase& database, const testing::ManualClock& clock) : database_(database), clock_(clock) {}

  // Publishing. A published event carries its token in its body.
  std::uint64_t begin_publish(AppId app);
  void end_publish(std::uint64_t token, const Done& result);
  static std::string body_of(std::uint64_t token, std::size_t padding_bytes);

  // The reliable queue.
  void pulled(AppId app, const std::vector<PulledEvent>& events, std::int64_t lease_ms);
  void released(const std::vector<std::string>& handles);
  /// An operator sets it aside: its lease is over.
  void parked(std::uint64_t sequence);
  /// A client is about to confirm; judge() says what must come of each handle.
  enum class Expected { accepted, refused, either };
  Expected judge(AppId app, const std::string& handle) const;
  /// `expected` was judged before the call. A refused call names its bad handles.
  void confirmed(AppId app, const std::vector<std::string>& handles, const std::vector<Expected>& expected,
                 const Done& result);
  /// The process died in the middle of a confirm.
  void confirm_unanswered(const std::vector<std::string>& handles);
  /// Handles that were handed out, newest last.
  const std::vector<std::string>& handles_of(AppId app) { return handles_[app]; }
  /// Handles whose lease runs.
  std::vector<std::string> live_handles(AppId app) const;
  /// An operator has it delivered again: its confirm does not count any more.
  void redelivered(std::uint64_t sequence);
  /// Nobody may be asleep while there is something to pull.
  void check_sleepers(AppId app, std::size_t sleepers);

  // Callbacks.
  /// An attempt reaches a receiver.
  void attempted(std::uint64_t sequence, const std::string& body);
  void answered_with_success(std::uint64_t sequence) { answered_ms_.try_emplace(sequence, clock_.monotonic_ms()); }

  /// The wall clock was set: what was promised by it can't be checked across.
  void wall_jumped() { ++wall_jumps_; }
  /// The process died; a new run begins.
  void crashed();
  /// After a start: learns what of the unacknowledged is there, and which leases go on.
  void restarted();
  /// Looks at all events: each is there once, in a state that fits what happened.
  void check_all();
  /// Events that are queued or on their way.
  std::uint64_t open_events();

 private:
  struct Published {
    AppId app;
    std::int64_t begun_ms = 0;
    bool is_over = false;
    bool is_acknowledged = false;
    bool is_refused = false;
    bool is_durable = false;
  };
  struct Lease {
    AppId app;
    std::uint64_t sequence = 0;
    int epoch = 0;
    std::int64_t delivery = 0;
    std::int64_t end_ms = 0;
    std::int64_t end_wall_ms = 0;
    bool is_ended = false;
  };
  struct Attempt {
    std::int64_t wall_ms = 0;
    std::int64_t number = 0;
    int wall_jumps = 0;
  };
  struct Row {
    AppId app;
    std::int64_t state = 0;
    std::string body;
  };

  std::optional<Row> row_of(std::uint64_t sequence);
  void check_handed_out(AppId app, const PulledEvent& event);
  void check_missing(std::uint64_t token, const Published& published) const;
  static std::optional<std::uint64_t> token_of(std::string_view body);

  SimulatedDatabase& database_;
  const testing::ManualClock& clock_;
  int epoch_ = 1;
  int wall_jumps_ = 0;
  bool is_up_ = true;
  std::uint64_t last_token_ = 0;
  std::map<std::uint64_t, Published> published_;
  std::map<std::string, Lease> leases_;
  // The newest handing-out of each event.
  std::map<std::uint64_t, std::string> newest_;
  std::map<std::uint64_t, std::int64_t> deliveries_;
  // Leases of an earlier run that were durable at the start.
  std::map<std::uint64_t, std::int64_t> restored_;
  // The numbers of handings-out that a start found.
  std::map<std::uint64_t, std::int64_t> noted_;
  std::map<AppId, std::vector<std::string>> handles_;
  // Acknowledged confirms, by event, with the handle; and those without an answer.
  std::map<std::uint64_t, std::string> confirmed_;
  std::set<std::uint64_t> perhaps_confirmed_;
  std::map<std::uint64_t, std::int64_t> closed_ms_;
  std::map<std::uint64_t, std::string> sent_bodies_;
  std::map<std::uint64_t, Attempt> attempts_;
  std::map<std::uint64_t, std::int64_t> answered_ms_;
};

}  // namespace vod::simulation
