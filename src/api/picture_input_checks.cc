#include "api/picture_input_checks.h"

#include <cmath>

#include "api/checks.h"
#include "model/limits.h"
#include "model/time_offset.h"

namespace vod::check {
namespace {

std::string field_of(const char* set, std::size_t index, const char* name) {
  return "MediaProcessTask." + std::string(set) + "." + std::to_string(index) + "." + name;
}

Error bad(const std::string& field, const std::string& rule) {
  return error(ErrorCode::invalid_parameter_value, field, field + ": " + rule);
}

Done check_watermarks(const std::vector<wire::WatermarkInput>& watermarks, const char* set, std::size_t index) {
  constexpr std::size_t most = 10;  // The cloud's limit.
  if (watermarks.size() <= most) return done();
  return bad(field_of(set, index, "WatermarkSet"),
             std::to_string(watermarks.size()) + " watermarks are more than the limit of 10.");
}

Done check_covers(const std::vector<wire::CoverBySnapshotTaskInput>& covers) {
  for (std::size_t i = 0; i < covers.size(); ++i) {
    VOD_TRY(check_watermarks(covers[i].WatermarkSet, "CoverBySnapshotTaskSet", i));
    VOD_TRY(one_of(covers[i].PositionType, {"Time", "Percent"}, ErrorCode::invalid_parameter_value,
                   field_of("CoverBySnapshotTaskSet", i, "PositionType")));
    const bool is_percent = covers[i].PositionType == "Percent";
    const double value = covers[i].PositionValue;
    if (!(value >= 0) || (is_percent && value > 100)) {
      return bad(field_of("CoverBySnapshotTaskSet", i, "PositionValue"),
                 std::string("must be ") + (is_percent ? "0 to 100." : "0 or more seconds."));
    }
  }
  return done();
}

Done check_offsets(const wire::SnapshotByTimeOffsetTaskInput& input, std::size_t index) {
  const char* set = "SnapshotByTimeOffsetTaskSet";
  const std::size_t count = std::max(input.ExtTimeOffsetSet.size(), input.TimeOffsetSet.size());
  if (count == 0) {
    return bad(field_of(set, index, "ExtTimeOffsetSet"),
               "say when the snapshots are taken, for example [\"3.5s\", \"10%\"].");
  }
  if (count > limits::snapshot_offsets_max) {
    return bad(field_of(set, index, "ExtTimeOffsetSet"), std::to_string(count) +
                                                             " time offsets are more than the limit of " +
                                                             std::to_string(limits::snapshot_offsets_max) + ".");
  }
  for (std::size_t i = 0; i < input.ExtTimeOffsetSet.size(); ++i) {
    const std::string& text = input.ExtTimeOffsetSet[i];
    if (parse_time_offset(text)) continue;
    return bad(
        field_of(set, index, "ExtTimeOffsetSet") + "." + std::to_string(i),
        "\"" + text.substr(0, 32) + "\" is no time offset: write seconds as 3.5s, or 0% to 100% of the duration.");
  }
  for (std::size_t i = 0; i < input.TimeOffsetSet.size(); ++i) {
    if (std::isfinite(input.TimeOffsetSet[i]) && input.TimeOffsetSet[i] >= 0) continue;
    return bad(field_of(set, index, "TimeOffsetSet") + "." + std::to_string(i), "must be 0 or more milliseconds.");
  }
  return done();
}

// Offsets that count from the same end can be compared before the duration is known.
Done check_stretch(const wire::AnimatedGraphicTaskInput& input, std::size_t index) {
  const double start = input.StartTimeOffset;
  const double end = input.EndTimeOffset;
  const std::string field = field_of("AnimatedGraphicTaskSet", index, "EndTimeOffset");
  if (!std::isfinite(start) || !std::isfinite(end)) return bad(field, "must be seconds.");
  const bool both_from_start = start >= 0 && end > 0;
  const bool both_from_end = start < 0 && end < 0;
  if ((both_from_start || both_from_end) && end <= start) return bad(field, "must lie after StartTimeOffset.");
  return done();
}

}  // namespace

Done picture_tasks(const wire::MediaProcessTaskInput& input) {
  VOD_TRY(check_covers(input.CoverBySnapshotTaskSet));
  for (std::size_t i = 0; i < input.SampleSnapshotTaskSet.size(); ++i) {
    VOD_TRY(check_watermarks(input.SampleSnapshotTaskSet[i].WatermarkSet, "SampleSnapshotTaskSet", i));
  }
  for (std::size_t i = 0; i < input.SnapshotByTimeOffsetTaskSet.size(); ++i) {
    VOD_TRY(check_watermarks(input.SnapshotByTimeOffsetTaskSet[i].WatermarkSet, "SnapshotByTimeOffsetTaskSet", i));
    VOD_TRY(check_offsets(input.SnapshotByTimeOffsetTaskSet[i], i));
  }
  for (std::size_t i = 0; i < input.AnimatedGraphicTaskSet.size(); ++i) {
    VOD_TRY(check_stretch(input.AnimatedGraphicTaskSet[i], i));
  }
  return done();
}

}  // namespace vod::check
