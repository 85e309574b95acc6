#include "main/restore.h"

#include <fmt/format.h>

#include "backends/sqlite/sqlite.h"
#include "catalogue/event_numbers.h"
#include "catalogue/meta.h"
#include "main/data_folder.h"
#include "main/root_key.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::backup {
namespace {

namespace fs = std::filesystem;

Error io_error(const fs::path& path, std::string_view what, const std::error_code& problem) {
  return error(ErrorCode::io_failed, path.string(), fmt::format("{} {}: {}.", what, path.string(), problem.message()));
}

// Empty but for the lock; what an interrupted restore left is removed.
Done make_empty(const fs::path& data) {
  std::error_code problem;
  const bool is_half = fs::exists(data / DataFolder::restoring_mark, problem);
  for (const auto& entry : fs::directory_iterator(data, problem)) {
    const auto name = entry.path().filename();
    if (name == "lock" || name == DataFolder::restoring_mark) continue;
    if (!is_half) {
      return error(ErrorCode::invalid_parameter_value, "data",
                   fmt::format("{} is not empty: it has {}. Restore into a new folder, or empty this one with openvod "
                               "reset.",
                               data.string(), name.string()));
    }
    fs::remove_all(entry.path(), problem);
    if (problem) return io_error(entry.path(), "Removing", problem);
  }
  return done();
}

Done take_file(const fs::path& from, const fs::path& to) {
  std::error_code problem;
  fs::copy_file(from, to, problem);
  if (!problem) fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, problem);
  if (problem) return io_error(to, "Writing", problem);
  return done();
}

Done number_on(const fs::path& data, std::int64_t now_ms, Log& log) {
  SqliteOptions options;
  options.path = data / "openvod.db";
  options.ballast_bytes = 0;
  VOD_TRY(const auto database, open_sqlite(std::move(options), log));
  return database->write([&](Transaction& tx) -> Done {
    // What the other server handed out after the backup must close nothing here.
    VOD_TRY(catalogue::erase_meta(tx, catalogue::handle_key_name));
    return catalogue::skip_event_numbers(tx, limits::restored_numbers_skipped, now_ms);
  });
}

}  // namespace

Done restore(const fs::path& from, const fs::path& data, std::int64_t now_ms, Random& random, Log& log,
             const Report& report) {
  VOD_TRY(check_label(from));
  Settings settings;
  settings.data = data.string();
  VOD_TRY(const auto folder, DataFolder::take(settings, random, DataFolder::May::be_half_restored));
  const fs::path& to = folder.path();
  VOD_TRY(make_empty(to));
  VOD_TRY(write_whole_file(to / DataFolder::restoring_mark, from.string() + "\n", 0600));
  VOD_TRY(sync_file_system(to));
  VOD_TRY(take_file(from / "openvod.db", to / "openvod.db"));
  std::error_code problem;
  if (fs::exists(from / "root-key.json", problem)) {
    VOD_TRY(take_file(from / "root-key.json", to / "root-key.json"));
  }
  VOD_TRY(take_blobs(from, to, random, log, report));
  VOD_TRY(check(to, random, log, report));
  VOD_TRY(number_on(to, now_ms, log));
  VOD_TRY(sync_file_system(to));
  fs::remove(to / DataFolder::restoring_mark, problem);
  if (problem) return io_error(to / DataFolder::restoring_mark, "Removing", problem);
  return sync_file_system(to);
}

}  // namespace vod::backup
