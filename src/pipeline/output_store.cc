#include "pipeline/output_store.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <system_error>

#include "base/hash.h"
#include "base/text.h"
#include "catalogue/outputs.h"
#include "model/errors.h"
#include "model/media_types.h"
#include "model/paths.h"
#include "wire/views.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

Done hash(const fs::path& file, catalogue::ObjectRow& row) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return error(ErrorCode::io_failed, file.filename().string(), "An output can't be read.");
  Md5 md5;
  std::vector<char> buffer(1 << 20);
  while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || stream.gcount() > 0) {
    const auto bytes = std::as_bytes(std::span(buffer.data(), static_cast<std::size_t>(stream.gcount())));
    md5.add(bytes);
    row.crc64 = crc64(bytes, row.crc64);
    row.size_bytes += bytes.size();
  }
  row.etag = to_hex(md5.finish());
  return done();
}

Result<catalogue::ObjectRow> store_file(Blobs& blobs, const fs::path& file, const catalogue::ObjectRow& named) {
  catalogue::ObjectRow row = named;
  VOD_TRY(hash(file, row));
  auto blob = blobs.adopt(file);
  if (!blob) {
    if (blob.error().code == ErrorCode::resource_insufficient) return error(ErrorCode::disk_full);
    return blob.error();
  }
  row.blob = std::move(blob.value());
  const std::string extension = file.extension().string();
  row.content_type = std::string(content_type_of(extension.empty() ? "" : extension.substr(1)));
  return row;
}

wire::MediaTranscodeItem item_of(const MadeOutput& made, const catalogue::ObjectRow& main) {
  const wire::MediaMetaData view = wire::view_of(made.metadata);
  wire::MediaTranscodeItem item;
  item.Url = main.path;
  item.Definition = made.planned.definition;
  item.Bitrate = view.Bitrate;
  item.Height = view.Height;
  item.Width = view.Width;
  item.Size = view.Size;
  item.Duration = view.Duration;
  item.Md5 = view.Md5;
  item.Container = view.Container;
  item.VideoStreamSet = view.VideoStreamSet;
  item.AudioStreamSet = view.AudioStreamSet;
  item.DigitalWatermarkType = "None";
  return item;
}

}  // namespace

Result<StoredOutput> store_output(Blobs& blobs, AppId app, FileId file, const MadeOutput& made, std::int64_t now_ms) {
  const std::string folder = output_folder(app, file);
  StoredOutput stored;
  stored.main = {.path = folder + made.file.filename().string(),
                 .app = app,
                 .file = file,
                 .blob = {},
                 .etag = {},
                 .content_type = {},
                 .created_ms = now_ms,
                 .upload_id = {},
                 .is_sealed = true};
  if (made.file.extension() == ".m3u8") {
    const fs::path segments = fs::path(made.file).replace_extension();
    std::error_code problem;
    for (const auto& entry : fs::directory_iterator(segments, problem)) {
      catalogue::ObjectRow named = stored.main;
      named.path = folder + segments.filename().string() + "/" + entry.path().filename().string();
      VOD_TRY(auto row, store_file(blobs, entry.path(), named));
      stored.segments.push_back(std::move(row));
    }
    if (problem) return error(ErrorCode::io_failed, made.file.filename().string(), "Its segments can't be listed.");
  }
  VOD_TRY(stored.main, store_file(blobs, made.file, stored.main));
  stored.row = {.app = app,
                .file = file,
                .kind = made.planned.kind,
                .definition = made.planned.definition,
                .path = stored.main.path,
                .created_ms = now_ms,
                .detail_json = {}};
  if (made.planned.kind == OutputKind::transcode) {
    stored.item = item_of(made, stored.main);
    stored.row.detail_json = wire::encode_text(stored.item);
  }
  return stored;
}

Done write_output(Transaction& tx, const StoredOutput& output) {
  VOD_TRY(catalogue::save_object(tx, output.main));
  return catalogue::put_output(tx, output.row);
}

}  // namespace vod
