#include "api/call.h"

#include <exception>
#include <utility>

#include "api/action_table.h"
#include "api/call_counters.h"
#include "model/errors.h"
#include "wire/envelope.h"

namespace vod {

Call::Call(Context context, const ServedAction& action, CallCounters& counters)
    : context_(std::move(context)), action_(action), counters_(counters) {}

bool Call::runs_inline() const { return action_.runs_on == RunsOn::io_thread; }

std::optional<std::string> Call::run() {
  context_.wait.reset();
  const Result<std::string> response = handle_guarded();
  if (response && context_.wait) return {};
  counters_.count(action_, std::chrono::steady_clock::now() - began_);
  if (response) return wire::success_envelope(response.value(), context_.request_id);
  counters_.count_error(response.error());
  return wire::error_envelope(response.error(), context_.request_id);
}

// A throw means that the machine failed: this call fails, the server goes on.
Result<std::string> Call::handle_guarded() {
  try {
    return handle();
  } catch (const std::exception& problem) {
    context_.world.log.error("{} failed, request {}: {}", action_.name, context_.request_id, problem.what());
    return error(ErrorCode::internal_error);
  }
}

void Call::answer_was_lost() {
  for (const auto& undo : context_.undos) undo();
  context_.undos.clear();
}

}  // namespace vod
