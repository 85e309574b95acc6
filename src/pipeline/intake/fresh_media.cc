#include "pipeline/intake/fresh_media.h"

#include "model/errors.h"
#include "pipeline/allowed_media.h"
#include "wire/views.h"

namespace vod {

void set_probe_result(Media& media, const Result<MediaMetadata>& found) {
  media.ingest = IngestState::done;
  if (!found) {
    media.probe_code = std::string(error_row(found.error().code).wire_code);
    media.probe_detail = message_of(found.error());
    return;
  }
  media.metadata_json = wire::encode_text(wire::view_of(found.value()));
  if (is_picture_format(found.value().container)) {
    media.category = "Image";
  } else {
    media.category = found.value().has_video() ? "Video" : "Audio";
  }
}

}  // namespace vod
