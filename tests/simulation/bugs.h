#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace vod::simulation {

/// Planted bugs, to show that the checkers find such ones. None touches the server's code: they lie in the fakes and
/// wrappers that the simulation puts around it.
struct Bugs {
  /// The queue looks at a clock that stands still since a little while ago when a confirm comes.
  bool accepts_late_confirms = false;
  /// Reads see what waits for its sync.
  bool shows_before_sync = false;
  /// Side effects of commits are lost now and then: bells don't ring.
  bool loses_wakes = false;
  /// A pulled event is given back at once, while its consumer works on it.
  bool leases_twice = false;
  /// Confirms are acknowledged first and written later.
  bool confirms_before_sync = false;
  /// Failed callbacks are tried again at once.
  bool skips_retry_list = false;
  /// All members of a group that was rolled back are acknowledged.
  bool acknowledges_lost_members = false;
  /// Changes statements on their way to the database; empty: none.
  std::function<std::string(std::string_view sql)> rewrite{};
};

struct PlantedBug {
  std::string_view name;
  /// The scenario that it is looked for in.
  std::string_view scenario;
  /// How the violation's name has to begin.
  std::string_view invariant;
  Bugs bugs;
};

/// Those that the checkers must find.
std::span<const PlantedBug> planted_bugs();
const PlantedBug* find_bug(std::string_view name);

}  // namespace vod::simulation
