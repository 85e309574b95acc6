#include "pipeline/procedure_state.h"

#include <utility>

#include "base/text.h"
#include "model/errors.h"

namespace vod {
namespace {

// Calls `what` with whichever typed sub-task the result holds.
template <class Result, class What>
void with_sub_task(Result& result, What what) {
  if (result.TranscodeTask) what(*result.TranscodeTask);
  if (result.CoverBySnapshotTask) what(*result.CoverBySnapshotTask);
}

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
    with_sub_task(result, [&](auto& sub_task) {
      if (sub_task.BeginProcessTime.value_or("").empty()) sub_task.BeginProcessTime = iso8601(now_ms);
    });
  }
}

bool ProcedureState::is_open(std::size_t index) const {
  bool open = false;
  with_sub_task(task_.MediaProcessResultSet[index],
                [&](const auto& sub_task) { open = sub_task.Status == "PROCESSING"; });
  return open;
}

std::size_t ProcedureState::open_count() const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < size(); ++i) count += is_open(i) ? 1 : 0;
  return count;
}

std::vector<OutputWish> ProcedureState::open_wishes(std::int64_t now_ms) {
  std::vector<OutputWish> wishes;
  const auto add = [&](std::size_t index, auto found, auto make) {
    if (found) {
      wishes.push_back({index, make(std::move(found.value()))});
    } else {
      fail(index, found.error(), now_ms);
    }
  };
  for (std::size_t i = 0; i < size(); ++i) {
    if (!is_open(i)) continue;
    const auto& result = task_.MediaProcessResultSet[i];
    if (result.TranscodeTask && result.TranscodeTask->Input) {
      add(i, find_transcode_template(static_cast<std::int64_t>(result.TranscodeTask->Input->Definition)),
          [](TranscodeTemplate wanted) { return wanted; });
    } else if (result.CoverBySnapshotTask && result.CoverBySnapshotTask->Input) {
      const auto input = *result.CoverBySnapshotTask->Input;
      add(i, find_snapshot_template(static_cast<std::int64_t>(input.Definition)), [&](SnapshotTemplate wanted) {
        return CoverWish{wanted, input.PositionType == "Percent", input.PositionValue};
      });
    }
  }
  return wishes;
}

void ProcedureState::succeed(std::size_t index, const wire::MediaTranscodeItem& item, std::int64_t now_ms) {
  auto& sub_task = task_.MediaProcessResultSet[index].TranscodeTask;
  if (!sub_task) return;
  mark_success(*sub_task, now_ms);
  sub_task->Output = item;
}

void ProcedureState::succeed(std::size_t index, const wire::CoverBySnapshotTaskOutput& cover, std::int64_t now_ms) {
  auto& sub_task = task_.MediaProcessResultSet[index].CoverBySnapshotTask;
  if (!sub_task) return;
  mark_success(*sub_task, now_ms);
  sub_task->Output = cover;
}

void ProcedureState::fail(std::size_t index, const Error& problem, std::int64_t now_ms) {
  const auto code = error_row(problem.code).wire_code;
  with_sub_task(task_.MediaProcessResultSet[index], [&](auto& sub_task) {
    sub_task.Status = "FAIL";
    sub_task.ErrCodeExt = std::string(code);
    sub_task.ErrCode = legacy_code_of(code);
    sub_task.Message = message_of(problem);
    sub_task.FinishTime = iso8601(now_ms);
  });
}

void ProcedureState::fail_open(const Error& problem, std::int64_t now_ms) {
  for (std::size_t i = 0; i < size(); ++i) {
    if (is_open(i)) fail(i, problem, now_ms);
  }
}

}  // namespace vod
