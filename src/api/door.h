// The room api: one file per action, and the door through which every call comes. Synchronous: it knows HTTP's words,
// but neither sockets nor threads. It refuses to make decisions about media: those stand in engine, pipeline and
// delivery.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "api/call.h"
#include "api/call_counters.h"
#include "api/keys.h"
#include "api/rate_limits.h"
#include "api/replays.h"
#include "api/request.h"
#include "api/request_ids.h"
#include "wire/tc3.h"
#include "wire/v1_signature.h"

namespace vod {

struct ServedAction;

/// What became of a request at the door: a call to be run, or a whole answer that refuses it (JSON text).
struct Admission {
  std::unique_ptr<Call> call;
  std::string refusal;
};

/// Lets calls of the API in: finds the form, checks sizes and the signature, finds the action, decodes its parameters
/// and finds its app. Every answer goes out with HTTP status 200 and wire::answer_content_type, since clients lose the
/// error code otherwise. Thread-safe; doesn't block but for one short read of the database.
class Door {
 public:
  struct Options {
    AppId default_app;
    /// Calls per second of one action by one key; 0 = no limit.
    std::uint32_t calls_per_second_max = 0;
  };
  /// `world` and `keys` outlive the door.
  Door(World& world, const Keys& keys, Options options);

  Admission admit(const ApiRequest& request);
  /// An answer that refuses a request which can't even be admitted.
  std::string refuse(const Error& error);
  /// admit() and run() for callers that don't wait: a call that would wait is answered as if its time were over.
  std::string answer_now(const ApiRequest& request);

  const CallCounters& counters() const { return counters_; }
  /// In Prometheus' text format.
  std::string metrics() const;

 private:
  // A caller's question once its signature is checked.
  struct Opened {
    std::shared_ptr<const Key> key;
    std::string_view action;
    std::string_view version;
    std::string_view query;             // TC3 GET: parameters to expand.
    std::vector<wire::FormPair> pairs;  // Form: the same, decoded.
    bool is_form = false;
  };
  // Verifiers keep signing keys and memory, and serve one thread at a time.
  struct Verifiers {
    wire::Tc3Verifier tc3;
    wire::V1Verifier v1;
  };
  class Borrowed;

  Result<std::unique_ptr<Call>> open(const ApiRequest& request, const std::string& request_id);
  /// Without a signature, for the action that allows that; nothing for all others.
  std::optional<Opened> open_unsigned(const ApiRequest& request) const;
  Result<Opened> open_tc3(const ApiRequest& request, std::int64_t now_ms);
  Result<Opened> open_v1(const ApiRequest& request, std::int64_t now_ms);
  wire::FindKey find_key(std::shared_ptr<const Key>& found) const;
  Result<const ServedAction*> find_action(std::string_view version, std::string_view name) const;
  Done resolve_app(Call& call, const ServedAction& action);
  Done check_rights(const Key& key, const ServedAction& action, const Context& context) const;

  World& world_;
  const Keys& keys_;
  const std::shared_ptr<const Key> nobody_ = std::make_shared<const Key>();
  Options options_;
  RequestIds ids_;
  Replays replays_;
  RateLimits rate_limits_;
  CallCounters counters_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Verifiers>> verifiers_;
};

}  // namespace vod
