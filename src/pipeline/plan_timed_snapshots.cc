#include "model/errors.h"
#include "pipeline/run_part.h"

namespace vod {

Result<PlannedWork> plan_output(const MediaMetadata&, std::size_t, const TimedSnapshotsWish&, const PlanSettings&) {
  return error(ErrorCode::input_configuration_unsupported);
}

}  // namespace vod
