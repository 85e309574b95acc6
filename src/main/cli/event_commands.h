#pragma once

#include <CLI/App.hpp>
#include <boost/json/object.hpp>

#include <memory>
#include <string>
#include <vector>

#include "main/cli/commands.h"
#include "wire/types.h"

namespace vod::cli {

/// The subcommands of `events`, each group in its own file.
void add_events_queue(CLI::App& events, Session& session, Choice& choice);
void add_events_list(CLI::App& events, Session& session, Choice& choice);
void add_events_tail(CLI::App& events, Session& session, Choice& choice);
void add_events_orders(CLI::App& events, Session& session, Choice& choice);
void add_events_state(CLI::App& events, Session& session, Choice& choice);

/// Which events are meant, as flags say it.
struct EventFilterFlags {
  std::vector<std::string> types;
  std::vector<std::string> states;
  std::string file_id;
  std::string task_id;
  std::string from;
  std::string to;
  std::string parked_reason;
  bool tests_only = false;

  bool is_empty() const;
  /// EventFilter of the API. Times like 30m, 2h and 3d are that long ago.
  boost::json::object json(const Clock& clock) const;
};
void add_filter_flags(CLI::App& command, const std::shared_ptr<EventFilterFlags>& flags);

/// One line of a list of events; `event_headings` name its cells.
std::vector<std::string> cells_of(const wire::EventSummary& event);
std::vector<std::string> event_headings();
/// `waiting for its next attempt at ...`, `parked: gone`, ...: why an event is where it is.
std::string state_text(const wire::EventSummary& event);

/// The id of the newest event that there is; empty when there is none.
client::CallResult<std::string> newest_event(Session& session);

}  // namespace vod::cli
