#pragma once

#include "base/result.h"
#include "model/events.h"
#include "model/task.h"
#include "wire/types.h"

/// The tasks that are not procedures and have a state of their own on the wire, one row each: its type, the wire type
/// of the state, the member of EventContent and the type of the event that tell its end, the member of
/// DescribeTaskDetail's answer.
#define VOD_TASK_STATES(X)                                                                                           \
  X(TaskType::pull_upload, PullUploadTask, PullCompleteEvent, EventType::pull_complete, PullUploadTask)              \
  X(TaskType::edit_media, EditMediaTask, EditMediaCompleteEvent, EventType::edit_media_complete, EditMediaTask)      \
  X(TaskType::compose_media, ComposeMediaTask, ComposeMediaCompleteEvent, EventType::compose_media_complete,         \
    ComposeMediaTask)                                                                                                \
  X(TaskType::split_media, SplitMediaTask, SplitMediaCompleteEvent, EventType::split_media_complete, SplitMediaTask) \
  X(TaskType::file_attributes, DescribeFileAttributesTask, DescribeFileAttributesCompleteEvent,                      \
    EventType::describe_file_attributes_complete, DescribeFileAttributesTask)

namespace vod::wire {

/// Ends a state that is not over with an error. `legacy_code` is the number of the code's family.
template <class State>
void fail_state(State& state, std::string_view wire_code, int legacy_code, std::string_view message) {
  state.Status = "FINISH";
  state.ErrCode = legacy_code;
  if constexpr (requires { state.ErrCodeExt; }) {
    state.ErrCodeExt = std::string(wire_code);
    state.Message = std::string(message);
  } else {
    state.Message = std::string(wire_code) + ": " + std::string(message);
  }
}

}  // namespace vod::wire
