#include "pipeline/edit/edit_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <future>
#include <optional>
#include <system_error>
#include <utility>

#include "model/errors.h"
#include "pipeline/clip_range.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

// Sound comes in packets of some 20 ms, and a track ends with a whole one.
constexpr double copy_slack_s = 0.06;
constexpr double fps_assumed = 25;
// An encoded output that lacks more than this of what the sources promised was cut short.
constexpr double shortfall_s = 1.0;
constexpr double shortfall_share = 0.1;

std::vector<fs::path> segments_of(const fs::path& file) {
  std::vector<fs::path> files;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(fs::path(file).replace_extension(), problem)) {
    if (entry.is_regular_file(problem)) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

/// The run that copies, and the probe of what it makes, which is started beside it: FFmpeg's programs take as long to
/// start as some minutes of film to copy.
class CopyRun {
 public:
  CopyRun(TaskWork& work, const fs::path& folder, double from, double to)
      : work_(work), folder_(folder), from_(from), to_(to) {}

  /// Without its probe while there is a doubt.
  Done run(const PlannedRun& planned, const Doubt* doubt = nullptr) {
    if (!doubt) expect(planned);
    return work_.run_ffmpeg(planned, folder_, from_, to_, doubt);
  }
  /// Starts the probe of a run that is worth it. A probe that can't be started ahead is one that is made after.
  void expect(const PlannedRun& planned) {
    const fs::path made = folder_ / "out" / planned.outputs.front().file;
    const fs::path room = folder_ / "probe";
    probe_.reset();
    std::error_code problem;
    fs::remove_all(room, problem);
    fs::create_directories(made.parent_path(), problem);
    fs::create_directories(room, problem);
    auto started = ProbeAhead::start(work_.workshop().processes, made, room);
    if (started) probe_.emplace(std::move(started.value()));
  }
  ProbeAhead* probe() { return probe_ ? &*probe_ : nullptr; }

 private:
  TaskWork& work_;
  const fs::path folder_;
  const double from_;
  const double to_;
  std::optional<ProbeAhead> probe_;
};

Result<MadeEdit> made_by(TaskWork& work, const PlannedRun& planned, const fs::path& folder,
                         ProbeAhead* ahead = nullptr) {
  MadeEdit made;
  made.files.main = folder / "out" / planned.outputs.front().file;
  std::error_code problem;
  if (!fs::exists(made.files.main, problem) || fs::file_size(made.files.main, problem) == 0)
    return error(ErrorCode::source_malformed, {}, "FFmpeg found nothing in the sources to make this of.");
  made.files.others = segments_of(made.files.main);
  VOD_TRY(made.found, examine(work.workshop(), made.files.main, ahead));
  return made;
}

void remove_output(const fs::path& folder) {
  std::error_code problem;
  fs::remove_all(folder / "out", problem);
}

// A part whose packets can't be looked at is left without cuts.
void look_at(TaskWork& work, EditPart& part) {
  auto cuts = find_cuts(work.workshop().processes, part.file, part.source, part.clip, work.stop());
  if (!cuts) return;
  part.clip = cuts.value().clip;
  part.cuts = std::move(cuts.value());
}

// Copies while the cuts are looked at, as if they were found on key frames: the look takes as long as copying some
// minutes of film. Gives the copy's end when the look comes to the very same run; what else was made is removed.
std::optional<Done> copy_while_looking(TaskWork& work, CopyRun& copy, EditPart& part, const EditWish& wish,
                                       const fs::path& folder) {
  EditPart expected = part;
  expected.cuts = expected_cuts(part.source, part.clip);
  if (!may_copy_edit({expected}, wish)) {
    look_at(work, part);
    return {};
  }
  expected.clip = expected.cuts->clip;
  const PlannedRun planned = plan_copied_edit({expected}, wish);
  Doubt doubt;
  auto look = std::async(std::launch::async, [&] {
    look_at(work, part);
    const bool is_same = may_copy_edit({part}, wish) && plan_copied_edit({part}, wish).argv == planned.argv;
    is_same ? doubt.confirm() : doubt.refute();
    if (is_same) copy.expect(planned);
  });
  const Done copied = copy.run(planned, &doubt);
  look.wait();
  if (doubt.confirmed()) return copied;
  remove_output(folder);
  return {};
}

// Seeks land where a file's index says; a file whose index lies is found out here.
bool is_exact(const MadeEdit& made, const PlannedRun& planned) {
  const MediaMetadata& found = made.found.metadata;
  const double fps = found.has_video() && found.video.front().fps > 0 ? found.video.front().fps : fps_assumed;
  const double length_s = found.video_duration_s > 0 ? found.video_duration_s : found.duration_s;
  return std::abs(length_s - planned.duration_s) <= copy_slack_s + 1.5 / fps;
}

}  // namespace

Result<EditPart> edit_part(const TaskSource& source, double start_offset_s, double end_offset_s) {
  EditPart part;
  part.file = source.file;
  part.source = source.metadata;
  VOD_TRY(check_edit({part}));
  VOD_TRY(part.clip,
          clip_range(start_offset_s, end_offset_s, source.metadata.duration_s, "the media " + source.media.id.text()));
  return part;
}

Result<MadeEdit> make_edit(TaskWork& work, std::vector<EditPart> parts, const EditWish& wish, const fs::path& folder,
                           double from, double to) {
  std::optional<Done> copied;
  CopyRun copy(work, folder, from, to);
  if (parts.size() == 1) {
    copied = copy_while_looking(work, copy, parts.front(), wish, folder);
  } else {
    for (EditPart& part : parts) look_at(work, part);
  }
  if (may_copy_edit(parts, wish)) {
    const PlannedRun planned = plan_copied_edit(parts, wish);
    if (!copied) copied = copy.run(planned);
    const PlannedRun moving = plan_copied_edit(parts, wish, IndexPlace::moved_packets);
    // The index may have been larger than its room.
    if (!*copied && moving.argv != planned.argv) {
      remove_output(folder);
      copied = copy.run(moving);
    }
    if (*copied) {
      auto made = made_by(work, planned, folder, copy.probe());
      if (made && is_exact(made.value(), planned)) return made;
    }
    if (work.stop().stop_requested()) return error(ErrorCode::task_cancelled);
    remove_output(folder);
    work.workshop().log.info("task {}: a copy did not come out exact, so it is encoded", work.task().id.value);
  }
  const PlannedRun planned = plan_encoded_edit(parts, wish, work.workshop().plan);
  VOD_TRY(work.run_ffmpeg(planned, folder, from, to));
  VOD_TRY(auto made, made_by(work, planned, folder));
  const double missing_s = planned.duration_s - made.found.metadata.duration_s;
  if (missing_s > std::max(shortfall_s, planned.duration_s * shortfall_share)) {
    return error(ErrorCode::source_malformed, {},
                 fmt::format("A source breaks off: {:.3f} of {:.3f} s could be made.", made.found.metadata.duration_s,
                             planned.duration_s));
  }
  return made;
}

}  // namespace vod
