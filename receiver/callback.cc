#include "receiver/callback.h"

#include <fmt/format.h>

#include "model/errors.h"
#include "wire/json_value.h"

namespace vod::receiver {
namespace {

const Reply bad_request{400, "Bad Request"};

}  // namespace

Reply receive(const Context& context, const Notification& notification) {
  if (const auto reason = context.configuration.signature.refusal(notification, context.clock.wall_ms())) {
    context.journal.print(fmt::format("Unauthorized: {}.", *reason));
    return {401, "Unauthorized"};
  }
  // An id that anybody may write is not remembered: it could keep the event that really has it from being dealt with.
  const auto id = notification.headers.find("webhook-id");
  const bool is_known = context.configuration.signature.covers_id() && id != notification.headers.end();
  return main_handler(context, notification.body, is_known ? id->second : "");
}

Reply main_handler(const Context& context, std::string_view body, const std::string& event_id) {
  if (body.empty()) {
    // So the deploy script finds out whether anyone is there.
    context.journal.print("Bad Request: the body is empty.");
    return bad_request;
  }
  const auto content = wire::decode_answer<wire::EventContent>(body);
  if (!content) {
    context.journal.print(fmt::format("Bad Request: {}", message_of(content.error())));
    return bad_request;
  }
  const auto dealt = deal_event(context, content.value(), event_id);
  if (!dealt) {
    context.journal.print(dealt.error().text());
    return bad_request;
  }
  return {};
}

client::CallResult<void> deal_event(const Context& context, const wire::EventContent& event,
                                    const std::string& event_id) {
  const std::string type = event.EventType.value_or("");
  if (!event_id.empty() && context.memory.knows(event_id)) {
    context.journal.print(fmt::format("{}: event {} came again.", type, event_id));
    return done();
  }
  if (type == "NewFileUpload" && event.FileUploadEvent) {
    VOD_TRY(deal_new_file_event(context, *event.FileUploadEvent));
  } else if (type == "ProcedureStateChanged" && event.ProcedureStateChangeEvent) {
    deal_procedure_event(context, *event.ProcedureStateChangeEvent);
  } else if (type.empty() || type == "NewFileUpload" || type == "ProcedureStateChanged") {
    return client::Failure{
        client::Failure::Kind::protocol, {}, "Bad Request: the body is not an event notification.", {}};
  } else {
    context.journal.print(fmt::format("{}: nothing to do.", type));
  }
  // Only what was done is remembered: what failed is tried again.
  if (!event_id.empty()) context.memory.add(event_id);
  return done();
}

client::CallResult<void> deal_new_file_event(const Context& context, const wire::FileUploadTask& event) {
  const std::string file_id = event.FileId.value_or("");
  const std::string name = "NewFileUpload " + file_id;
  if (context.memory.knows(name)) {
    context.journal.print(fmt::format("NewFileUpload: FileId {} came again.", file_id));
    return done();
  }
  context.journal.print(fmt::format("NewFileUpload: FileId {}", file_id));
  auto task_id = trans_media(context, file_id);
  if (!task_id) {
    task_id.error().message = fmt::format("ProcessMedia failed: {}", task_id.error().text());
    task_id.error().code.clear();
    task_id.error().request_id.clear();
    return std::move(task_id).error();
  }
  context.memory.add(name);
  return done();
}

client::CallResult<std::string> trans_media(const Context& context, const std::string& file_id) {
  const Configuration& configuration = context.configuration;
  boost::json::array transcodes;
  for (const std::int64_t definition : configuration.definitions) {
    transcodes.push_back(boost::json::object{{"Definition", definition}});
  }
  boost::json::object request{{"FileId", file_id}, {"MediaProcessTask", {{"TranscodeTaskSet", transcodes}}}};
  if (configuration.subappid != 0) request["SubAppId"] = configuration.subappid;

  client::Target target;
  target.endpoint = configuration.endpoint;
  target.keys = {configuration.secret_id, configuration.secret_key, {}};
  target.region = configuration.region;
  client::ApiClient api(std::move(target), context.clock);
  VOD_TRY(const boost::json::object answer, api.call("ProcessMedia", request));
  context.journal.print(fmt::format("ProcessMedia: {}", wire::json_text(answer)));
  VOD_TRY(const auto typed, client::ApiClient::read_as<wire::ProcessMediaResponse>(answer));
  return typed.TaskId.value_or("");
}

void deal_procedure_event(const Context& context, const wire::ProcedureTask& event) {
  const std::string file_id = event.FileId.value_or("");
  context.journal.print(fmt::format("ProcedureStateChanged: FileId {}, TaskId {}, {}", file_id,
                                    event.TaskId.value_or(""), event.Status.value_or("")));
  for (const auto& result : event.MediaProcessResultSet) {
    if (result.Type != "Transcode" || !result.TranscodeTask) continue;
    const auto& task = *result.TranscodeTask;
    const auto definition = task.Input ? task.Input->Definition : 0;
    if (task.Output && !task.Output->Url.value_or("").empty()) {
      context.journal.print(
          fmt::format("FileId {}, Definition {}, Url {}", file_id, definition, task.Output->Url.value_or("")));
    } else if (task.Status == "FAIL") {
      context.journal.print(fmt::format("FileId {}, Definition {}, failed: {} {}", file_id, definition,
                                        task.ErrCodeExt.value_or(""), task.Message.value_or("")));
    }
  }
}

}  // namespace vod::receiver
