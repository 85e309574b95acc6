#pragma once

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
#include "delivery/retry.h"
#include "model/settings.h"
#include "ports/database.h"
#include "ports/endpoints.h"
#include "ports/outbound.h"

namespace vod {

struct CallbackOptions {
  CallbackLimits limits;
  RetryRules retry;

  static CallbackOptions from(const Settings& settings);
};

/// Sends events to callback URLs and tries again (notification rules, section 3). What is to be sent, and when, stands
/// in the catalogue; here is only what is on its way. First tries and late retries have places of their own, an
/// endpoint that fails gets few of them. One thread calls step(); everything else may live on other threads.
class CallbackDispatcher final : public EndpointBoard {
 public:
  /// All that is borrowed outlives the dispatcher, and `bells` the network and the database too.
  CallbackDispatcher(Database& database, Outbound& outbound, Bells& bells, const Clock& clock, Random& random, Log& log,
                     CallbackOptions options);

  /// Takes results, saves what became of them in one change, loads what is due and sends it. Gives when to come again,
  /// in monotonic milliseconds; nothing when there is nothing to send. `step_bell` rings when there is work earlier (a
  /// new event, a result, a change of configuration); wait for it before the step, not after.
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
  };

  // What an app has to send.
  struct AppState {
    // Loaded first tries and retries, in their order.
    std::deque<Push> fresh;
    std::deque<Push> retries;
    // The last first try that was loaded, and whether the catalogue has more.
    std::uint64_t loaded = 0;
    bool is_behind = false;
    // Wall time at which the catalogue has retries again; at first unknown, so at once.
    std::optional<std::int64_t> retries_due_ms = 0;
    EventConfig config;
    std::int64_t config_read_ms = INT64_MIN / 2;
    // Tasks with a first attempt under way: their next events wait for its end.
    std::set<std::string> tasks;
    std::size_t in_flight = 0;
  };
  struct Endpoint {
    std::size_t in_flight = 0;
    bool is_failing = false;
  };
  struct Flight {
    Push push;
    std::string url;
    std::string endpoint;
    std::int64_t started_wall_ms = 0;
    bool is_retry = false;
  };
  // What became of one event.
  struct Outcome {
    PushKey key;
    AppId app;
    std::int64_t first_ms = 0;
    PushDecision decision;
    std::int64_t attempts = 0;
  };
  struct Batch {
    std::vector<Outcome> outcomes;
    std::vector<catalogue::Attempt> attempts;
    // When to save it again; nothing while it is with the database.
    std::optional<std::int64_t> again_ms;
  };

  void take_saved();
  void take_results();
  void land(Flight& flight, const OutboundResult& result, Batch& batch);
  void save(Batch batch);
  void save_again();
  Done load();
  Done load_new(ReadTransaction& tx);
  Done load_app(ReadTransaction& tx, AppId app, AppState& state);
  Done load_retries(ReadTransaction& tx, AppId app, AppState& state, std::int64_t until_ms);
  void park_without_url();
  void send_all();
  bool send_next(AppState& state, bool is_retry);
  void send(AppState& state, Push push, bool is_retry);
  bool has_room(const std::string& endpoint, bool is_retry);
  void forget_idle();
  std::optional<std::int64_t> next_step() const;

  Database& database_;
  Outbound& outbound_;
  const Clock& clock_;
  Random& random_;
  Log& log_;
  const CallbackOptions options_;
  // Shared: see Inbox.
  const std::shared_ptr<Inbox> inbox_;

  // Held over a step; list() looks in between.
  mutable std::mutex mutex_;
  bool is_started_ = false;
  bool has_more_ = false;
  // Greatest sequence number that load_new() saw.
  PushKey cursor_;
  std::map<AppId, AppState> apps_;
  // The app that sends first in the next round.
  AppId turn_;
  std::map<PushKey, Flight> flights_;
  std::size_t sending_ = 0;
  std::size_t retrying_ = 0;
  std::unordered_map<std::string, Endpoint> endpoints_;
  std::uint64_t last_batch_ = 0;
  std::map<std::uint64_t, Batch> batches_;
};

}  // namespace vod
