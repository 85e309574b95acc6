#include "backends/sqlite/sqlite.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>

#include "backends/sqlite/checkpointer.h"
#include "backends/sqlite/readers.h"
#include "backends/sqlite/sqlite_errors.h"
#include "backends/sqlite/writer.h"
#include "model/errors.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

// A folder that goes with its owner; an empty path owns nothing.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(fs::path path) : path_(std::move(path)) {}
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

 private:
  fs::path path_;
};

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(const SqliteOptions& options, std::unique_ptr<TemporaryFolder> folder,
                 std::unique_ptr<sqlite::Ballast> ballast, std::unique_ptr<sqlite::Connection> writing,
                 std::unique_ptr<sqlite::Connection> checkpointing, std::uint64_t page_bytes, Log& log)
      : folder_(std::move(folder)),
        health_(log),
        ballast_(std::move(ballast)),
        writing_(std::move(writing)),
        readers_(std::in_place, options.path.string(), options.vfs, options.read_ms_max),
        checkpointer_(std::in_place, std::move(checkpointing), health_, *ballast_, log),
        writer_(std::in_place, *writing_, page_bytes, options.wal_bytes_max, options.free_bytes_kept, health_,
                *ballast_, *checkpointer_, options.on_changes, log) {}

  ~SqliteDatabase() override {
    // The writer finishes what waits. Its connection closes last, with a checkpoint of the whole log; that is a sync,
    // and no more of them after one has failed.
    writer_.reset();
    checkpointer_.reset();
    readers_.reset();
    if (health_.failed()) writing_->close_without_checkpoint();
  }

  void submit(Change change, Finished finished) override { writer_->submit(std::move(change), std::move(finished)); }
  Done write(Change change) override { return writer_->write(std::move(change)); }
  Done read(const Look& look) override { return readers_->read(look); }
  Done copy_to(const fs::path& file, CopyProgress progress) override;
  std::optional<Error> write_failure() const override { return health_.failure(); }

 private:
  // Goes last, when all files are closed.
  std::unique_ptr<TemporaryFolder> folder_;
  sqlite::WriteHealth health_;
  std::unique_ptr<sqlite::Ballast> ballast_;
  std::unique_ptr<sqlite::Connection> writing_;
  std::optional<sqlite::Readers> readers_;
  std::optional<sqlite::Checkpointer> checkpointer_;
  std::optional<sqlite::Writer> writer_;
};

Error file_error(ErrorCode code, const fs::path& path, std::string_view why) {
  return error(code, path.string(), fmt::format("The database {} can't be used: {}", path.string(), why));
}

// Makes an empty file that only its owner can read (it holds keys; SQLite gives the files beside it the same mode), and
// refuses what SQLite would silently throw away.
Done prepare_file(const fs::path& path) {
  std::error_code ignored;
  const auto wal = fs::path(path.string() + "-wal");
  if (fs::exists(wal, ignored) && fs::file_size(wal, ignored) > 0 &&
      (!fs::exists(path, ignored) || fs::file_size(path, ignored) == 0)) {
    // SQLite deletes the WAL of an empty database.
    return file_error(ErrorCode::database_failed, path, "it is missing or empty, but its -wal file is not.");
  }
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) {
    const auto code = errno == ENOSPC ? ErrorCode::resource_insufficient : ErrorCode::database_failed;
    return file_error(code, path, std::strerror(errno));
  }
  ::close(file);
  return done();
}

Done synced(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  const int problem = descriptor < 0 || ::fsync(descriptor) != 0 ? errno : 0;
  if (descriptor >= 0) ::close(descriptor);
  if (problem == 0) return done();
  return error(problem == ENOSPC ? ErrorCode::resource_insufficient : ErrorCode::io_failed, file.string(),
               fmt::format("{} can't be synced: {}", file.string(), std::strerror(problem)));
}

Done SqliteDatabase::copy_to(const fs::path& file, CopyProgress progress) {
  VOD_TRY(writer_->copy_to(file, std::move(progress)));
  std::error_code ignored;
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, ignored);
  return synced(file);
}

Result<fs::path> make_temporary_folder() {
  std::error_code ignored;
  for (const auto& parent : {fs::path("/dev/shm"), fs::temp_directory_path(ignored)}) {
    auto name = (parent / "openvod-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) return fs::path(name);
  }
  return error(ErrorCode::io_failed, "", "No temporary folder can be made.");
}

Done set_up(sqlite::Connection& connection) {
  // Freed pages can be given back later only if this stands before the first table.
  VOD_TRY(connection.execute("PRAGMA auto_vacuum = INCREMENTAL"));
  VOD_TRY(connection.execute("PRAGMA journal_mode = WAL"));
  // A WAL that grew in a busy hour shrinks to this when it starts over.
  VOD_TRY(connection.execute("PRAGMA journal_size_limit = 67108864"));
  // The writer's own pages: a group stays in memory until it commits.
  VOD_TRY(connection.execute("PRAGMA cache_size = -65536"));
  // Reads the header and the schema, and with them the WAL after a crash.
  VOD_TRY(connection.number("SELECT count(*) FROM sqlite_schema"));
  return done();
}

Result<std::unique_ptr<sqlite::Connection>> open_writing(const SqliteOptions& options) {
  VOD_TRY(auto connection, sqlite::Connection::open(options.path.string(), options.vfs, !options.ephemeral));
  VOD_TRY(set_up(*connection));
  return connection;
}

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(SqliteOptions options, Log& log) {
  std::unique_ptr<TemporaryFolder> folder;
  if (options.path.empty()) {
    if (!options.ephemeral) return error(ErrorCode::invalid_parameter, "path", "A database that stays needs a path.");
    VOD_TRY(const auto path, make_temporary_folder());
    folder = std::make_unique<TemporaryFolder>(path);
    options.path = path / "openvod.db";
  }
  VOD_TRY(prepare_file(options.path));
  auto* const vfs = sqlite3_vfs_find(options.vfs.empty() ? nullptr : options.vfs.c_str());
  auto ballast = std::make_unique<sqlite::Ballast>(vfs, options.path.string() + ".ballast",
                                                   options.ephemeral ? 0 : options.ballast_bytes);
  auto writing = open_writing(options);
  if (!writing && writing.error().code == ErrorCode::resource_insufficient && ballast->release()) {
    writing = open_writing(options);
  }
  if (!writing) {
    const auto& problem = writing.error();
    return file_error(problem.code, options.path, message_of(problem));
  }
  VOD_TRY(const auto page_bytes, writing.value()->number("PRAGMA page_size"));
  VOD_TRY(auto checkpointing, sqlite::Connection::open(options.path.string(), options.vfs, !options.ephemeral));
  if (!ballast->create()) log.warn("The disk has no room for the ballast.");
  return std::make_unique<SqliteDatabase>(options, std::move(folder), std::move(ballast), std::move(writing).value(),
                                          std::move(checkpointing), static_cast<std::uint64_t>(page_bytes), log);
}

}  // namespace vod
