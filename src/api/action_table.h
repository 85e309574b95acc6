#pragma once

#include <boost/json/fwd.hpp>

#include <memory>
#include <span>
#include <string_view>

#include "api/call.h"
#include "base/result.h"

namespace vod {

class CallCounters;

/// Where a handler runs.
enum class RunsOn { io_thread, handler_thread };
/// Which app an action may be called for, and by whom.
enum class AppRule { live_app, any_app, no_app, any_key, unsigned_too };

/// One row of the table of actions (api/actions.h).
struct ServedAction {
  std::string_view name;
  std::string_view version;
  RunsOn runs_on;
  bool writes;
  AppRule apps;
  /// Decodes the parameters; the app is not resolved yet.
  Result<std::unique_ptr<Call>> (*decode)(const boost::json::value& parameters, Context context,
                                          const ServedAction& action, CallCounters& counters);
  std::size_t index;  // Its place in the table.
};

/// All actions that are served, sorted by name.
std::span<const ServedAction> served_actions();
/// Null when it is not served.
const ServedAction* find_served_action(std::string_view version, std::string_view name);

}  // namespace vod
