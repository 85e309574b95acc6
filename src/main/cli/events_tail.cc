#include <fmt/format.h>

#include <algorithm>

#include "main/cli/event_commands.h"
#include "main/cli/interrupt.h"

namespace vod::cli {
namespace {

struct TailFlags {
  std::int64_t lines = 10;
  double timeout_s = 0;
};

void print_line(Session& session, const boost::json::value& document, const wire::EventSummary& event) {
  if (session.json()) {
    session.print_json(document);
    std::fflush(stdout);
    return;
  }
  session.print(
      printable(fmt::format("{}  {:<12} {:<22} {:<20} {}", event.CreateTime.value_or(""), event.EventId.value_or(""),
                            event.EventType.value_or(""), event.FileId.value_or("-"), state_text(event))));
}

client::CallResult<wire::ListEventsResponse> print_page(Session& session, boost::json::object request, bool backwards) {
  VOD_TRY(const auto answer, session.call("ListEvents", std::move(request), client::version_2026));
  VOD_TRY(auto page, client::ApiClient::read_as<wire::ListEventsResponse>(answer));
  const auto* set = answer.if_contains("EventSet");
  for (std::size_t i = 0; i < page.EventSet.size(); ++i) {
    const std::size_t at = backwards ? page.EventSet.size() - 1 - i : i;
    print_line(session, set->at(at), page.EventSet[at]);
  }
  return page;
}

// Events as they are written, until Ctrl+C. They are looked at, not taken: consumers don't notice.
int tail(Session& session, const TailFlags& flags, const EventFilterFlags& filter) {
  constexpr std::int64_t look_ms = 300;
  watch_interrupts();
  const std::int64_t began_ms = session.clock().monotonic_ms();
  VOD_CLI_TRY(std::string cursor, session, newest_event(session));
  if (flags.lines > 0) {
    boost::json::object request{{"Filter", filter.json(session.clock())}, {"Limit", flags.lines}};
    VOD_CLI_TRY(const auto before, session, print_page(session, std::move(request), true));
    // Some may have come between the two calls, and stand in this page already.
    for (const auto& event : before.EventSet) {
      const std::string id = event.EventId.value_or("");
      if (id.size() > cursor.size() || (id.size() == cursor.size() && id > cursor)) cursor = id;
    }
  }
  while (!interrupted()) {
    boost::json::object request{{"Filter", filter.json(session.clock())}, {"Order", "Asc"}, {"Limit", 100}};
    if (!cursor.empty()) request["Cursor"] = cursor;
    VOD_CLI_TRY(const auto page, session, print_page(session, std::move(request), false));
    cursor = page.EndCursor.value_or(cursor);
    if (!page.NextCursor.value_or("").empty()) continue;
    const auto spent_s = static_cast<double>(session.clock().monotonic_ms() - began_ms) / 1'000;
    if (flags.timeout_s > 0 && spent_s >= flags.timeout_s) return ExitCode::ok;
    if (!sleep_unless_interrupted(look_ms)) break;
  }
  return ExitCode::stopped;
}

}  // namespace

void add_events_tail(CLI::App& events, Session& session, Choice& choice) {
  auto& command = *events.add_subcommand("tail", "Print events as they are written, without taking them");
  const auto filter = std::make_shared<EventFilterFlags>();
  const auto flags = std::make_shared<TailFlags>();
  add_filter_flags(command, filter);
  command.add_option("--lines", flags->lines, "Show so many of before first")
      ->capture_default_str()
      ->check(CLI::Range(0, 100));
  command.add_option("--timeout", flags->timeout_s, "End after so many seconds; 0 goes on for ever")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  session.add_flags(command);
  command.callback([&session, &choice, flags, filter] {
    choice.action = [&session, flags, filter] { return tail(session, *flags, *filter); };
  });
}

}  // namespace vod::cli
