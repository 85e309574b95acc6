#include "pipeline/edit/split_work.h"

#include <fmt/format.h>

#include <memory>
#include <utility>
#include <vector>

#include "base/text.h"
#include "catalogue/media_view.h"
#include "pipeline/edit/edit_run.h"

namespace vod {
namespace {

using State = wire::SplitMediaTask;

NewMediaWish media_wish(const Task& task, const wire::SplitMediaOutputConfig& output, const Media& source,
                        std::size_t number) {
  NewMediaWish wish;
  wish.app = task.app;
  wish.name = output.MediaName.value_or("");
  if (wish.name.empty()) wish.name = fmt::format("{} {}", source.name, number + 1);
  wish.class_id = output.ClassId.value_or(0);
  wish.expire_ms = parse_iso8601(output.ExpireTime.value_or("")).value_or(0);
  wish.type = output.Type == "hls" ? "m3u8" : "mp4";
  return wish;
}

Result<std::vector<NewMedia>> split(TaskWork& work) {
  const Task& task = work.task();
  VOD_TRY(const auto request, wire::decode_answer<wire::SplitMediaRequest>(std::string_view(task.request_json)));
  VOD_TRY(const auto source, open_source(work.workshop(), task.app, *task.file, work.stop()));
  // All stretches first: one that is none fails the task before anything is made.
  std::vector<EditPart> parts;
  for (const auto& segment : request.Segments) {
    VOD_TRY(auto part, edit_part(source, segment.StartTimeOffset.value_or(0), segment.EndTimeOffset.value_or(0)));
    parts.push_back(std::move(part));
  }
  VOD_TRY(const auto folder, work.folder());
  std::vector<NewMedia> made;
  const double share = 1.0 / static_cast<double>(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto output = request.Segments[i].OutputConfig.value_or(wire::SplitMediaOutputConfig());
    EditWish wish;
    if (output.Type == "hls") wish.container = "hls";
    const double from = share * static_cast<double>(i);
    VOD_TRY(const auto cut, make_edit(work, {parts[i]}, wish, folder / std::to_string(i), from, from + share));
    VOD_TRY(auto media,
            store_new_media(work.workshop(), media_wish(task, output, source.media, i), cut.files, cut.found));
    VOD_TRY(
        write_segments_ahead(work.workshop(), task, media, work.stop(), limits::segment_rows_at_once / parts.size()));
    made.push_back(std::move(media));
  }
  return made;
}

Done write_end(Transaction& tx, TaskWork& work, const std::vector<NewMedia>& made, State& state) {
  VOD_TRY(check_sources_stay(tx, work.task().app, {*work.task().file}));
  for (std::size_t i = 0; i < made.size(); ++i) {
    const Media& media = made[i].media;
    VOD_TRY(insert_new_media(tx, made[i]));
    auto& segment = state.FileInfoSet.at(i);
    wire::TaskOutputMediaInfo output;
    output.FileId = media.id.text();
    // With paths where URLs go: they are put in when it is told.
    VOD_TRY(output.MediaBasicInfo, catalogue::basic_info(tx, media, {}));
    segment.Output = std::move(output);
    VOD_TRY(segment.ProcedureTaskId, start_flow_of(tx, work, media, segment.Input->ProcedureName.value_or("")));
  }
  return done();
}

Result<LastChange<State>> last_change(TaskWork& work) {
  VOD_TRY(auto all, split(work));
  // Shared, since a function object must be copyable.
  const auto made = std::make_shared<const std::vector<NewMedia>>(std::move(all));
  return LastChange<State>([&work, made](Transaction& tx, State& state) { return write_end(tx, work, *made, state); });
}

}  // namespace

void perform_split(Workshop& workshop, Task task, std::stop_token stop) {
  perform_task<State>(workshop, std::move(task), stop, [](TaskWork& work, const State&) { return last_change(work); });
}

}  // namespace vod
