// What the receiver does with a notification, be it posted (receive) or pulled (puller.h). Each uploaded video is put
// through the transcode templates of the configuration; when they are done their URLs are printed.
//
//   NewFileUpload          deal_new_file_event   -> trans_media -> ProcessMedia
//   ProcedureStateChanged  deal_procedure_event  -> the outputs' URLs in the journal
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "client/api_client.h"
#include "receiver/configuration.h"
#include "receiver/journal.h"
#include "receiver/memory.h"
#include "receiver/signature.h"
#include "wire/types.h"

namespace vod::receiver {

/// What an HTTP request is answered with.
struct Reply {
  int status = 200;
  std::string body;
};

/// What the functions below work with; all of it outlives the call.
struct Context {
  const Configuration& configuration;
  Journal& journal;
  Memory& memory;
  const Clock& clock;
};

/// Answers a POST: 401 `Unauthorized` to what is not signed as the configuration demands, with the reason in the
/// journal; else what main_handler answers. Thread-safe.
Reply receive(const Context& context, const Notification& notification);

/// Takes the body of a notification: one EventContent as JSON. 200 with an empty body; 400 `Bad Request` for what can't
/// be parsed or whose call failed, which makes the sender try again later. `event_id` may be empty. Thread-safe. Blocks
/// while the API is called.
Reply main_handler(const Context& context, std::string_view body, const std::string& event_id = {});

/// Does what the type of event asks for. Success means: done, or nothing to do, or done before. A failure means that it
/// may be tried again; of kind protocol when the event is none.
client::CallResult<void> deal_event(const Context& context, const wire::EventContent& event,
                                    const std::string& event_id);

/// Has the uploaded video transcoded, unless it was before.
client::CallResult<void> deal_new_file_event(const Context& context, const wire::FileUploadTask& event);

/// Calls ProcessMedia with every definition of the configuration, so that one notification brings all outputs. Prints
/// the API's answer and gives the TaskId.
client::CallResult<std::string> trans_media(const Context& context, const std::string& file_id);

/// Prints FileId, definition and URL of each transcode output, or the error of each that failed.
void deal_procedure_event(const Context& context, const wire::ProcedureTask& event);

}  // namespace vod::receiver
