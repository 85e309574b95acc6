#include "pipeline/compose/compose_work.h"

#include <fstream>
#include <memory>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "model/errors.h"
#include "pipeline/compose/compose_plan.h"
#include "pipeline/compose/compose_request.h"
#include "pipeline/compose/compose_sources.h"
#include "pipeline/new_media.h"
#include "pipeline/task_source.h"
#include "pipeline/task_work.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

/// What joining encoded pieces takes, against encoding them.
constexpr double join_share = 0.1;

NewMediaWish wish_of(const Task& task, const Composition& composition, const wire::ComposeMediaOutput& output) {
  NewMediaWish wish;
  wish.app = task.app;
  wish.name = output.FileName;
  wish.description = output.Description.value_or("");
  wish.class_id = output.ClassId.value_or(0);
  wish.expire_ms = parse_iso8601(output.ExpireTime.value_or("")).value_or(0);
  wish.type = composition.container;
  return wish;
}

// What a run left, out of the reach of the next: a piece becomes part of a folder that programs only read.
Done keep_piece(const fs::path& made, const fs::path& piece) {
  std::error_code problem;
  if (!fs::is_regular_file(fs::symlink_status(made, problem))) {
    return error(ErrorCode::task_failed, {}, "FFmpeg left no piece.");
  }
  fs::rename(made, piece, problem);
  if (problem) return error(ErrorCode::io_failed, piece.filename().string(), "A piece can't be moved.");
  return done();
}

Done write_list(const fs::path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  if (!stream.flush()) return error(ErrorCode::disk_full, file.filename().string());
  return done();
}

Result<fs::path> run(TaskWork& work, const ComposePlan& plan, const fs::path& folder, const fs::path& pieces) {
  double all_s = plan.last.duration_s * (plan.list.empty() ? 1 : join_share);
  for (const ComposePiece& piece : plan.pieces) all_s += piece.run.duration_s;
  double done_s = 0;
  for (const ComposePiece& piece : plan.pieces) {
    const double after_s = done_s + piece.run.duration_s;
    VOD_TRY(work.run_ffmpeg(piece.run, folder, done_s / all_s, after_s / all_s));
    VOD_TRY(keep_piece(folder / "out" / piece.file, pieces / piece.file));
    done_s = after_s;
  }
  if (!plan.list.empty()) {
    VOD_TRY(write_list(pieces / "list", plan.list));
  }
  VOD_TRY(work.run_ffmpeg(plan.last, folder, done_s / all_s, 1));
  return folder / "out" / plan.file;
}

Result<NewMedia> compose(TaskWork& work, ComposeSources& sources) {
  const Task& task = work.task();
  VOD_TRY(const auto request, wire::decode_answer<wire::ComposeMediaRequest>(std::string_view(task.request_json)));
  VOD_TRY(const auto composition, read_composition(request));
  VOD_TRY(const auto found, sources.open(composition.sources));
  VOD_TRY(const auto folder, work.folder());
  const fs::path pieces = folder / "pieces";
  std::error_code problem;
  fs::create_directories(pieces, problem);
  if (problem) return error(ErrorCode::io_failed, {}, "A folder for pieces can't be made.");
  VOD_TRY(const auto plan, plan_composition(composition, found, pieces, work.workshop().plan));
  VOD_TRY(const auto made, run(work, plan, folder, pieces));
  VOD_TRY(const auto examined, examine(work.workshop(), made));
  return store_new_media(work.workshop(), wish_of(task, composition, request.Output), {made, {}}, examined);
}

wire::ComposeMediaTaskOutput output_of(const Media& media) {
  wire::ComposeMediaTaskOutput output;
  output.FileType = media.type;
  output.FileId = media.id.text();
  // A path where the URL goes: it is put in when it is told.
  output.FileUrl = media.path;
  output.MediaName = media.name;
  output.ClassId = media.class_id;
  output.ExpireTime = wire::expire_time(media.expire_ms);
  return output;
}

Result<LastChange<wire::ComposeMediaTask>> last_change(TaskWork& work) {
  ComposeSources sources(work);
  VOD_TRY(auto media, compose(work, sources));
  // Shared, since a function object must be copyable.
  const auto made = std::make_shared<const NewMedia>(std::move(media));
  return LastChange<wire::ComposeMediaTask>(
      [&work, made, files = sources.files()](Transaction& tx, wire::ComposeMediaTask& state) -> Done {
        VOD_TRY(check_sources_stay(tx, work.task().app, files));
        VOD_TRY(insert_new_media(tx, *made));
        work.task().file = made->media.id;
        state.Output = output_of(made->media);
        state.MetaData = wire::metadata_view(made->media);
        return done();
      });
}

}  // namespace

void perform_compose(Workshop& workshop, Task task, std::stop_token stop) {
  perform_task<wire::ComposeMediaTask>(workshop, std::move(task), stop,
                                       [](TaskWork& work, const wire::ComposeMediaTask&) { return last_change(work); });
}

}  // namespace vod
