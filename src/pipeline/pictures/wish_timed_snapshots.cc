#include <fmt/format.h>

#include "catalogue/template_book.h"
#include "model/errors.h"
#include "model/time_offset.h"
#include "pipeline/wishes_of.h"

namespace vod {

Result<TimedSnapshotsWish> wish_of(const WishContext& context, const wire::SnapshotByTimeOffsetTaskInput& input) {
  TimedSnapshotsWish wish;
  VOD_TRY(wish.wanted,
          catalogue::snapshot_template(context.tx, context.app, static_cast<std::int64_t>(input.Definition)));
  // The old form, in milliseconds, counts only where the new one is not used.
  if (input.ExtTimeOffsetSet.empty()) {
    for (const double offset_ms : input.TimeOffsetSet) wish.offsets.push_back({.value = offset_ms / 1'000});
  }
  for (const std::string& text : input.ExtTimeOffsetSet) {
    const auto offset = parse_time_offset(text);
    if (!offset) {
      return error(ErrorCode::input_time_offset, {},
                   fmt::format("{} is no time offset: write seconds as 3.5s or a share as 10%.", text));
    }
    wish.offsets.push_back(*offset);
  }
  VOD_TRY(wish.watermarks, snapshot_watermarks(context, input.WatermarkSet));
  if (wish.offsets.empty()) return error(ErrorCode::input_time_offset, {}, "No time offset is given.");
  return wish;
}

}  // namespace vod
