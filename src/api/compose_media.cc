#include <fmt/format.h>

#include <set>
#include <vector>

#include "api/actions.h"
#include "api/checks.h"
#include "engine/compositions.h"
#include "model/limits.h"
#include "pipeline/compose/compose_request.h"

namespace vod::api {
namespace {

// The media that the request names, each once, with the path of the first field that names it.
std::vector<engine::ComposedFile> files_of(const wire::ComposeMediaRequest& request) {
  std::vector<engine::ComposedFile> files;
  std::set<std::string> seen;
  const auto take = [&](const std::string& source, const std::string& field) {
    const auto file = FileId::parse(source);
    if (file && seen.insert(source).second) files.push_back({*file, field + ".SourceMedia"});
  };
  for (std::size_t track = 0; track < request.Tracks.size(); ++track) {
    const auto& items = request.Tracks[track].TrackItems;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const std::string field = fmt::format("Tracks.{}.TrackItems.{}", track, i);
      const wire::MediaTrackItem& item = items[i];
      if (item.Type == "Video" && item.VideoItem) take(item.VideoItem->SourceMedia, field + ".VideoItem");
      if (item.Type == "Audio" && item.AudioItem) take(item.AudioItem->SourceMedia, field + ".AudioItem");
      if (item.Type == "Sticker" && item.StickerItem) take(item.StickerItem->SourceMedia, field + ".StickerItem");
    }
  }
  return files;
}

Done check_output(const Context& context, const wire::ComposeMediaOutput& output) {
  if (output.FileName.empty()) {
    return error(ErrorCode::invalid_parameter_value, "Output.FileName", "Output.FileName: must not be empty.");
  }
  VOD_TRY(check::length(output.FileName, 64, ErrorCode::invalid_parameter_value, "Output.FileName"));
  VOD_TRY(
      check::length(output.Description.value_or(""), 128, ErrorCode::invalid_parameter_value, "Output.Description"));
  VOD_TRY(check::expire_time(output.ExpireTime, "Output.ExpireTime"));
  return check::class_id(context, output.ClassId, "Output.ClassId");
}

}  // namespace

Result<wire::ComposeMediaResponse> answer(Context& context, const wire::ComposeMediaRequest& request) {
  World& world = context.world;
  VOD_TRY(check_output(context, request.Output));
  VOD_TRY(read_composition(request));
  VOD_TRY(const auto wish, check::task_wish(context, {}, {}, request.SessionId, request.SessionContext));
  VOD_TRY(check::disk_has_room(world, limits::disk_tasks_share_max, "tasks"));
  const auto files = files_of(request);
  TaskId task;
  VOD_TRY(world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(task, engine::start_compose(tx, world.bells, world.random, wish, request, files, context.now_ms));
    return done();
  }));
  wire::ComposeMediaResponse response;
  response.TaskId = task.value;
  return response;
}

}  // namespace vod::api
