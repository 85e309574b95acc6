#include "engine/subtitles.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/objects.h"
#include "model/errors.h"
#include "model/limits.h"
#include "model/paths.h"

namespace vod::engine {

// Beside the outputs: a media whose original was deleted keeps its subtitles.
std::string subtitle_path(AppId app, FileId file, const std::string& id) {
  return output_folder(app, file) + "subtitles/" + id + ".vtt";
}

wire::MediaSubtitleInfo subtitles_of(const Media& media) {
  if (media.subtitles_json.empty()) return {};
  auto info = wire::decode_answer<wire::MediaSubtitleInfo>(std::string_view(media.subtitles_json));
  return info ? std::move(info.value()) : wire::MediaSubtitleInfo{};
}

Done edit_subtitles(Transaction& tx, BlobTrash& trash, Media& media, const SubtitleEdit& edit) {
  if (edit.is_empty()) return done();
  auto info = subtitles_of(media);
  auto& set = info.SubtitleSet;
  const auto goes = [&](const wire::MediaSubtitleItem& item) {
    return edit.clear || std::ranges::find(edit.delete_ids, item.Id.value_or("")) != edit.delete_ids.end();
  };
  for (const auto& item : set) {
    if (!goes(item)) continue;
    VOD_TRY(erase_object_at(tx, item.Url.value_or(""), trash));
  }
  std::erase_if(set, goes);
  for (const StoredSubtitle& added : edit.add) {
    const bool is_taken = std::ranges::any_of(set, [&](const auto& item) { return item.Id == added.item.Id; });
    if (is_taken) {
      return error(ErrorCode::invalid_parameter_value, "AddSubtitles",
                   fmt::format("AddSubtitles: there is a subtitle \"{}\" already.", added.item.Id.value_or("")));
    }
    VOD_TRY(catalogue::save_object(tx, added.file));
    set.push_back(added.item);
  }
  if (set.size() > limits::subtitles_max) {
    return error(ErrorCode::limit_exceeded, "AddSubtitles",
                 fmt::format("AddSubtitles: the media would have {} subtitles; {} is the limit.", set.size(),
                             limits::subtitles_max));
  }
  media.subtitles_json = set.empty() ? std::string() : wire::encode_text(info);
  return done();
}

}  // namespace vod::engine
