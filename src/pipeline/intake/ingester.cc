#include "pipeline/intake/ingester.h"

#include <optional>
#include <utility>
#include <vector>

#include "catalogue/events.h"
#include "catalogue/media.h"
#include "catalogue/media_view.h"
#include "catalogue/procedures.h"
#include "catalogue/uploads.h"
#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/allowed_media.h"
#include "pipeline/intake/fresh_media.h"
#include "pipeline/intake/source_file.h"
#include "pipeline/probe.h"

namespace vod {
namespace {

// The flow that the upload named; "" when none was, or when it was deleted meanwhile.
Result<std::string> start_flow(Transaction& tx, Workshop& workshop, const catalogue::Ingest& ingest, const Media& media,
                               std::int64_t now_ms) {
  if (ingest.procedure_name.empty()) return std::string();
  const catalogue::TaskWish wish{.app = media.app, .session_id = {}, .session_context = ingest.session_context};
  const auto task = catalogue::start_procedure_by_name(tx, workshop.bells, workshop.random, wish, media,
                                                       ingest.procedure_name, now_ms);
  if (task) return task.value().value;
  if (task.error().code != ErrorCode::value_procedure_name) return task.error();
  workshop.log.warn("media {}: {}", media.id.text(), message_of(task.error()));
  return std::string();
}

Done append_upload_event(Transaction& tx, Workshop& workshop, const Media& media, const std::string& flow,
                         std::int64_t now_ms) {
  wire::EventContent content;
  content.EventType = std::string(event_row(EventType::new_file_upload).wire_name);
  wire::FileUploadTask upload;
  upload.FileId = media.id.text();
  VOD_TRY(upload.MediaBasicInfo, catalogue::basic_info(tx, media, workshop.url));
  upload.MetaData = wire::metadata_view(media);
  upload.ProcedureTaskId = flow;
  upload.ReviewAudioVideoTaskId = "";
  content.FileUploadEvent = std::move(upload);
  EventDraft draft;
  draft.app = media.app;
  draft.type = EventType::new_file_upload;
  draft.file = media.id;
  draft.created_ms = now_ms;
  draft.body = wire::encode_text(content);
  VOD_TRY(catalogue::append_event(tx, workshop.bells, draft));
  return done();
}

// One transaction: what the probe found, the event, and no waiting row any more.
Done write_result(Workshop& workshop, const catalogue::Ingest& ingest, const Result<MediaMetadata>& found) {
  const std::int64_t now_ms = workshop.clock.wall_ms();
  return workshop.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(const bool ours, catalogue::erase_ingest(tx, ingest));
    VOD_TRY(auto media, catalogue::find_media(tx, ingest.app, ingest.file));
    if (!ours || !media) return done();
    set_probe_result(*media, found);
    media->updated_ms = now_ms;
    VOD_TRY(catalogue::update_media(tx, *media));
    VOD_TRY(const auto flow, start_flow(tx, workshop, ingest, *media, now_ms));
    return append_upload_event(tx, workshop, *media, flow, now_ms);
  });
}

}  // namespace

std::int64_t Ingester::step(std::int64_t now_ms) {
  std::vector<catalogue::Ingest> waiting;
  const auto looked = workshop_.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(waiting, catalogue::list_ingests(tx, limits::ingests_at_once));
    return done();
  });
  if (!looked) return now_ms + limits::task_look_ms;
  for (const auto& ingest : waiting) {
    // Those whose parts are still being joined are passed over; the bell rings when they are ready.
    const auto looked_at = probe_media(workshop_, ingest.app, ingest.file);
    if (looked_at && !looked_at.value()) continue;
    const auto found = looked_at ? Result<MediaMetadata>(*looked_at.value()) : Result<MediaMetadata>(looked_at.error());
    if (const auto written = write_result(workshop_, ingest, found); !written) {
      workshop_.log.warn("media {}: the probe's result could not be written: {}", ingest.file.text(),
                         message_of(written.error()));
      return now_ms + limits::full_disk_retry_ms;
    }
    return workshop_.clock.monotonic_ms();
  }
  return now_ms + limits::task_look_ms;
}

}  // namespace vod
