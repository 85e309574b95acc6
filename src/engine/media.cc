#include "engine/media.h"

#include "catalogue/events.h"
#include "catalogue/media.h"
#include "catalogue/outputs.h"
#include "catalogue/stream_keys.h"
#include "catalogue/storage_moves.h"
#include "catalogue/task_events.h"
#include "catalogue/tasks.h"
#include "catalogue/uploads.h"
#include "engine/objects.h"
#include "model/errors.h"
#include "model/limits.h"
#include "model/paths.h"

namespace vod::engine {
namespace {

// What a deletion works with.
struct Deletion {
  Transaction& tx;
  Bells& bells;
  BlobTrash& trash;
  const wire::PublicUrl& url;
  std::int64_t now_ms = 0;
};

Done erase_folder(const Deletion& in, const std::string& folder) {
  bool may_have_more = true;
  while (may_have_more) {
    VOD_TRY(may_have_more, erase_objects_below(in.tx, folder, limits::change_rows_max, in.trash));
  }
  return done();
}

// An output's own path and, for a playlist, all below the folder that carries its name.
Done erase_output_files(const Deletion& in, const Output& output) {
  VOD_TRY(erase_object_at(in.tx, output.path, in.trash));
  return erase_folder(in, output.path.substr(0, output.path.rfind('.')) + "/");
}

Done erase_outputs(const Deletion& in, const Media& media, OutputKind kind, std::int64_t definition) {
  VOD_TRY(const auto outputs, catalogue::list_outputs(in.tx, media.app, media.id));
  for (const Output& output : outputs) {
    if (output.kind != kind || (definition != 0 && output.definition != definition)) continue;
    VOD_TRY(erase_output_files(in, output));
  }
  return catalogue::erase_outputs(in.tx, media.app, media.id, kind, definition);
}

Done end_open_tasks(const Deletion& in, const Media& media) {
  const std::string_view code = error_row(ErrorCode::source_deleted).wire_code;
  VOD_TRY(const auto ids, catalogue::cancel_tasks_of(in.tx, media.app, media.id, code));
  for (const TaskId& id : ids) {
    VOD_TRY(const auto task, catalogue::find_task(in.tx, media.app, id));
    VOD_TRY(catalogue::end_task_with_error(in.tx, in.bells, *task, code,
                                           "The media was deleted while the task was open.", in.url, in.now_ms));
  }
  return done();
}

Done delete_whole(const Deletion& in, const Media& media) {
  VOD_TRY(end_open_tasks(in, media));
  VOD_TRY(erase_folder(in, media_folder(media.app, media.id)));
  VOD_TRY(erase_folder(in, output_folder(media.app, media.id)));
  for (const OutputKind kind :
       {OutputKind::transcode, OutputKind::cover, OutputKind::animated_graphics, OutputKind::snapshot_by_time,
        OutputKind::sample_snapshot, OutputKind::image_sprite, OutputKind::adaptive}) {
    VOD_TRY(catalogue::erase_outputs(in.tx, media.app, media.id, kind, 0));
  }
  VOD_TRY(catalogue::erase_stream_keys(in.tx, media.app, media.id, 0));
  VOD_TRY(catalogue::erase_ingest(in.tx, {media.app, media.id}));
  VOD_TRY(catalogue::erase_storage_move(in.tx, media.app, media.id));
  return catalogue::erase_media(in.tx, media);
}

Done delete_original(const Deletion& in, Media& media) {
  VOD_TRY(end_open_tasks(in, media));
  VOD_TRY(erase_folder(in, media_folder(media.app, media.id)));
  VOD_TRY(catalogue::erase_ingest(in.tx, {media.app, media.id}));
  media.has_original = false;
  // The cover that was uploaded with the file goes with it; one made by processing stays.
  if (media.cover_path.starts_with(media_folder(media.app, media.id))) media.cover_path.clear();
  return done();
}

Done delete_transcodes(const Deletion& in, Media& media, std::int64_t definition) {
  VOD_TRY(erase_outputs(in, media, OutputKind::transcode, definition));
  if (definition != 0) return done();
  // Covers made by processing go with the transcodes.
  VOD_TRY(erase_outputs(in, media, OutputKind::cover, 0));
  if (media.cover_path.starts_with(output_folder(media.app, media.id))) media.cover_path.clear();
  return done();
}

// What is published to mini programs and the like is never there to be deleted.
Done delete_streams(const Deletion& in, const Media& media, const DeleteWish& wish) {
  if (wish.wire_type != "AdaptiveDynamicStreamingFiles") return done();
  VOD_TRY(erase_outputs(in, media, OutputKind::adaptive, wish.definition));
  return catalogue::erase_stream_keys(in.tx, media.app, media.id, wish.definition);
}

Done append_deleted_event(const Deletion& in, const Media& media, const std::vector<DeleteWish>& wishes) {
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
  draft.created_ms = in.now_ms;
  draft.body = wire::encode_text(content);
  VOD_TRY(catalogue::append_event(in.tx, in.bells, draft));
  return done();
}

}  // namespace

Done delete_media(Transaction& tx, Bells& bells, BlobTrash& trash, AppId app, FileId file,
                  const std::vector<DeleteWish>& wishes, const wire::PublicUrl& url, std::int64_t now_ms) {
  VOD_TRY(auto media, catalogue::find_media(tx, app, file));
  if (!media) {
    return error(ErrorCode::resource_not_found, "FileId", "FileId: no media " + file.text() + " in this application.");
  }
  const Deletion in{tx, bells, trash, url, now_ms};
  if (wishes.empty()) {
    VOD_TRY(delete_whole(in, *media));
    return append_deleted_event(in, *media, wishes);
  }
  for (const DeleteWish& wish : wishes) {
    if (wish.part == DeletePart::original) {
      VOD_TRY(delete_original(in, *media));
    } else if (wish.part == DeletePart::transcodes) {
      VOD_TRY(delete_transcodes(in, *media, wish.definition));
    } else {
      VOD_TRY(delete_streams(in, *media, wish));
    }
  }
  media->updated_ms = now_ms;
  VOD_TRY(catalogue::update_media(tx, *media));
  return append_deleted_event(in, *media, wishes);
}

}  // namespace vod::engine
