#include <fmt/format.h>

#include "main/cli/event_commands.h"
#include "main/cli/event_view.h"

namespace vod::cli {

std::vector<std::string> event_headings() { return {"Event", "Time", "Type", "FileId", "TaskId", "State", "Tries"}; }

std::string state_text(const wire::EventSummary& event) {
  std::string text = event.State.value_or("");
  if (text == "parked") text += ": " + event.ParkedReason.value_or("");
  if (text == "sending" && event.Attempts.value_or(0) > 0) text += ", again at " + event.NextAttemptTime.value_or("");
  if (event.IsTest.value_or(false)) text += " (test)";
  return text;
}

std::vector<std::string> cells_of(const wire::EventSummary& event) {
  const auto tries = std::max(event.Deliveries.value_or(0), event.Attempts.value_or(0));
  return {event.EventId.value_or(""), event.CreateTime.value_or(""), event.EventType.value_or(""),
          event.FileId.value_or(""),  event.TaskId.value_or(""),     state_text(event),
          std::to_string(tries)};
}

namespace {

struct ListFlags {
  std::int64_t limit = 20;
  bool oldest_first = false;
  std::string cursor;
};

struct ShowFlags {
  std::string event_id;
};

int list(Session& session, const ListFlags& flags, const EventFilterFlags& filter) {
  constexpr std::int64_t page_max = 100;
  std::string cursor = flags.cursor;
  boost::json::array events;
  Table table(event_headings());
  bool has_more = true;
  // A page may be short although more follow: the server looks at so many events a call.
  for (std::int64_t left = flags.limit; left > 0 && has_more;) {
    boost::json::object request{{"Filter", filter.json(session.clock())},
                                {"Limit", std::min(left, page_max)},
                                {"Order", flags.oldest_first ? "Asc" : "Desc"}};
    if (!cursor.empty()) request["Cursor"] = cursor;
    VOD_CLI_TRY(const auto answer, session, session.call("ListEvents", std::move(request), client::version_2026));
    VOD_CLI_TRY(const auto page, session, client::ApiClient::read_as<wire::ListEventsResponse>(answer));
    for (const auto& event : page.EventSet) table.add(cells_of(event));
    if (const auto* set = answer.if_contains("EventSet"); set != nullptr && set->is_array()) {
      events.insert(events.end(), set->get_array().begin(), set->get_array().end());
    }
    left -= static_cast<std::int64_t>(page.EventSet.size());
    cursor = page.NextCursor.value_or("");
    has_more = !cursor.empty();
  }
  if (session.json()) {
    boost::json::object document{{"EventSet", std::move(events)}};
    if (has_more) document["NextCursor"] = cursor;
    session.print_json(document);
    return ExitCode::ok;
  }
  session.print(table.empty() ? "No events." : table.text());
  if (has_more) session.note("There are more: --limit, or --cursor " + cursor);
  return ExitCode::ok;
}

std::string phases_of(const wire::EventAttempt& attempt) {
  std::string text;
  const auto add = [&](const char* name, const std::optional<double>& ms) {
    if (ms.value_or(0) > 0) text += fmt::format("{}{} {:.1f}", text.empty() ? "" : ", ", name, *ms);
  };
  add("resolved", attempt.ResolveMs);
  add("connected", attempt.ConnectMs);
  add("TLS", attempt.TlsMs);
  add("first byte", attempt.FirstByteMs);
  add("over", attempt.TotalMs);
  return text;
}

std::string outcome_of(const wire::EventAttempt& attempt) {
  if (attempt.Failure.value_or("").empty()) return std::to_string(attempt.Status.value_or(0));
  return *attempt.Failure + (attempt.Detail.value_or("").empty() ? "" : ": " + *attempt.Detail);
}

int show(Session& session, const ShowFlags& flags) {
  VOD_CLI_TRY(const auto answer, session,
              session.call("DescribeEvent", {{"EventId", flags.event_id}}, client::version_2026));
  if (session.json()) {
    session.print_json(answer);
    return ExitCode::ok;
  }
  VOD_CLI_TRY(const auto found, session, client::ApiClient::read_as<wire::DescribeEventResponse>(answer));
  const wire::EventSummary event = found.Event.value_or(wire::EventSummary());
  Facts facts;
  facts.add("Event", event.EventId.value_or(""));
  facts.add("Type", event.EventType.value_or(""));
  facts.add("State", state_text(event));
  facts.add("Time", event.CreateTime.value_or(""));
  facts.add("Parked", event.ParkedTime.value_or(""));
  facts.add("Ended", event.EndTime.value_or(""));
  facts.add("FileId", event.FileId.value_or(""));
  facts.add("TaskId", event.TaskId.value_or(""));
  facts.add("Handed out", std::to_string(event.Deliveries.value_or(0)));
  facts.add("Attempts", std::to_string(event.Attempts.value_or(0)));
  for (const auto& destination : found.DestinationSet) {
    facts.add(destination.Name.value_or(""), destination.State == "parked"
                                                 ? "parked: " + destination.ParkedReason.value_or("")
                                                 : fmt::format("attempt {} at {}", destination.Attempts.value_or(0) + 1,
                                                               destination.NextAttemptTime.value_or("")));
  }
  std::string text = facts.text();
  Table attempts({"#", "To", "Started", "Outcome", "ms", "Answer"});
  for (const auto& attempt : found.AttemptSet) {
    attempts.add({std::to_string(attempt.Number.value_or(0)), attempt.Url.value_or(""), attempt.StartTime.value_or(""),
                  outcome_of(attempt), phases_of(attempt), fitted(attempt.Answer.value_or(""), 40)});
  }
  if (!attempts.empty()) text += "\n" + attempts.text();
  if (event.Content) text += "\n" + event.Content->text + "\n";
  session.print(text);
  return ExitCode::ok;
}

}  // namespace

void add_events_list(CLI::App& events, Session& session, Choice& choice) {
  auto& ls = *events.add_subcommand("list", "List events, the newest first: waiting ones and history");
  const auto filter = std::make_shared<EventFilterFlags>();
  const auto list_flags = std::make_shared<ListFlags>();
  add_filter_flags(ls, filter);
  ls.add_option("--limit", list_flags->limit, "Most to list")->capture_default_str()->check(CLI::Range(1, 100'000));
  ls.add_flag("--oldest-first", list_flags->oldest_first, "The oldest first: the order in which they are handed out");
  ls.add_option("--cursor", list_flags->cursor, "Go on behind this event");
  session.add_flags(ls);
  ls.callback([&session, &choice, list_flags, filter] {
    choice.action = [&session, list_flags, filter] { return list(session, *list_flags, *filter); };
  });

  auto& one = *events.add_subcommand("show", "Show an event with its content and each attempt to deliver it");
  const auto show_flags = std::make_shared<ShowFlags>();
  one.add_option("event_id", show_flags->event_id, "Event id, such as evt_17")->required();
  session.add_flags(one);
  one.callback([&session, &choice, show_flags] {
    choice.action = [&session, show_flags] { return show(session, *show_flags); };
  });
}

}  // namespace vod::cli
