#include "pipeline/output_store.h"

#include <filesystem>
#include <set>
#include <string>
#include <system_error>

#include "catalogue/objects.h"
#include "catalogue/outputs.h"
#include "catalogue/stream_keys.h"
#include "model/limits.h"
#include "model/paths.h"
#include "pipeline/store_file.h"
#include "wire/types.h"

namespace vod {

namespace fs = std::filesystem;

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
  if (made.planned.ladder) stored.key = made.planned.ladder->key;
  return stored;
}

namespace {

// The output's folder is its path without the extension.
Done drop_left_over(Transaction& tx, const StoredOutput& output) {
  const std::string folder = output.row.path.substr(0, output.row.path.rfind('.')) + "/";
  std::set<std::string_view> own;
  for (const auto& row : output.others) own.insert(row.path);
  std::string cursor;
  while (true) {
    VOD_TRY(const auto rows, catalogue::objects_below(tx, folder, cursor, limits::segment_rows_at_once));
    if (rows.empty()) return done();
    for (const auto& row : rows) {
      cursor = row.path;
      if (own.contains(row.path)) continue;
      VOD_TRY(catalogue::erase_object(tx, row.path));
    }
  }
}

}  // namespace

Done write_output(Transaction& tx, const StoredOutput& output) {
  VOD_TRY(drop_left_over(tx, output));
  if (output.key) {
    VOD_TRY(catalogue::put_stream_key(tx, output.row.app, output.row.file, output.row.definition, *output.key,
                                      output.row.created_ms));
  } else if (output.row.kind == OutputKind::adaptive) {
    VOD_TRY(catalogue::erase_stream_keys(tx, output.row.app, output.row.file, output.row.definition));
  }
  if (output.main) {
    VOD_TRY(catalogue::save_object(tx, *output.main));
  }
  return catalogue::put_output(tx, output.row);
}

}  // namespace vod
