#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "base/random.h"
#include "client/api_client.h"
#include "client/backoff.h"
#include "receiver/callback.h"

namespace vod::receiver {

/// The pull mode: takes events from the reliable queue, up to 16 at a time, does with each what callback.h does with a
/// posted one, and confirms those that were dealt with, and only those. What failed comes again when its lease of 30 s
/// is over. Goes on through restarts of the server and everything else that may go wrong, and waits between tries.
class Puller {
 public:
  /// `stopped` ends run() soon after it becomes true, from any thread or a signal handler. All outlive the puller.
  Puller(const Context& context, Random& random, const std::atomic<bool>& stopped);

  /// Until stopped. What was dealt with by then is confirmed before it returns.
  void run();

  /// One PullEvents, and what follows from it. The wait before the next, in milliseconds.
  std::int64_t step();

 private:
  struct Pulled {
    std::string handle;
    std::string event_id;
    wire::EventContent content;
  };

  client::CallResult<std::vector<Pulled>> pull();
  void deal(const std::vector<Pulled>& events, std::int64_t pulled_ms);
  /// False when the handles are still to be confirmed.
  bool confirm();
  std::int64_t fail(const std::string& what, const client::Failure& failure);
  void show_mode();
  boost::json::object for_app(boost::json::object request) const;

  const Context context_;
  const std::atomic<bool>& stopped_;
  /// Its calls end when the puller is stopped: a long poll is not worth waiting for.
  client::ApiClient polling_;
  /// Its calls are always ended in order.
  client::ApiClient api_;
  client::Backoff backoff_;
  /// Handles of what has been dealt with.
  std::vector<std::string> dealt_with_;
  bool has_shown_mode_ = false;
};

}  // namespace vod::receiver
