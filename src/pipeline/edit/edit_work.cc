#include "pipeline/edit/edit_work.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "pipeline/edit/edit_run.h"

namespace vod {
namespace {

using State = wire::EditMediaTask;

std::optional<VideoCodec> codec_named(const std::string& name) {
  if (name == "libx264") return VideoCodec::h264;
  if (name == "libx265") return VideoCodec::h265;
  if (name == "av1") return VideoCodec::av1;
  return {};
}

EditWish edit_wish(const wire::EditMediaRequest& request) {
  EditWish wish;
  if (request.Definition == static_cast<std::uint64_t>(EditBase::highest_bitrate))
    wish.base = EditBase::highest_bitrate;
  if (!request.OutputConfig) return wish;
  const auto& output = *request.OutputConfig;
  if (output.Type == "hls") wish.container = "hls";
  if (output.VideoStream) {
    const auto& video = *output.VideoStream;
    wish.codec = codec_named(video.Codec.value_or(""));
    wish.bitrate_kbps = static_cast<int>(video.Bitrate.value_or(0));
    wish.width = static_cast<int>(video.Width.value_or(0));
    wish.height = static_cast<int>(video.Height.value_or(0));
    wish.fps = static_cast<int>(video.Fps.value_or(0));
    wish.adaptive = video.ResolutionAdaptive.value_or("open") != "close";
  }
  if (output.TEHDConfig && output.TEHDConfig->Type == "TEHD-100") {
    wish.top_speed = true;
    wish.top_speed_kbps_max = static_cast<int>(output.TEHDConfig->MaxVideoBitrate.value_or(0));
  }
  return wish;
}

NewMediaWish media_wish(const Task& task, const EditWish& edit, const wire::EditMediaOutputConfig& output,
                        const Media& first) {
  NewMediaWish wish;
  wish.app = task.app;
  wish.name = output.MediaName.value_or("");
  if (wish.name.empty()) wish.name = first.name;
  wish.class_id = output.ClassId.value_or(0);
  wish.expire_ms = parse_iso8601(output.ExpireTime.value_or("")).value_or(0);
  wish.type = edit.container == "hls" ? "m3u8" : edit.container;
  return wish;
}

/// What is left to be written when the edit is made.
struct Edited {
  NewMedia media;
  std::string file_type;
  std::vector<FileId> sources;
  std::string procedure;
};

Result<Edited> edit(TaskWork& work) {
  const Task& task = work.task();
  VOD_TRY(const auto request, wire::decode_answer<wire::EditMediaRequest>(std::string_view(task.request_json)));
  const EditWish wish = edit_wish(request);
  Edited edited;
  edited.file_type = wish.container;
  edited.procedure = request.ProcedureName.value_or("");
  // Kept to the end: what was put together of an HLS media goes with its source.
  std::vector<TaskSource> sources;
  std::vector<EditPart> parts;
  for (const auto& info : request.FileInfos) {
    const auto file = FileId::parse(info.FileId);
    if (!file) return error(ErrorCode::source_deleted, info.FileId);
    const auto at = static_cast<std::size_t>(std::ranges::find(edited.sources, *file) - edited.sources.begin());
    if (at == sources.size()) {
      VOD_TRY(auto source, open_source(work.workshop(), task.app, *file, work.stop()));
      sources.push_back(std::move(source));
      edited.sources.push_back(*file);
    }
    VOD_TRY(auto part, edit_part(sources[at], info.StartTimeOffset.value_or(0), info.EndTimeOffset.value_or(0)));
    parts.push_back(std::move(part));
  }
  VOD_TRY(const auto folder, work.folder());
  VOD_TRY(const auto made, make_edit(work, parts, wish, folder));
  const auto output = request.OutputConfig.value_or(wire::EditMediaOutputConfig());
  VOD_TRY(edited.media, store_new_media(work.workshop(), media_wish(task, wish, output, sources.front().media),
                                        made.files, made.found));
  VOD_TRY(write_segments_ahead(work.workshop(), task, edited.media, work.stop()));
  return edited;
}

Done write_end(Transaction& tx, TaskWork& work, const Edited& edited, State& state) {
  const Media& media = edited.media.media;
  VOD_TRY(check_sources_stay(tx, media.app, edited.sources));
  VOD_TRY(insert_new_media(tx, edited.media));
  work.task().file = media.id;
  wire::EditMediaTaskOutput output;
  output.FileType = edited.file_type;
  // A path where a URL goes: it is put in when it is told.
  output.FileUrl = media.path;
  output.FileId = media.id.text();
  output.MediaName = media.name;
  output.ClassId = media.class_id;
  output.ExpireTime = wire::expire_time(media.expire_ms);
  state.Output = std::move(output);
  state.MetaData = wire::metadata_view(media);
  VOD_TRY(state.ProcedureTaskId, start_flow_of(tx, work, media, edited.procedure));
  return done();
}

Result<LastChange<State>> last_change(TaskWork& work) {
  VOD_TRY(auto made, edit(work));
  // Shared, since a function object must be copyable.
  const auto edited = std::make_shared<const Edited>(std::move(made));
  return LastChange<State>(
      [&work, edited](Transaction& tx, State& state) { return write_end(tx, work, *edited, state); });
}

}  // namespace

void perform_edit(Workshop& workshop, Task task, std::stop_token stop) {
  perform_task<State>(workshop, std::move(task), stop, [](TaskWork& work, const State&) { return last_change(work); });
}

}  // namespace vod
