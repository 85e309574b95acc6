#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/bells.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "catalogue/attempts.h"
#include "catalogue/events.h"
#include "catalogue/pushes.h"
#include "delivery/callback.h"
#include "delivery/endpoint.h"
#include "delivery/pace.h"
#include "delivery/retry.h"
#include "model/settings.h"
#include "ports/database.h"
#include "ports/endpoints.h"
#include "ports/outbound.h"
#include "ports/queue.h"

namespace vod {

struct CallbackOptions {
  CallbackLimits limits;
  /// For apps without a list of their own.
  RetryRules retry;
  GivenUp given_up = GivenUp::park;

  static CallbackOptions from(const Settings& settings);
};

/// Sends events to callback URLs and tries again (notification rules, section 3). What is to be sent, and when, stands
/// in the catalogue; here is only what is on its way. An app has two outlets, its callback URL and that of the 2.0
/// form; in each, first tries and late retries have lanes of their own. What may go to an endpoint, endpoint.h says.
/// One thread calls step(); list() may be called from any.
class CallbackDispatcher final : public EndpointBoard {
 public:
  /// All that is borrowed outlives the dispatcher, and `bells` the network and the database too.
  CallbackDispatcher(Database& database, Outbound& outbound, Queue& queue, Bells& bells, const Clock& clock,
                     Random& random, Log& log, CallbackOptions options);
  ~CallbackDispatcher() override;

  /// Takes results, saves what became of them in one change, loads what is due and sends it. Gives when to come again,
  /// in monotonic milliseconds; nothing when there is nothing to send. `step_bell` rings when there is work earlier (a
  /// new event, a result, a redelivery); wait for it before the step, not after.
  std::optional<std::int64_t> step();
  static constexpr const char* step_bell = catalogue::push_bell;

  Result<std::vector<EndpointHealth>> list(AppId app) const override;

  /// Attempts that are not over, and those whose outcome is not durable yet.
  std::size_t in_flight() const { return flights_.size(); }

 private:
  using Push = catalogue::Push;
  using PushKey = catalogue::PushKey;

  struct Arrived {
    PushKey key;
    OutboundResult result;
  };
  struct Saved {
    std::uint64_t batch = 0;
    bool is_saved = false;
  };
  // Where other threads leave word. Shared with their callbacks, which may outlive the dispatcher.
  struct Inbox {
    explicit Inbox(Bells& bells_to_ring) : bells(bells_to_ring) {}
    Bells& bells;
    std::mutex mutex;
    std::deque<Arrived> arrived;
    std::vector<Saved> saved;
    bool is_redelivery_due = false;
  };

  // What goes from one app to one destination.
  struct Outlet {
    // Loaded first tries and retries, in their order.
    std::deque<Push> fresh;
    std::deque<Push> retries;
    // The last first try that was loaded, and whether the catalogue has more.
    std::uint64_t loaded = 0;
    bool is_behind = false;
    // Wall time at which the catalogue has retries again; at first unknown, so at once.
    std::optional<std::int64_t> retries_due_ms = 0;
    // Something that was due was on its way already; it may be due again when that has ended.
    bool has_skipped = false;
    // Tasks with a first attempt under way: their next events wait for its end.
    std::set<std::string> tasks;
    std::size_t in_flight = 0;
    // Of the URL as it was last read; null without one.
    std::shared_ptr<Endpoint> endpoint;
    std::string endpoint_name;

    bool is_empty() const { return fresh.empty() && retries.empty(); }
  };
  struct AppState {
    EventConfig config;
    std::int64_t config_read_ms = INT64_MIN / 2;
    RetryRules retry;
    GivenUp given_up = GivenUp::park;
    // Of both outlets.
    Pace pace;
    std::size_t sending = 0;
    std::array<Outlet, catalogue::push_destinations> outlets;
  };
  struct Flight {
    // Without its body.
    Push push;
    std::string url;
    std::shared_ptr<Endpoint> endpoint;
    std::int64_t began_wall_ms = 0;
    std::int64_t began_ms = 0;
    std::uint64_t number = 0;
    bool is_retry = false;
    bool is_probe = false;
    bool is_unproven = false;
    // False for what never went out: set aside, or impossible to send.
    bool is_sent = false;
  };
  // What became of one event.
  struct Outcome {
    PushKey key;
    AppId app;
    std::int64_t first_ms = 0;
    PushDecision decision;
    std::int64_t attempts = 0;
    GivenUp given_up = GivenUp::park;
  };
  struct Batch {
    std::vector<Outcome> outcomes;
    std::vector<catalogue::Attempt> attempts;
    // When to save it again; nothing while it is with the database.
    std::optional<std::int64_t> again_ms;
  };

  Outlet& outlet_of(const PushKey& key, AppId app) {
    return apps_[app].outlets[static_cast<std::size_t>(key.destination)];
  }

  // push_results.cc: what came in, and what becomes durable.
  void take_saved();
  void take_results();
  void land(Flight& flight, const OutboundResult& result, Batch& batch);
  PushDecision decision_of(const Flight& flight, const OutboundResult& result, std::int64_t now_wall_ms);
  void set_aside(AppState& state, Outlet& outlet, std::deque<Push> pushes, const char* reason);
  void save(Batch batch);
  void save_again();
  static Done write_outcome(Transaction& tx, const Outcome& outcome, std::int64_t now_wall_ms);

  // push_load.cc: what is to be sent.
  void wait_for_redeliveries();
  Done load();
  Done load_started(ReadTransaction& tx);
  Done load_new(ReadTransaction& tx);
  Done load_app(ReadTransaction& tx, AppId app, AppState& state);
  void read_config(AppState& state, const EventConfig& config);
  Done load_outlet(ReadTransaction& tx, AppId app, std::int64_t destination, Outlet& outlet);
  Done load_retries(ReadTransaction& tx, AppId app, std::int64_t destination, Outlet& outlet, std::int64_t until_ms);

  // push.cc: what goes out.
  void set_aside_without_url();
  void set_aside_too_old();
  void send_all();
  bool send_next(AppState& state, Outlet& outlet, bool is_retry);
  bool has_room(const AppState& state, const Outlet& outlet, bool is_retry) const;
  void send(AppState& state, Outlet& outlet, Push push, bool is_retry);
  void forget_idle();
  std::optional<std::int64_t> next_step() const;

  Database& database_;
  Outbound& outbound_;
  Queue& queue_;
  Bells& bells_;
  const Clock& clock_;
  Random& random_;
  Log& log_;
  const CallbackOptions options_;
  // Shared: see Inbox.
  const std::shared_ptr<Inbox> inbox_;
  Bells::Ticket redelivery_ticket_ = 0;

  // Held over a step; list() looks in between.
  mutable std::mutex mutex_;
  bool is_started_ = false;
  bool is_redelivery_due_ = false;
  bool has_more_ = false;
  // Greatest key that load_new() saw.
  PushKey cursor_;
  std::map<AppId, AppState> apps_;
  // The app that sends first in the next round.
  AppId turn_;
  std::map<PushKey, Flight> flights_;
  std::size_t sending_ = 0;
  std::size_t retrying_ = 0;
  // Of the attempts under way, those to endpoints that were not proven when they began.
  std::size_t unproven_ = 0;
  std::unordered_map<std::string, std::shared_ptr<Endpoint>> endpoints_;
  std::uint64_t last_batch_ = 0;
  std::map<std::uint64_t, Batch> batches_;
};

}  // namespace vod
