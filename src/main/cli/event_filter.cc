#include <algorithm>

#include "base/text.h"
#include "main/cli/event_commands.h"

namespace vod::cli {
namespace {

// 30m, 2h and 3d are that long ago; anything else is for the server to read.
std::string time_of(const std::string& text, const Clock& clock) {
  if (text.size() < 2) return text;
  const auto number = parse_number<std::int64_t>(std::string_view(text).substr(0, text.size() - 1));
  const std::int64_t unit_s = text.back() == 's'   ? 1
                              : text.back() == 'm' ? 60
                              : text.back() == 'h' ? 3'600
                              : text.back() == 'd' ? 86'400
                                                   : 0;
  constexpr std::int64_t number_max = 1'000'000;
  if (!number || *number < 0 || *number > number_max || unit_s == 0) return text;
  return iso8601(clock.wall_ms() - *number * unit_s * 1'000);
}

boost::json::array array_of(const std::vector<std::string>& texts) {
  return boost::json::array(texts.begin(), texts.end());
}

}  // namespace

bool EventFilterFlags::is_empty() const { return json(SystemClock()).empty(); }

boost::json::object EventFilterFlags::json(const Clock& clock) const {
  boost::json::object filter;
  if (!types.empty()) filter["EventTypes"] = array_of(types);
  if (!states.empty()) filter["States"] = array_of(states);
  if (!file_id.empty()) filter["FileId"] = file_id;
  if (!task_id.empty()) filter["TaskId"] = task_id;
  if (!from.empty()) filter["StartTime"] = time_of(from, clock);
  if (!to.empty()) filter["EndTime"] = time_of(to, clock);
  if (!parked_reason.empty()) filter["ParkedReason"] = parked_reason;
  if (tests_only) filter["IsTest"] = true;
  return filter;
}

void add_filter_flags(CLI::App& command, const std::shared_ptr<EventFilterFlags>& flags) {
  command.add_option("--type", flags->types, "Only of this EventType; may be given several times")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_option("--state", flags->states, "Only queued, sending, parked, unrouted or done ones")
      ->delimiter(',')
      ->allow_extra_args(false);
  command.add_option("--file", flags->file_id, "Only of this FileId");
  command.add_option("--task", flags->task_id, "Only of this TaskId");
  command.add_option("--from", flags->from, "Only from this time on: 2026-01-31T12:00:00Z, or 2h (ago)");
  command.add_option("--until", flags->to, "Only before this time");
  command.add_option("--reason", flags->parked_reason, "Only parked for this reason");
  command.add_flag("--tests", flags->tests_only, "Only test events");
}

client::CallResult<std::string> newest_event(Session& session) {
  VOD_TRY(const auto answer, session.call("ListEvents", {{"Limit", 1}}, client::version_2026));
  VOD_TRY(const auto list, client::ApiClient::read_as<wire::ListEventsResponse>(answer));
  return list.EndCursor.value_or("");
}

}  // namespace vod::cli
