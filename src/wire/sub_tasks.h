#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "base/text.h"
#include "model/media.h"
#include "wire/types.h"

/// The kinds of sub-task of a media processing task, one row each: the list in MediaProcessTaskInput that asks for
/// them, the member of MediaProcessTaskResult that tells of one, Type on the wire, the kind of its output. The rows
/// stand in the order in which a task's result set has them.
#define VOD_SUB_TASKS(X)                                                                                         \
  X(TranscodeTaskSet, TranscodeTask, "Transcode", OutputKind::transcode)                                         \
  X(AnimatedGraphicTaskSet, AnimatedGraphicTask, "AnimatedGraphics", OutputKind::animated_graphics)              \
  X(SnapshotByTimeOffsetTaskSet, SnapshotByTimeOffsetTask, "SnapshotByTimeOffset", OutputKind::snapshot_by_time) \
  X(SampleSnapshotTaskSet, SampleSnapshotTask, "SampleSnapshot", OutputKind::sample_snapshot)                    \
  X(ImageSpriteTaskSet, ImageSpriteTask, "ImageSprites", OutputKind::image_sprite)                               \
  X(CoverBySnapshotTaskSet, CoverBySnapshotTask, "CoverBySnapshot", OutputKind::cover)                           \
  X(AdaptiveDynamicStreamingTaskSet, AdaptiveDynamicStreamingTask, "AdaptiveDynamicStreaming", OutputKind::adaptive)

namespace vod::wire {

/// Calls `what` with the one typed sub-task that the result holds, const or not as the result is.
template <class Result, class What>
void with_sub_task(Result& result, What&& what) {
#define VOD_VISIT(set, member, type, kind) \
  if (result.member) what(*result.member);
  VOD_SUB_TASKS(VOD_VISIT)
#undef VOD_VISIT
}

/// How many sub-tasks the input asks for.
inline std::size_t sub_task_count(const MediaProcessTaskInput& input) {
  std::size_t count = 0;
#define VOD_COUNT(set, member, type, kind) count += input.set.size();
  VOD_SUB_TASKS(VOD_COUNT)
#undef VOD_COUNT
  return count;
}

/// Ends a sub-task that is not over with an error.
template <class SubTask>
void fail_sub_task(SubTask& sub_task, std::string_view wire_code, int legacy_code, std::string_view message,
                   std::int64_t now_ms) {
  if (sub_task.Status != "PROCESSING") return;
  sub_task.Status = "FAIL";
  sub_task.ErrCodeExt = std::string(wire_code);
  sub_task.ErrCode = legacy_code;
  sub_task.Message = std::string(message);
  sub_task.FinishTime = iso8601(now_ms);
}

}  // namespace vod::wire
