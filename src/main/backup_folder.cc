#include "main/backup_folder.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <sstream>

#include "backends/disk_blobs/disk_blobs.h"
#include "backends/sqlite/sqlite.h"
#include "base/text.h"
#include "catalogue/objects.h"
#include "main/root_key.h"
#include "model/errors.h"
#include "model/limits.h"
#include "model/version.h"

namespace vod::backup {
namespace {

namespace fs = std::filesystem;

constexpr int format = 1;

// Nobody else uses the copy: it may be read for as long as it takes.
Result<std::unique_ptr<Database>> open_copy(const fs::path& folder, Log& log) {
  SqliteOptions options;
  options.path = folder / "openvod.db";
  options.ballast_bytes = 0;
  options.read_ms_max = std::numeric_limits<std::int32_t>::max();
  return open_sqlite(std::move(options), log);
}

// Calls `take` with each blob that is named.
Done for_each_blob(Database& database, const std::function<Done(const catalogue::NamedBlob&)>& take) {
  BlobId last;
  while (true) {
    std::vector<catalogue::NamedBlob> blobs;
    VOD_TRY(database.read([&](ReadTransaction& tx) -> Done {
      VOD_TRY(blobs, catalogue::named_blobs(tx, last, limits::change_rows_max));
      return done();
    }));
    if (blobs.empty()) return done();
    for (const auto& blob : blobs) {
      if (blob.id == last) continue;
      VOD_TRY(take(blob));
      last = blob.id;
    }
  }
}

Result<Progress> sum_of(Database& database, std::string step) {
  Progress progress;
  progress.step = std::move(step);
  VOD_TRY(for_each_blob(database, [&](const catalogue::NamedBlob& blob) -> Done {
    progress.all_bytes += blob.size_bytes;
    return done();
  }));
  return progress;
}

Error stopped() { return error(ErrorCode::cancelled, "backup", "It was stopped before it was whole."); }

Error named(const Error& why, const catalogue::NamedBlob& blob) {
  return error(why.code, blob.id.value, fmt::format("Media file {}: {}", blob.id.value, message_of(why)));
}

Error no_backup(const fs::path& folder, std::string_view why) {
  return error(ErrorCode::invalid_parameter_value, folder.string(), fmt::format("{} {}", folder.string(), why));
}

}  // namespace

Result<Progress> take_blobs(const fs::path& from, const fs::path& folder, Random& random, Log& log,
                            const Report& report) {
  VOD_TRY(const auto database, open_copy(folder, log));
  VOD_TRY(const auto store, DiskBlobs::open(folder, random));
  VOD_TRY(auto progress, sum_of(*database, "Media"));
  VOD_TRY(for_each_blob(*database, [&](const catalogue::NamedBlob& blob) -> Done {
    if (!report(progress)) return stopped();
    const std::string& name = blob.id.value;
    const auto file = from / "blobs" / name.substr(0, 1) / name.substr(1, 1) / name;
    if (const Done taken = store->import(blob.id, file); !taken) return named(taken.error(), blob);
    progress.done_bytes += blob.size_bytes;
    ++progress.blobs;
    return done();
  }));
  return progress;
}

Done check(const fs::path& folder, Random& random, Log& log, const Report& report) {
  VOD_TRY(const auto database, open_copy(folder, log));
  VOD_TRY(const auto store, DiskBlobs::open(folder, random));
  VOD_TRY(auto progress, sum_of(*database, "Check"));
  std::string verdict;
  VOD_TRY(database->read([&](ReadTransaction& tx) {
    return tx.query("PRAGMA integrity_check", {}, [&](const SqlRow& row) {
      if (verdict.empty()) verdict = std::string(row.text(0));
    });
  }));
  if (verdict != "ok") {
    return error(ErrorCode::database_failed, "database", "The copy of the database is damaged: " + verdict);
  }
  return for_each_blob(*database, [&](const catalogue::NamedBlob& blob) -> Done {
    if (!report(progress)) return stopped();
    const auto stat = store->stat(blob.id);
    if (!stat) return named(stat.error(), blob);
    if (stat.value().size_bytes != blob.size_bytes) {
      return error(ErrorCode::io_failed, blob.id.value,
                   fmt::format("Blob {} has {} bytes; its row says {}.", blob.id.value, stat.value().size_bytes,
                               blob.size_bytes));
    }
    progress.done_bytes += blob.size_bytes;
    ++progress.blobs;
    return done();
  });
}

Done sync_file_system(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool is_synced = descriptor >= 0 && ::syncfs(descriptor) == 0;
  const int problem = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (is_synced) return done();
  return error(ErrorCode::io_failed, folder.string(),
               fmt::format("{} can't be synced: {}.", folder.string(), std::strerror(problem)));
}

Done write_label(const fs::path& folder, std::int64_t now_ms, std::uint64_t blobs) {
  const boost::json::object label{
      {"format", format}, {"version", version}, {"created", iso8601(now_ms)}, {"media_files", blobs}};
  return write_whole_file(folder / "backup.json", boost::json::serialize(label) + "\n", 0600);
}

Done check_label(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) return no_backup(folder, "is no folder.");
  if (!fs::exists(folder / "backup.json", ignored)) {
    return no_backup(folder, folder.extension() == ".partial" ? "is what an interrupted backup left; it is not whole."
                                                              : "is no backup of openvod: it has no backup.json.");
  }
  std::ifstream stream(folder / "backup.json");
  std::stringstream text;
  text << stream.rdbuf();
  boost::system::error_code problem;
  const auto value = boost::json::parse(text.str(), problem);
  const auto* object = problem ? nullptr : value.if_object();
  const auto* found = object == nullptr ? nullptr : object->if_contains("format");
  if (found == nullptr || !found->is_int64()) return no_backup(folder, "has a backup.json that can't be read.");
  if (found->as_int64() != format) return no_backup(folder, "was made by a newer openvod.");
  return done();
}

}  // namespace vod::backup
