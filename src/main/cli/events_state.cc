#include <fmt/format.h>

#include "main/cli/event_commands.h"

namespace vod::cli {
namespace {

struct TriggerFlags {
  std::string type;
};

int trigger(Session& session, const TriggerFlags& flags) {
  VOD_CLI_TRY(const auto answer, session,
              session.call("CreateTestEvent", {{"EventType", flags.type}}, client::version_2026));
  if (session.json()) {
    session.print_json(answer);
    return ExitCode::ok;
  }
  VOD_CLI_TRY(const auto made, session, client::ApiClient::read_as<wire::CreateTestEventResponse>(answer));
  Facts facts;
  facts.add("Event", made.EventId.value_or(""));
  facts.add("State", made.State.value_or(""));
  session.print(facts.text());
  session.note(made.Detail.value_or("") + " See: openvod events show " + made.EventId.value_or(""));
  return ExitCode::ok;
}

std::string expiring_text(const wire::DescribeQueueResponse& queue) {
  if (queue.ExpiringCount.value_or(0) == 0) return {};
  return fmt::format("{}{} within a day", queue.ExpiringCountIsExact.value_or(true) ? "" : "more than ",
                     *queue.ExpiringCount);
}

std::string queue_text(const wire::DescribeQueueResponse& queue) {
  Facts facts;
  facts.add("Mode", queue.Mode.value_or(""));
  facts.add("Queued", std::to_string(queue.QueuedCount.value_or(0)));
  facts.add("Leased", std::to_string(queue.LeasedCount.value_or(0)));
  facts.add("Sending", std::to_string(queue.SendingCount.value_or(0)));
  facts.add("Parked", std::to_string(queue.ParkedCount.value_or(0)));
  if (queue.OldestEventId) {
    facts.add("Oldest", fmt::format("{}, {} old", *queue.OldestEventId,
                                    duration_text(static_cast<double>(queue.OldestEventSeconds.value_or(0)))));
  }
  facts.add("Expire", expiring_text(queue));
  return facts.text();
}

std::string endpoints_text(const wire::DescribeEndpointsResponse& endpoints) {
  Table table({"URL", "State", "Waiting", "Retries", "In flight", "Failed", "Last failure"});
  for (const auto& endpoint : endpoints.EndpointSet) {
    const std::uint64_t retries = endpoint.RetriesDueCount.value_or(0) + endpoint.RetriesLaterCount.value_or(0);
    std::string failure;
    if (endpoint.LastFailureTime) {
      failure = *endpoint.LastFailureTime + " " +
                (endpoint.LastFailureStatus.value_or(0) != 0 ? std::to_string(*endpoint.LastFailureStatus)
                                                             : endpoint.LastFailure.value_or(""));
    }
    table.add({endpoint.Url.value_or(""), endpoint.State.value_or(""),
               std::to_string(endpoint.WaitingCount.value_or(0)), std::to_string(retries),
               std::to_string(endpoint.InFlightCount.value_or(0)),
               fmt::format("{} of {}", endpoint.RecentFailures.value_or(0), endpoint.RecentAttempts.value_or(0)),
               std::move(failure)});
  }
  return table.empty() ? "No callback URL is set." : table.text();
}

int state(Session& session) {
  VOD_CLI_TRY(const auto queue_answer, session, session.call("DescribeQueue", {}, client::version_2026));
  VOD_CLI_TRY(const auto endpoints_answer, session, session.call("DescribeEndpoints", {}, client::version_2026));
  if (session.json()) {
    session.print_json({{"Queue", queue_answer}, {"Endpoints", endpoints_answer}});
    return ExitCode::ok;
  }
  VOD_CLI_TRY(const auto queue, session, client::ApiClient::read_as<wire::DescribeQueueResponse>(queue_answer));
  VOD_CLI_TRY(const auto endpoints, session,
              client::ApiClient::read_as<wire::DescribeEndpointsResponse>(endpoints_answer));
  session.print(queue_text(queue) + "\n" + endpoints_text(endpoints));
  return ExitCode::ok;
}

}  // namespace

void add_events_state(CLI::App& events, Session& session, Choice& choice) {
  auto& test = *events.add_subcommand("trigger", "Write an example event, marked as a test, which goes its usual way");
  const auto flags = std::make_shared<TriggerFlags>();
  test.add_option("type", flags->type, "EventType, such as NewFileUpload (openvod describe events)")->required();
  session.add_flags(test);
  test.callback([&session, &choice, flags] { choice.action = [&session, flags] { return trigger(session, *flags); }; });

  auto& glance =
      *events.add_subcommand("state", "What waits, what is leased, sent and parked, and how callback URLs fare");
  session.add_flags(glance);
  glance.callback([&session, &choice] { choice.action = [&session] { return state(session); }; });
}

}  // namespace vod::cli
