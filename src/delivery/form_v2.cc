#include "delivery/form_v2.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include "model/errors.h"

namespace vod {
namespace {

namespace json = boost::json;

constexpr std::string_view version = "4.0";  // So it is called inside, though the form is that of 2.0.
constexpr int source_error = 30'009;
constexpr int system_error = 30'010;
constexpr std::int64_t bad_source_begin = 60'000;
constexpr std::int64_t bad_source_end = 70'000;

// Sub-tasks that 2.0 knows, with the member of 3.0 that holds each.
struct ProcessTask {
  std::string_view type;
  std::string_view member;
};
constexpr auto process_tasks = std::to_array<ProcessTask>({
    {"Transcode", "TranscodeTask"},
    {"AnimatedGraphics", "AnimatedGraphicTask"},
    {"SnapshotByTimeOffset", "SnapshotByTimeOffsetTask"},
    {"SampleSnapshot", "SampleSnapshotTask"},
    {"ImageSprites", "ImageSpriteTask"},
    {"CoverBySnapshot", "CoverBySnapshotTask"},
});

const json::value* find(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && !value->is_null() ? value : nullptr;
}

json::object object_in(const json::object& object, std::string_view name) {
  const json::value* value = find(object, name);
  return value != nullptr && value->is_object() ? value->get_object() : json::object();
}

json::array list_in(const json::object& object, std::string_view name) {
  const json::value* value = find(object, name);
  return value != nullptr && value->is_array() ? value->get_array() : json::array();
}

json::string text_in(const json::object& object, std::string_view name) {
  const json::value* value = find(object, name);
  return value != nullptr && value->is_string() ? value->get_string() : json::string();
}

std::int64_t number_in(const json::object& object, std::string_view name) {
  const json::value* value = find(object, name);
  if (value == nullptr) return 0;
  if (value->is_double()) return std::llround(value->get_double());
  boost::system::error_code failed;
  const auto number = value->to_number<std::int64_t>(failed);
  return failed ? 0 : number;
}

// VideoStreamSet is videoStreamList there.
std::string lower_name(std::string_view name) {
  std::string lowered(name);
  if (!lowered.empty() && lowered[0] >= 'A' && lowered[0] <= 'Z') lowered[0] = static_cast<char>(lowered[0] + 32);
  if (lowered.size() > 3 && lowered.ends_with("Set")) lowered.replace(lowered.size() - 3, 3, "List");
  return lowered;
}

json::value lower_names(const json::value& value) {
  if (value.is_array()) {
    json::array list;
    for (const json::value& item : value.get_array()) list.push_back(lower_names(item));
    return list;
  }
  if (!value.is_object()) return value;
  json::object object;
  for (const auto& [name, member] : value.get_object()) object[lower_name(name)] = lower_names(member);
  return object;
}

json::value meta_data(const json::object& event) {
  const json::value* found = find(event, "MetaData");
  if (found == nullptr || !found->is_object()) return nullptr;
  json::value lowered = lower_names(*found);
  json::object& data = lowered.get_object();
  if (data.contains("duration")) data["duration"] = number_in(found->get_object(), "Duration");
  return lowered;
}

json::object upload_data(const json::object& event) {
  const json::object info = object_in(event, "MediaBasicInfo");
  const json::object source = object_in(info, "SourceInfo");
  const bool is_record = text_in(source, "SourceType") == "Record";
  return {{"fileId", text_in(event, "FileId")},
          {"fileName", text_in(info, "Name")},
          {"coverUrl", text_in(info, "CoverUrl")},
          {"fileUrl", text_in(info, "MediaUrl")},
          {"author", ""},
          {"sourceType", is_record ? "Record" : "ServerUpload"},
          {"sourceContext", text_in(source, "SourceContext")},
          {"streamId", is_record ? text_in(info, "Vid") : json::string()},
          {"procedureTaskId", text_in(event, "ProcedureTaskId")},
          {"transcodeTaskId", ""}};
}

json::object pull_data(const json::object& event) {
  return {{"vodTaskId", text_in(event, "TaskId")}, {"status", number_in(event, "ErrCode")},
          {"message", text_in(event, "Message")},  {"fileId", text_in(event, "FileId")},
          {"fileUrl", text_in(event, "FileUrl")},  {"transcodeTaskId", text_in(event, "ProcedureTaskId")}};
}

json::object deletion_data(const json::object& event) {
  json::array files;
  for (const json::value& id : list_in(event, "FileIdSet")) files.push_back(json::object{{"fileId", id}});
  return {{"status", 0}, {"message", ""}, {"fileInfo", std::move(files)}};
}

int task_error(const json::object& task) {
  const std::int64_t code = number_in(task, "ErrCode");
  if (code == 0) return 0;
  return code >= bad_source_begin && code < bad_source_end ? source_error : system_error;
}

json::array process_list(const json::object& event) {
  json::array list;
  for (const json::value& item : list_in(event, "MediaProcessResultSet")) {
    if (!item.is_object()) continue;
    const json::string type = text_in(item.get_object(), "Type");
    const auto known = std::ranges::find(process_tasks, std::string_view(type), &ProcessTask::type);
    if (known == process_tasks.end()) continue;
    const json::object task = object_in(item.get_object(), known->member);
    list.push_back(json::object{{"taskType", type},
                                {"status", text_in(task, "Status")},
                                {"errCode", task_error(task)},
                                {"message", text_in(task, "Message")},
                                {"input", lower_names(object_in(task, "Input"))},
                                {"output", lower_names(object_in(task, "Output"))}});
  }
  return list;
}

json::object procedure_data(const json::object& event) {
  return {{"vodTaskId", text_in(event, "TaskId")},  {"status", text_in(event, "Status")},
          {"errCode", number_in(event, "ErrCode")}, {"message", text_in(event, "Message")},
          {"fileId", text_in(event, "FileId")},     {"metaData", meta_data(event)},
          {"contentReviewList", json::array()},     {"aIAnalysisList", json::array()},
          {"processTaskList", process_list(event)}};
}

json::object data_of(EventType type, const json::object& event) {
  switch (type) {
    case EventType::new_file_upload:
      return upload_data(event);
    case EventType::pull_complete:
      return pull_data(event);
    case EventType::file_deleted:
      return deletion_data(event);
    case EventType::procedure_state_changed:
      return procedure_data(event);
    default:
      return {};
  }
}

}  // namespace

Result<std::string> form_v2(EventType type, std::string_view body) {
  const EventRow& row = event_row(type);
  boost::system::error_code failed;
  const json::value stored = json::parse(body, failed);
  const json::value* event = failed || !stored.is_object() ? nullptr : find(stored.get_object(), row.member);
  if (event == nullptr || !event->is_object() || !row.is_in_v2) {
    return error(ErrorCode::invalid_parameter_value, std::string(row.wire_name),
                 "The stored event has no 2.0 form: its member " + std::string(row.member) + " is missing.");
  }
  return json::serialize(
      json::object{{"version", version}, {"eventType", row.wire_name}, {"data", data_of(type, event->get_object())}});
}

}  // namespace vod
