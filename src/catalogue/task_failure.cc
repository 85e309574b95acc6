#include "catalogue/task_failure.h"

#include <string_view>

#include "wire/sub_tasks.h"
#include "wire/task_states.h"

namespace vod::catalogue {
namespace {

bool procedure_failed(std::string_view detail) {
  const auto state = wire::decode_answer<wire::ProcedureTask>(detail);
  bool failed = false;
  if (!state) return failed;
  for (const wire::MediaProcessTaskResult& result : state.value().MediaProcessResultSet) {
    wire::with_sub_task(result, [&](const auto& sub_task) { failed = failed || sub_task.Status == "FAIL"; });
  }
  return failed;
}

template <class State>
bool state_failed(std::string_view detail) {
  const auto state = wire::decode_answer<State>(detail);
  return state && state.value().ErrCode.value_or(0) != 0;
}

}  // namespace

bool has_failed(const Task& task) {
  const std::string_view detail(task.detail_json);
  switch (task.type) {
    case TaskType::procedure:
      return procedure_failed(detail);
#define VOD_STATE_FAILED(task_type, State, event_member, event_type, member) \
  case task_type:                                                            \
    return state_failed<wire::State>(detail);
      VOD_TASK_STATES(VOD_STATE_FAILED)
#undef VOD_STATE_FAILED
  }
  return false;
}

}  // namespace vod::catalogue
