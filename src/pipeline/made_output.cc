#include "pipeline/made_output.h"

#include <algorithm>
#include <string>
#include <system_error>

#include "model/errors.h"
#include "pipeline/adaptive/made_ladder.h"
#include "pipeline/files_below.h"
#include "pipeline/output_probe.h"
#include "pipeline/pictures/made_pictures.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

// An output that lacks more than this of what the source promised was cut short.
constexpr double shortfall_s = 1.0;
constexpr double shortfall_share = 0.1;
// Tracks differ by a few frames, and the rate of an output by one more.
constexpr double complete_slack_s = 0.2;

}  // namespace

bool knows_its_duration(const MediaMetadata& source) {
  return source.container.starts_with("mov") || source.container.starts_with("matroska");
}

bool is_complete(const MediaMetadata& source, const MadeOutput& made) {
  if (!knows_its_duration(source)) return false;
  return is_pictures(made.planned.kind) || made.planned.kind == OutputKind::cover ||
         made.planned.duration_s - made.metadata.duration_s <= complete_slack_s;
}

namespace {

Done check_length(const MediaMetadata& source, const MadeOutput& made) {
  const double planned_s = made.planned.duration_s;
  const double missing_s = planned_s - made.metadata.duration_s;
  if (knows_its_duration(source) && missing_s > std::max(shortfall_s, planned_s * shortfall_share)) {
    return error(ErrorCode::source_malformed, {},
                 "The source breaks off after " + std::to_string(made.metadata.duration_s) + " of " +
                     std::to_string(planned_s) + " s.");
  }
  return done();
}

}  // namespace

Result<MadeOutput> look_at_output(Processes& processes, const MediaMetadata& source, const PlannedOutput& planned,
                                  const fs::path& folder) {
  if (is_pictures(planned.kind)) return look_at_pictures(source, planned, folder);
  MadeOutput made{.planned = planned, .file = folder / planned.file, .others = {}, .metadata = {}};
  if (planned.ladder) {
    VOD_TRY(made, look_at_ladder(planned, folder));
    VOD_TRY(check_length(source, made));
    return made;
  }
  std::error_code problem;
  if (!fs::exists(made.file, problem) || fs::file_size(made.file, problem) == 0) {
    return error(ErrorCode::source_malformed, {}, "FFmpeg found nothing in the source to make this output of.");
  }
  made.others = files_below(fs::path(made.file).replace_extension());
  VOD_TRY(made.metadata, probe_output(processes, made.file));
  if (planned.kind == OutputKind::cover) return made;
  VOD_TRY(check_length(source, made));
  return made;
}

}  // namespace vod
