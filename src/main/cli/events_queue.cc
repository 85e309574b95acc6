#include <fmt/format.h>

#include "main/cli/event_commands.h"
#include "main/cli/event_view.h"
#include "main/cli/interrupt.h"

namespace vod::cli {
namespace {

struct PullFlags {
  bool confirm = false;
};

struct WaitFlags {
  std::string type;
  std::string file_id;
  std::string task_id;
  double timeout_s = 60;
};

// The events of a PullEvents answer as they came; a null set, as the cloud may send it, is an empty one.
boost::json::array events_in(const boost::json::object& answer) {
  const auto* set = answer.if_contains("EventSet");
  return set != nullptr && set->is_array() ? set->get_array() : boost::json::array();
}

std::string handle_of(const boost::json::value& event) {
  const auto* object = event.if_object();
  const auto* handle = object == nullptr ? nullptr : object->if_contains("EventHandle");
  return handle != nullptr && handle->is_string() ? std::string(handle->get_string()) : std::string();
}

client::CallResult<void> confirm_handles(Session& session, const std::vector<std::string>& handles) {
  if (handles.empty()) return done();
  boost::json::array list(handles.begin(), handles.end());
  VOD_TRY(session.call("ConfirmEvents", {{"EventHandles", std::move(list)}}));
  return done();
}

int pull(Session& session, const PullFlags& flags) {
  VOD_CLI_TRY(const auto answer, session, session.call("PullEvents", {}));
  const boost::json::array events = events_in(answer);
  std::vector<std::string> handles;
  Table table({"Event", "FileId", "TaskId", "What", "Handle"});
  for (const auto& event : events) {
    handles.push_back(handle_of(event));
    VOD_CLI_TRY(const auto content, session, client::ApiClient::read_as<wire::EventContent>(event));
    const EventView view = view_of(content);
    table.add({view.type, view.file_id, view.task_id, view.summary, handles.back()});
  }
  // Shown before it is confirmed: what a crash keeps from being shown comes again.
  if (session.json()) {
    session.print_json(answer);
  } else {
    session.print(table.empty() ? "No events." : table.text());
  }
  if (flags.confirm) {
    const auto confirmed = confirm_handles(session, handles);
    if (!confirmed) return session.fail(confirmed.error());
  } else if (!events.empty()) {
    session.note("They come again in 30 s unless they are confirmed: openvod events confirm HANDLE...");
  }
  return ExitCode::ok;
}

int confirm(Session& session, const std::vector<std::string>& handles) {
  const auto confirmed = confirm_handles(session, handles);
  if (!confirmed) return session.fail(confirmed.error());
  if (session.json()) {
    session.print_json({{"Confirmed", boost::json::array(handles.begin(), handles.end())}});
  } else {
    session.print(fmt::format("{} confirmed.", handles.size()));
  }
  return ExitCode::ok;
}

bool matches(const WaitFlags& flags, const EventView& event) {
  const auto fits = [](const std::string& wanted, const std::string& value) {
    return wanted.empty() || wanted == value;
  };
  return fits(flags.type, event.type) && fits(flags.file_id, event.file_id) && fits(flags.task_id, event.task_id);
}

// Events that don't match are not confirmed: they are there for others once their lease is over.
int wait(Session& session, const WaitFlags& flags) {
  const std::int64_t began_ms = session.clock().monotonic_ms();
  for (;;) {
    VOD_CLI_TRY(const auto answer, session, session.call("PullEvents", {}));
    for (const auto& event : events_in(answer)) {
      VOD_CLI_TRY(const auto content, session, client::ApiClient::read_as<wire::EventContent>(event));
      const EventView view = view_of(content);
      if (!matches(flags, view)) continue;
      if (session.json()) {
        session.print_json(event);
      } else {
        Facts facts;
        facts.add("Event", view.type);
        facts.add("FileId", view.file_id);
        facts.add("TaskId", view.task_id);
        facts.add("What", view.summary);
        session.print(facts.text());
      }
      const auto confirmed = confirm_handles(session, {handle_of(event)});
      return confirmed ? static_cast<int>(ExitCode::ok) : session.fail(confirmed.error());
    }
    const auto spent_s = static_cast<double>(session.clock().monotonic_ms() - began_ms) / 1'000;
    if (flags.timeout_s > 0 && spent_s >= flags.timeout_s)
      return session.fail(ExitCode::timed_out, "No such event came in time.");
    // The server holds an empty answer back; this pause is for servers that don't.
    if (!sleep_unless_interrupted(100)) return ExitCode::stopped;
  }
}

}  // namespace

void add_events_queue(CLI::App& events, Session& session, Choice& choice) {
  auto& pull_command = *events.add_subcommand("pull", "Take up to 16 events from the queue; waits up to 5 s for one");
  const auto pull_flags = std::make_shared<PullFlags>();
  pull_command.add_flag("--confirm", pull_flags->confirm, "Confirm them once they are printed");
  session.add_flags(pull_command);
  pull_command.callback([&session, &choice, pull_flags] {
    choice.action = [&session, pull_flags] { return pull(session, *pull_flags); };
  });

  auto& confirm_command = *events.add_subcommand("confirm", "Confirm pulled events, so that they leave the queue");
  const auto handles = std::make_shared<std::vector<std::string>>();
  confirm_command.add_option("handles", *handles, "EventHandles of the last 30 s, up to 16")
      ->required()
      ->expected(1, 16);
  session.add_flags(confirm_command);
  confirm_command.callback(
      [&session, &choice, handles] { choice.action = [&session, handles] { return confirm(session, *handles); }; });

  auto& wait_command = *events.add_subcommand("wait", "Wait for an event, print it and confirm it");
  const auto wait_flags = std::make_shared<WaitFlags>();
  wait_command.add_option("--type", wait_flags->type, "EventType, such as NewFileUpload");
  wait_command.add_option("--file", wait_flags->file_id, "FileId");
  wait_command.add_option("--task", wait_flags->task_id, "TaskId");
  wait_command.add_option("--timeout", wait_flags->timeout_s, "Longest wait in seconds; 0 waits for ever")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  session.add_flags(wait_command);
  wait_command.callback([&session, &choice, wait_flags] {
    choice.action = [&session, wait_flags] { return wait(session, *wait_flags); };
  });
}

}  // namespace vod::cli
