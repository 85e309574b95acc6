#include "main/cli/event_commands.h"

namespace vod::cli {

void add_events(CLI::App& app, Session& session, Choice& choice) {
  auto& events = *app.add_subcommand("events", "Events: take them, watch them, deliver them again, set them aside");
  events.require_subcommand(1);
  add_events_queue(events, session, choice);
  add_events_listen(events, session, choice);
  add_events_list(events, session, choice);
  add_events_tail(events, session, choice);
  add_events_orders(events, session, choice);
  add_events_state(events, session, choice);
}

}  // namespace vod::cli
