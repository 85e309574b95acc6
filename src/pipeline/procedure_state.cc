#include "pipeline/procedure_state.h"

#include <utility>

#include "base/check.h"
#include "base/text.h"
#include "model/errors.h"
#include "wire/sub_tasks.h"

namespace vod {
namespace {

template <class SubTask>
void mark_success(SubTask& sub_task, std::int64_t now_ms) {
  sub_task.Status = "SUCCESS";
  sub_task.ErrCodeExt = "";
  sub_task.ErrCode = 0;
  sub_task.Message = "SUCCESS";
  sub_task.Progress = 100;
  sub_task.FinishTime = iso8601(now_ms);
}

}  // namespace

void ProcedureState::begin(std::int64_t now_ms) {
  for (auto& result : task_.MediaProcessResultSet) {
    wire::with_sub_task(result, [&](auto& sub_task) {
      if (sub_task.BeginProcessTime.value_or("").empty()) sub_task.BeginProcessTime = iso8601(now_ms);
    });
  }
}

bool ProcedureState::is_open(std::size_t index) const {
  bool open = false;
  wire::with_sub_task(task_.MediaProcessResultSet[index],
                      [&](const auto& sub_task) { open = sub_task.Status == "PROCESSING"; });
  return open;
}

std::size_t ProcedureState::open_count() const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < size(); ++i) count += is_open(i) ? 1 : 0;
  return count;
}

void ProcedureState::succeed(std::size_t index, const OutputItem& item, std::int64_t now_ms) {
  wire::with_sub_task(task_.MediaProcessResultSet[index], [&](auto& sub_task) {
    using Item = typename std::remove_reference_t<decltype(sub_task.Output)>::value_type;
    const auto* of_kind = std::get_if<Item>(&item);
    VOD_CHECK(of_kind != nullptr);
    mark_success(sub_task, now_ms);
    sub_task.Output = *of_kind;
  });
}

void ProcedureState::fail(std::size_t index, const Error& problem, std::int64_t now_ms) {
  const auto code = error_row(problem.code).wire_code;
  wire::with_sub_task(task_.MediaProcessResultSet[index], [&](auto& sub_task) {
    wire::fail_sub_task(sub_task, code, legacy_code_of(code), message_of(problem), now_ms);
  });
}

void ProcedureState::fail_open(const Error& problem, std::int64_t now_ms) {
  for (std::size_t i = 0; i < size(); ++i) {
    if (is_open(i)) fail(i, problem, now_ms);
  }
}

}  // namespace vod
