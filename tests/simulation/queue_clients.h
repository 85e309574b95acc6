#pragma once

#include <list>
#include <optional>
#include <string>
#include <vector>

#include "model/events.h"
#include "stage.h"

namespace vod::simulation {

/// Those who publish events and those who take them from the reliable queue, well behaved and not.
class QueueClients {
 public:
  explicit QueueClients(Stage& stage) : stage_(stage) {}

  void publish();
  /// Several at once, without waiting for each: they share a group.
  void publish_burst();
  void pull();
  /// A call that waits for its bell, as PullEvents does.
  void wait();
  /// Confirms some of what is leased, maybe together with what is bad.
  void confirm();
  /// Handles of any age once more.
  void confirm_again();
  /// What is leased now, when so much time has passed and no thread of the server has had a turn.
  void confirm_after(std::int64_t ms);
  void confirm_forged();
  void release();
  /// An operator sets an event aside, takes one back, or has one delivered again.
  void park();
  void unpark();
  void redeliver();
  /// Takes everything that is queued and confirms it; false when there was nothing.
  bool drain();

  /// Calls that were woken look again. True when there was one.
  bool serve_woken();
  /// No call may sleep while there is something for it.
  void check_sleepers();
  /// The process died, and the calls with it.
  void crashed() { sleepers_.clear(); }

 private:
  struct Sleeper {
    AppId app;
    Bells::Ticket ticket = 0;
    bool is_woken = false;
  };
  std::optional<std::uint64_t> some_event(AppId app, EventState state);
  void publish_one(AppId app, bool waits);
  std::vector<PulledEvent> take(AppId app, std::size_t events_max);
  void confirm_handles(AppId app, const std::vector<std::string>& handles, bool is_meanwhile = false);
  std::vector<AppId> all_apps() const;
  std::size_t some_events_max() { return 1 + stage_.chance.below(16); }

  Stage& stage_;
  // A list: bells hold on to the entries.
  std::list<Sleeper> sleepers_;
};

}  // namespace vod::simulation
