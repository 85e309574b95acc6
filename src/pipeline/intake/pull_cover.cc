#include "pipeline/intake/pull_cover.h"

#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"
#include "model/file_ids.h"
#include "model/limits.h"
#include "model/media_types.h"
#include "model/paths.h"
#include "pipeline/intake/download.h"

namespace vod {

Result<PulledCover> pull_cover(Workshop& workshop, const std::string& url, std::int64_t deadline_ms,
                               const std::stop_token& stop) {
  DownloadWish wish;
  wish.url = url;
  wish.bytes_max = limits::cover_bytes_max;
  wish.bytes_max_name = "the limit of covers";
  wish.deadline_ms = deadline_ms;
  auto fetched = download_text(workshop, wish, stop);
  if (!fetched && fetched.error().code == ErrorCode::source_download)
    return error(ErrorCode::cover_url_not_found, "CoverUrl", message_of(fetched.error()));
  if (!fetched) return fetched.error();
  PulledCover cover{std::move(fetched.value().text), {}};
  cover.type = cover_type_of(cover.picture);
  if (!cover.type.empty()) return cover;
  return error(ErrorCode::cover_type_failed, "CoverUrl", "CoverUrl: what lies there is no gif, jpeg or png picture.");
}

Result<catalogue::ObjectRow> store_cover(Workshop& workshop, Media& media, const PulledCover& cover) {
  VOD_TRY(const auto writer, workshop.blobs.create());
  VOD_TRY(writer->write(bytes_of(cover.picture)));
  catalogue::ObjectRow row;
  VOD_TRY(row.blob, writer->commit());
  row.path = media_folder(media.app, media.id) + new_file_id(workshop.random).text() + "." + cover.type;
  row.app = media.app;
  row.file = media.id;
  row.size_bytes = cover.picture.size();
  row.crc64 = crc64(bytes_of(cover.picture));
  row.etag = to_hex(md5(cover.picture));
  row.content_type = std::string(content_type_of(cover.type));
  row.created_ms = media.created_ms;
  row.is_sealed = true;
  media.cover_path = row.path;
  return row;
}

}  // namespace vod
