#include "pipeline/output_store.h"

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
#include "wire/types.h"

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

}  // namespace

Result<StoredOutput> store_output(Blobs& blobs, AppId app, FileId file, const MadeOutput& made, std::int64_t now_ms) {
  const std::string folder = output_folder(app, file);
  catalogue::ObjectRow named = {.path = folder + made.file.filename().string(),
                                .app = app,
                                .file = file,
                                .blob = {},
                                .etag = {},
                                .content_type = {},
                                .created_ms = now_ms,
                                .upload_id = {},
                                .is_sealed = true};
  StoredOutput stored;
  stored.row = {.app = app,
                .file = file,
                .kind = made.planned.kind,
                .definition = made.planned.definition,
                .path = named.path,
                .created_ms = now_ms,
                .detail_json = {}};
  const fs::path beside = made.file.parent_path();
  for (const fs::path& other : made.others) {
    catalogue::ObjectRow row = named;
    row.path = folder + other.lexically_relative(beside).string();
    VOD_TRY(row, store_file(blobs, other, row));
    stored.others.push_back(std::move(row));
  }
  std::error_code problem;
  if (fs::exists(made.file, problem)) {
    VOD_TRY(stored.main, store_file(blobs, made.file, named));
  }
  stored.item = item_of(made, folder, stored.main ? stored.main->etag : std::string());
  if (made.planned.kind != OutputKind::cover) {
    stored.row.detail_json = std::visit([](const auto& item) { return wire::encode_text(item); }, stored.item);
  }
  return stored;
}

Done write_output(Transaction& tx, const StoredOutput& output) {
  if (output.main) {
    VOD_TRY(catalogue::save_object(tx, *output.main));
  }
  return catalogue::put_output(tx, output.row);
}

}  // namespace vod
