#pragma once

#include <boost/json/object.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "client/backoff.h"
#include "client/failure.h"
#include "client/http.h"
#include "main/cli/event_view.h"
#include "model/delivery_config.h"

namespace vod::cli {

/// Where events go, and what they are signed with; both empty: they are not.
struct ForwardTo {
  std::string url;
  std::string sign_key;
  std::vector<SigningSecret> secrets;
};

/// What became of one event.
struct Forwarded {
  EventView event;
  std::string event_id;
  /// 0: no answer.
  int status = 0;
  std::int64_t took_ms = 0;
  bool is_confirmed = false;
  /// Why it is not confirmed; empty when it is.
  std::string reason;
};

/// What a Forwarder has to tell, as it happens.
class ForwardReport {
 public:
  virtual ~ForwardReport() = default;
  virtual void forwarded(const Forwarded& event) = 0;
  /// Nothing can be pulled; it is tried again after the wait.
  virtual void trouble(const std::string& what, std::int64_t wait_ms) = 0;
  /// Events can be pulled again.
  virtual void recovered() = 0;
};

/// Takes events from the reliable queue and POSTs each to a URL as a normal callback would, one after the other. An
/// event is confirmed once it was answered with 2xx, and only then; any other comes back when its lease is over. It
/// takes no more at once than it can forward while the leases last: one after trouble, up to 16 when the receiver is
/// quick.
class Forwarder {
 public:
  using Call = std::function<client::CallResult<boost::json::object>(std::string_view action, boost::json::object)>;

  /// `call` makes a signed call of the API. All references outlive the forwarder.
  Forwarder(Call call, client::Http& receiver, ForwardTo to, const Clock& clock, Random& random, ForwardReport& report);

  /// One PullEvents, and what follows from it. The wait before the next, in milliseconds. A failure is a stop on
  /// request; all else is reported and survived.
  client::CallResult<std::int64_t> step();

 private:
  struct Attempt {
    int status = 0;
    std::string reason;
  };

  client::CallResult<boost::json::array> pull();
  client::CallResult<bool> forward(const boost::json::object& event);
  client::CallResult<Attempt> post(const std::string& event_id, std::string body);

  Call call_;
  client::Http& receiver_;
  ForwardTo to_;
  const Clock& clock_;
  ForwardReport& report_;
  client::Backoff server_backoff_;
  client::Backoff receiver_backoff_;
  std::size_t at_once_ = 1;
};

/// The body of a normal callback from an event of a PullEvents answer: without its handle and what Annotate added, and
/// a PullComplete with the nested form that callbacks have.
std::string callback_body(boost::json::object event);

}  // namespace vod::cli
