#include "api/ext_info.h"

#include <boost/json/object.hpp>

#include <initializer_list>
#include <string>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"
#include "wire/json_value.h"

namespace vod {
namespace {

namespace json = boost::json;

// Why a consumer parks an event, when it doesn't say.
constexpr std::string_view parked_by_consumer = "parked_by_consumer";

Error refusal(std::string_view member, const std::string& why) {
  const std::string subject = member.empty() ? "ExtInfo" : "ExtInfo." + wire::shown_name(member);
  return error(ErrorCode::invalid_parameter_value, subject, subject + ": " + why);
}

// The object that the text is; null for a text that asks for nothing.
Result<std::optional<json::object>> object_of(std::string_view ext_info) {
  const std::string_view text = trim(ext_info);
  if (!text.starts_with('{')) return std::optional<json::object>();
  auto value = wire::parse_json(text);
  if (!value || !value.value().is_object()) return refusal("", "begins like a JSON object and is none.");
  return std::optional(std::move(value.value().as_object()));
}

Done only(const json::object& object, std::initializer_list<std::string_view> known, std::string_view whose) {
  for (const auto& member : object) {
    const std::string_view name(member.key().data(), member.key().size());
    bool is_known = false;
    for (const std::string_view other : known) is_known = is_known || name == other;
    if (!is_known) return refusal(name, std::string("is no member that ") + std::string(whose) + " knows.");
  }
  return done();
}

Result<std::int64_t> number(const json::object& object, std::string_view name, std::int64_t otherwise,
                            std::int64_t from, std::int64_t to) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr) return otherwise;
  if (value->is_int64() && value->as_int64() >= from && value->as_int64() <= to) return value->as_int64();
  return refusal(name, wire::shown(*value) + " is not a whole number from " + std::to_string(from) + " to " +
                           std::to_string(to) + ".");
}

Result<std::string> text(const json::object& object, std::string_view name, std::string_view otherwise) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr) return std::string(otherwise);
  if (!value->is_string()) return refusal(name, wire::shown(*value) + " is not a text.");
  return std::string(value->as_string());
}

Result<LeaseChange> park_of(const json::object& object) {
  VOD_TRY(only(object, {"Action", "Reason"}, "Park"));
  LeaseChange change{LeaseChange::Action::park, 0, {}};
  VOD_TRY(change.reason, text(object, "Reason", parked_by_consumer));
  if (change.reason.empty()) change.reason = parked_by_consumer;
  if (utf8_length(change.reason) > limits::park_reason_characters_max) {
    return refusal("Reason", "is longer than " + std::to_string(limits::park_reason_characters_max) + " characters.");
  }
  return change;
}

}  // namespace

Result<PullWish> pull_wish(std::string_view ext_info) {
  PullWish wish{{}, limits::pull_wait_ms};
  VOD_TRY(const auto object, object_of(ext_info));
  if (!object) return wish;
  VOD_TRY(only(*object, {"MaxEvents", "WaitSeconds", "LeaseSeconds", "Annotate"}, "PullEvents"));
  VOD_TRY(const auto events_max,
          number(*object, "MaxEvents", limits::pull_events_max, 1, limits::pull_events_asked_max));
  wish.options.events_max = static_cast<std::size_t>(events_max);
  VOD_TRY(const auto wait_s,
          number(*object, "WaitSeconds", limits::pull_wait_ms / 1'000, 0, limits::pull_wait_asked_s_max));
  wish.wait_ms = wait_s * 1'000;
  VOD_TRY(const auto lease_s, number(*object, "LeaseSeconds", limits::lease_ms / 1'000, 1, limits::lease_asked_s_max));
  wish.options.lease_ms = lease_s * 1'000;
  if (const json::value* annotate = object->if_contains("Annotate")) {
    if (!annotate->is_bool()) return refusal("Annotate", wire::shown(*annotate) + " is neither true nor false.");
    wish.options.annotate = annotate->as_bool();
  }
  return wish;
}

Result<std::optional<LeaseChange>> lease_change(std::string_view ext_info) {
  VOD_TRY(const auto object, object_of(ext_info));
  if (!object || object->empty()) return std::optional<LeaseChange>();
  VOD_TRY(only(*object, {"Action", "Seconds", "Reason"}, "ConfirmEvents"));
  VOD_TRY(const auto action, text(*object, "Action", ""));
  if (action == "Park") {
    VOD_TRY(auto park, park_of(*object));
    return std::optional(std::move(park));
  }
  if (action != "Extend" && action != "Release") {
    return refusal("Action", wire::shown(action) + " is none of Extend, Release and Park.");
  }
  VOD_TRY(only(*object, {"Action", "Seconds"}, action));
  LeaseChange change{LeaseChange::Action::release, 0, {}};
  std::int64_t least_s = 0;
  if (action == "Extend") {
    change.action = LeaseChange::Action::extend;
    least_s = 1;
    if (!object->contains("Seconds")) return refusal("Seconds", "Extend needs it.");
  }
  VOD_TRY(const auto seconds, number(*object, "Seconds", 0, least_s, limits::lease_asked_s_max));
  change.after_ms = seconds * 1'000;
  return std::optional(change);
}

}  // namespace vod
