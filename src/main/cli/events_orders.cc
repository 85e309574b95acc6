#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

#include "main/cli/event_commands.h"
#include "main/cli/interrupt.h"

namespace vod::cli {
namespace {

// redeliver, park, unpark, purge: they take the same events and differ in one or two members.
struct OrderFlags {
  std::vector<std::string> event_ids;
  std::string to;
  std::string reason;
  bool dry_run = false;
  bool all = false;
  bool yes = false;
  std::int64_t expected = -1;
};

// One call of an order: its beginning and what it came to.
struct Piece {
  std::string cursor;
  std::uint64_t count = 0;
};

struct Carried {
  std::uint64_t count = 0;
  boost::json::array skipped;
  std::vector<Piece> pieces;
};

boost::json::object request_of(const Session& session, const OrderFlags& flags, const EventFilterFlags& filter) {
  boost::json::object request;
  if (flags.event_ids.empty()) {
    request["Filter"] = filter.json(session.clock());
  } else {
    request["EventIds"] = boost::json::array(flags.event_ids.begin(), flags.event_ids.end());
  }
  return request;
}

// A long range takes several calls. Where the server asks for a pause, the walk waits and goes on. `expected` has the
// pieces of a dry run, whose counts are to be met; null where there are none.
client::CallResult<Carried> carry_out(Session& session, std::string_view action, const boost::json::object& order,
                                      const std::vector<Piece>* expected) {
  Carried carried;
  std::string cursor;
  for (std::size_t i = 0;; ++i) {
    boost::json::object request = order;
    if (!cursor.empty()) request["Cursor"] = cursor;
    if (expected != nullptr) {
      if (i == expected->size()) return carried;
      request["ExpectedCount"] = expected->at(i).count;
    }
    auto answered = session.call(action, std::move(request), client::version_2026);
    if (!answered && answered.error().code == "RequestLimitExceeded" && sleep_unless_interrupted(1'000)) {
      --i;
      continue;
    }
    if (!answered) return answered.error();
    const boost::json::object answer = std::move(answered).value();
    VOD_TRY(const auto outcome, client::ApiClient::read_as<wire::RedeliverEventsResponse>(answer));
    carried.pieces.push_back({cursor, outcome.Count.value_or(0)});
    carried.count += outcome.Count.value_or(0);
    if (const auto* set = answer.if_contains("SkippedSet"); set != nullptr && set->is_array()) {
      carried.skipped.insert(carried.skipped.end(), set->get_array().begin(), set->get_array().end());
    }
    cursor = outcome.NextCursor.value_or("");
    if (cursor.empty()) return carried;
    session.note(fmt::format("{} so far ...", carried.count));
  }
}

int report(const Session& session, const Carried& carried, const std::string& what) {
  if (session.json()) {
    session.print_json({{"Count", carried.count}, {"SkippedSet", carried.skipped}});
    return ExitCode::ok;
  }
  std::string text = fmt::format("{} {} {}.\n", carried.count, carried.count == 1 ? "event" : "events", what);
  for (const auto& each : carried.skipped) {
    const auto skipped = client::ApiClient::read_as<wire::SkippedEvent>(each);
    if (!skipped) continue;
    text += printable(fmt::format("{} was left as it is: {}", skipped.value().EventId.value_or(""),
                                  skipped.value().Reason.value_or(""))) +
            "\n";
  }
  session.print(text);
  return ExitCode::ok;
}

// Names events or says a filter; all of them only when that is said.
bool says_which(const OrderFlags& flags, const EventFilterFlags& filter) {
  return !flags.event_ids.empty() ? filter.is_empty() && !flags.all : !filter.is_empty() || flags.all;
}

int order(Session& session, const OrderFlags& flags, const EventFilterFlags& filter, std::string_view action,
          boost::json::object members, const std::string& what) {
  if (!says_which(flags, filter)) {
    return session.fail(ExitCode::usage, "Name events, or say which by flags such as --state, or --all.");
  }
  boost::json::object request = request_of(session, flags, filter);
  for (auto& member : members) request[member.key()] = member.value();
  if (flags.event_ids.empty()) {
    // What comes while this goes on is not meant.
    VOD_CLI_TRY(const auto newest, session, newest_event(session));
    if (!newest.empty()) request["EndCursor"] = newest;
  }
  if (flags.dry_run) request["DryRun"] = true;
  VOD_CLI_TRY(const auto carried, session, carry_out(session, action, request, nullptr));
  return report(session, carried, flags.dry_run ? "would be " + what : what);
}

int redeliver(Session& session, const OrderFlags& flags, const EventFilterFlags& filter) {
  boost::json::object members;
  if (!flags.to.empty()) members["To"] = flags.to;
  return order(session, flags, filter, "RedeliverEvents", std::move(members), "delivered again");
}

int park(Session& session, const OrderFlags& flags, const EventFilterFlags& filter) {
  boost::json::object members;
  if (!flags.reason.empty()) members["Reason"] = flags.reason;
  return order(session, flags, filter, "ParkEvents", std::move(members), "parked");
}

int unpark(Session& session, const OrderFlags& flags, const EventFilterFlags& filter) {
  return order(session, flags, filter, "UnparkEvents", {{"To", flags.to}}, "unparked");
}

bool is_confirmed(std::uint64_t count) {
  fmt::print("This removes {} events for good; nobody will get them. Type yes to go on: ", count);
  std::fflush(stdout);
  std::string answer;
  return std::getline(std::cin, answer) && answer == "yes";
}

// Counted first, and removed piece by piece with the count of each piece as the server's guard.
int purge(Session& session, const OrderFlags& flags, const EventFilterFlags& filter) {
  if (flags.event_ids.empty() && filter.states.empty()) {
    return session.fail(ExitCode::usage, "Name events, or say which states: --state queued, sending, parked.");
  }
  if (!flags.event_ids.empty() && !filter.is_empty()) {
    return session.fail(ExitCode::usage, "Name events or give a filter, not both.");
  }
  boost::json::object request = request_of(session, flags, filter);
  if (flags.event_ids.empty()) {
    VOD_CLI_TRY(const auto newest, session, newest_event(session));
    if (!newest.empty()) request["EndCursor"] = newest;
  }
  boost::json::object rehearsal = request;
  rehearsal["DryRun"] = true;
  VOD_CLI_TRY(const auto counted, session, carry_out(session, "PurgeEvents", rehearsal, nullptr));
  if (flags.dry_run) return report(session, counted, "would be purged");
  if (flags.expected >= 0 && static_cast<std::uint64_t>(flags.expected) != counted.count) {
    return session.fail(ExitCode::failed, fmt::format("{} events would be purged, not {}; nothing was changed.",
                                                      counted.count, flags.expected));
  }
  if (flags.expected < 0 && !flags.yes) {
    if (session.json() || isatty(STDIN_FILENO) == 0) {
      return session.fail(ExitCode::usage, fmt::format("{} events would be purged. Nobody to ask here: give --yes, or"
                                                       " --expect {}.",
                                                       counted.count, counted.count));
    }
    if (!is_confirmed(counted.count)) return session.fail(ExitCode::failed, "Nothing was changed.");
  }
  VOD_CLI_TRY(const auto carried, session, carry_out(session, "PurgeEvents", request, &counted.pieces));
  return report(session, carried, "purged");
}

using Run = int (*)(Session&, const OrderFlags&, const EventFilterFlags&);

struct Added {
  CLI::App& command;
  std::shared_ptr<OrderFlags> flags;
};

Added add_order(CLI::App& events, Session& session, Choice& choice, const std::string& name, const std::string& help,
                Run run) {
  auto& command = *events.add_subcommand(name, help);
  const auto flags = std::make_shared<OrderFlags>();
  const auto filter = std::make_shared<EventFilterFlags>();
  command.add_option("event_ids", flags->event_ids, "Event ids, such as evt_17; or use the flags that say which");
  add_filter_flags(command, filter);
  command.add_flag("--dry-run", flags->dry_run, "Only count them");
  session.add_flags(command);
  command.callback([&session, &choice, flags, filter, run] {
    choice.action = [&session, flags, filter, run] { return run(session, *flags, *filter); };
  });
  return {command, flags};
}

}  // namespace

void add_events_orders(CLI::App& events, Session& session, Choice& choice) {
  const auto again =
      add_order(events, session, choice, "redeliver",
                "Deliver events again; of a filter's, done and unrouted ones unless --state is given", redeliver);
  again.command.add_option("--via", again.flags->to, "Which way; by the application's mode unless given")
      ->transform(CLI::IsMember({"Queue", "Callback", "CallbackV2"}, CLI::ignore_case));
  again.command.add_flag("--all", again.flags->all, "All of the application's");

  const auto aside = add_order(events, session, choice, "park", "Set queued and sending events aside", park);
  aside.command.add_option("--because", aside.flags->reason, "Why; shown with them");
  aside.command.add_flag("--all", aside.flags->all, "All of the application's");

  const auto back = add_order(events, session, choice, "unpark", "Bring parked events back", unpark);
  back.command.add_option("--via", back.flags->to, "Which way")
      ->required()
      ->transform(CLI::IsMember({"Queue", "Callback"}, CLI::ignore_case));
  back.command.add_flag("--all", back.flags->all, "All of the application's");

  const auto gone = add_order(events, session, choice, "purge",
                              "Remove queued, sending or parked events for good; counts them and asks first", purge);
  gone.command.add_option("--expect", gone.flags->expected, "Go on only if there are so many")
      ->check(CLI::NonNegativeNumber);
  gone.command.add_flag("--yes", gone.flags->yes, "Don't ask");
}

}  // namespace vod::cli
