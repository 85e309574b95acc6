#include "engine/media.h"

#include "catalogue/events.h"
#include "catalogue/media.h"
#include "catalogue/objects.h"
#include "catalogue/outputs.h"
#include "catalogue/task_events.h"
#include "catalogue/tasks.h"
#include "catalogue/uploads.h"
#include "model/errors.h"
#include "model/limits.h"
#include "model/paths.h"

namespace vod::engine {
namespace {

// Rows of paths go; the blobs that they named are orphans then.
Done erase_folder(Transaction& tx, const std::string& folder) {
  std::string cursor;
  while (true) {
    VOD_TRY(const auto objects, catalogue::objects_below(tx, folder, cursor, limits::change_rows_max));
    for (const catalogue::ObjectRow& object : objects) {
      VOD_TRY(catalogue::erase_object(tx, object.path));
    }
    if (objects.size() < limits::change_rows_max) return done();
    cursor = objects.back().path;
  }
}

// An output's own path and, for a playlist, all below the folder that carries its name.
Done erase_output_files(Transaction& tx, const Output& output) {
  VOD_TRY(catalogue::erase_object(tx, output.path));
  return erase_folder(tx, output.path.substr(0, output.path.rfind('.')) + "/");
}

Done erase_outputs(Transaction& tx, const Media& media, OutputKind kind, std::int64_t definition) {
  VOD_TRY(const auto outputs, catalogue::list_outputs(tx, media.app, media.id));
  for (const Output& output : outputs) {
    if (output.kind != kind || (definition != 0 && output.definition != definition)) continue;
    VOD_TRY(erase_output_files(tx, output));
  }
  return catalogue::erase_outputs(tx, media.app, media.id, kind, definition);
}

Done end_open_tasks(Transaction& tx, Bells& bells, const Media& media, const wire::PublicUrl& url,
                    std::int64_t now_ms) {
  const std::string_view code = error_row(ErrorCode::source_deleted).wire_code;
  VOD_TRY(const auto ids, catalogue::cancel_tasks_of(tx, media.app, media.id, code));
  for (const TaskId& id : ids) {
    VOD_TRY(const auto task, catalogue::find_task(tx, media.app, id));
    VOD_TRY(catalogue::end_task_with_error(tx, bells, *task, code, "The media was deleted while the task was open.",
                                           url, now_ms));
  }
  return done();
}

Done delete_whole(Transaction& tx, Bells& bells, const Media& media, const wire::PublicUrl& url, std::int64_t now_ms) {
  VOD_TRY(end_open_tasks(tx, bells, media, url, now_ms));
  VOD_TRY(erase_folder(tx, media_folder(media.app, media.id)));
  VOD_TRY(erase_folder(tx, output_folder(media.app, media.id)));
  for (const OutputKind kind : {OutputKind::transcode, OutputKind::cover}) {
    VOD_TRY(catalogue::erase_outputs(tx, media.app, media.id, kind, 0));
  }
  VOD_TRY(catalogue::erase_ingest(tx, {media.app, media.id}));
  return catalogue::erase_media(tx, media);
}

Done delete_original(Transaction& tx, Bells& bells, Media& media, const wire::PublicUrl& url, std::int64_t now_ms) {
  VOD_TRY(end_open_tasks(tx, bells, media, url, now_ms));
  VOD_TRY(erase_folder(tx, media_folder(media.app, media.id)));
  VOD_TRY(catalogue::erase_ingest(tx, {media.app, media.id}));
  media.has_original = false;
  // The cover that was uploaded with the file goes with it; one made by processing stays.
  if (media.cover_path.starts_with(media_folder(media.app, media.id))) media.cover_path.clear();
  return done();
}

Done delete_transcodes(Transaction& tx, Media& media, std::int64_t definition) {
  VOD_TRY(erase_outputs(tx, media, OutputKind::transcode, definition));
  if (definition != 0) return done();
  // Covers made by processing go with the transcodes.
  VOD_TRY(erase_outputs(tx, media, OutputKind::cover, 0));
  if (media.cover_path.starts_with(output_folder(media.app, media.id))) media.cover_path.clear();
  return done();
}

Done append_deleted_event(Transaction& tx, Bells& bells, const Media& media, const std::vector<DeleteWish>& wishes,
                          std::int64_t now_ms) {
  wire::FileDeleteResultItem item;
  item.FileId = media.id.text();
  for (const DeleteWish& wish : wishes) {
    wire::MediaDeleteItem part;
    part.Type = wish.wire_type;
    part.Definition = wish.definition;
    item.DeleteParts.push_back(std::move(part));
  }
  wire::FileDeleteTask deleted;
  deleted.FileIdSet = {media.id.text()};
  deleted.FileDeleteResultInfo.push_back(std::move(item));
  wire::EventContent content;
  content.EventType = std::string(event_row(EventType::file_deleted).wire_name);
  content.FileDeleteEvent = std::move(deleted);

  EventDraft draft;
  draft.app = media.app;
  draft.type = EventType::file_deleted;
  draft.file = media.id;
  draft.created_ms = now_ms;
  draft.body = wire::encode_text(content);
  VOD_TRY(catalogue::append_event(tx, bells, draft));
  return done();
}

}  // namespace

Done delete_media(Transaction& tx, Bells& bells, AppId app, FileId file, const std::vector<DeleteWish>& wishes,
                  const wire::PublicUrl& url, std::int64_t now_ms) {
  VOD_TRY(auto media, catalogue::find_media(tx, app, file));
  if (!media)
    return error(ErrorCode::resource_not_found, "FileId", "FileId: no media " + file.text() + " in this application.");
  if (wishes.empty()) {
    VOD_TRY(delete_whole(tx, bells, *media, url, now_ms));
  } else {
    for (const DeleteWish& wish : wishes) {
      if (wish.part == DeletePart::original) {
        VOD_TRY(delete_original(tx, bells, *media, url, now_ms));
      } else if (wish.part == DeletePart::transcodes) {
        VOD_TRY(delete_transcodes(tx, *media, wish.definition));
      }
    }
    media->updated_ms = now_ms;
    VOD_TRY(catalogue::update_media(tx, *media));
  }
  return append_deleted_event(tx, bells, *media, wishes, now_ms);
}

}  // namespace vod::engine
