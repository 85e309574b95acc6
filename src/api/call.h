#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "api/context.h"

namespace vod {

struct ServedAction;
class CallCounters;

/// One call that was let in: its caller is known and its parameters are decoded.
class Call {
 public:
  virtual ~Call() = default;
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  /// Runs the handler once. The whole answer as JSON text, to be sent with HTTP status 200; nothing when it has to wait
  /// as context().wait says. Not to be run again after an answer.
  std::optional<std::string> run();
  /// The answer could not be written: takes back what it handed out. May block.
  void answer_was_lost();
  bool has_something_to_lose() const { return !context_.undos.empty(); }

  Context& context() { return context_; }
  bool runs_inline() const;
  /// What the caller named; 0 when nothing.
  virtual std::uint64_t sub_app_id() const = 0;

 protected:
  Call(Context context, const ServedAction& action, CallCounters& counters);

 private:
  /// The encoded response; of no meaning when the handler set context().wait.
  virtual Result<std::string> handle() = 0;
  Result<std::string> handle_guarded();

  Context context_;
  const ServedAction& action_;
  CallCounters& counters_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace vod
