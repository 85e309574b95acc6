#include "main/data_backups.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "model/errors.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t page_bytes = 4'096;  // What SQLite makes databases with.

fs::path partial_of(const fs::path& to) { return to.string() + ".partial"; }

Error bad_path(const fs::path& path, std::string_view why) {
  return error(ErrorCode::invalid_parameter_value, "Path", fmt::format("Path: {} {}", path.string(), why));
}

Done check_path(const fs::path& to) {
  std::error_code ignored;
  if (!to.is_absolute() || !to.has_filename()) return bad_path(to, "is not the absolute path of a new folder.");
  if (!fs::is_directory(to.parent_path(), ignored)) return bad_path(to.parent_path(), "is no folder.");
  if (fs::exists(fs::symlink_status(to, ignored)))
    return bad_path(to, "exists already; a backup makes its own folder.");
  if (fs::exists(fs::symlink_status(partial_of(to), ignored))) {
    return bad_path(partial_of(to), "is there: an interrupted backup left it. Remove it, or choose another path.");
  }
  return done();
}

}  // namespace

DataBackups::DataBackups(Database& database, engine::BlobTrash& trash, fs::path data, const Clock& clock,
                         Random& random, Bells& bells, Log& log)
    : database_(database),
      trash_(trash),
      data_(std::move(data)),
      clock_(clock),
      random_(random),
      bells_(bells),
      log_(log) {}

Done DataBackups::start(const fs::path& to) {
  VOD_TRY(check_path(to));
  {
    const std::lock_guard lock(mutex_);
    if (state_.status == BackupStatus::running) {
      return error(ErrorCode::resource_unavailable, {}, "A backup to " + state_.path + " is running.");
    }
    state_ = {};
    state_.status = BackupStatus::running;
    state_.path = to.string();
    state_.started_ms = clock_.wall_ms();
    asked_ = to;
  }
  bells_.ring(bell);
  return done();
}

BackupState DataBackups::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

std::int64_t DataBackups::step() {
  std::optional<fs::path> to;
  {
    const std::lock_guard lock(mutex_);
    to.swap(asked_);
  }
  if (!to) return INT64_MAX;
  const auto made = make(*to);
  if (!made) {
    // What is not whole has no use; the name says so where it can't be removed.
    std::error_code ignored;
    fs::remove_all(partial_of(*to), ignored);
    log_.error("The backup to {} failed: {}", to->string(), message_of(made.error()));
  } else {
    log_.info("The backup {} is whole: {} media files.", to->string(), made.value());
  }
  const std::lock_guard lock(mutex_);
  state_.status = made ? BackupStatus::finished : BackupStatus::failed;
  state_.finished_ms = clock_.wall_ms();
  if (made) state_.blobs = made.value();
  if (!made) state_.message = message_of(made.error());
  return INT64_MAX;
}

Result<std::uint64_t> DataBackups::make(const fs::path& to) {
  const fs::path partial = partial_of(to);
  if (::mkdir(partial.c_str(), 0700) != 0) {
    return error(ErrorCode::io_failed, partial.string(),
                 fmt::format("{} can't be made: {}.", partial.string(), std::strerror(errno)));
  }
  const engine::BlobTrash::Hold hold(trash_);
  VOD_TRY(database_.copy_to(partial / "openvod.db", [this](std::uint64_t done_pages, std::uint64_t all_pages) {
    return report({"Database", done_pages * page_bytes, all_pages * page_bytes, 0});
  }));
  const auto tell = [this](const backup::Progress& progress) { return report(progress); };
  VOD_TRY(const auto taken, backup::take_blobs(data_, partial, random_, log_, tell));
  if (std::error_code problem; fs::exists(data_ / "root-key.json", problem)) {
    fs::copy_file(data_ / "root-key.json", partial / "root-key.json", problem);
    if (problem) return error(ErrorCode::io_failed, "root-key.json", "Copying the root key: " + problem.message());
  }
  VOD_TRY(backup::check(partial, random_, log_, tell));
  VOD_TRY(backup::sync_file_system(partial));
  VOD_TRY(backup::write_label(partial, clock_.wall_ms(), taken.blobs));
  std::error_code problem;
  fs::rename(partial, to, problem);
  if (problem) return error(ErrorCode::io_failed, to.string(), "Naming the backup: " + problem.message());
  VOD_TRY(backup::sync_file_system(to.parent_path()));
  return taken.blobs;
}

bool DataBackups::report(const backup::Progress& progress) {
  const std::lock_guard lock(mutex_);
  state_.step = progress.step;
  state_.done_bytes = progress.done_bytes;
  state_.all_bytes = progress.all_bytes;
  state_.blobs = progress.blobs;
  return !is_stopping_;
}

}  // namespace vod
