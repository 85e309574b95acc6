#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3_vfs;

namespace vod {

/// A disk with faults for SQLite: a VFS over the system's own. It can fail syncs and writes, run out of space, and tell
/// what a power cut would leave. Give name() to the database as its VFS; it outlives all databases on it. Thread-safe.
class FaultDisk {
 public:
  /// Asked before a sync or write of the file; false makes it fail with an I/O error. It runs on the thread that syncs
  /// or writes, and may call save_after_cut(). What a failed sync should have saved is lost, as it is on Linux.
  using Judge = std::function<bool(std::string_view path)>;

  /// Registers a VFS of that name for as long as the disk lives.
  explicit FaultDisk(std::string name);
  ~FaultDisk();
  FaultDisk(const FaultDisk&) = delete;
  FaultDisk& operator=(const FaultDisk&) = delete;

  const std::string& name() const { return name_; }
  void before_sync(Judge judge);
  void before_write(Judge judge);
  /// How many more bytes files may grow by; deleting and truncating gives bytes back. Nothing: without end.
  void set_space(std::optional<std::uint64_t> bytes);
  /// Syncs that succeeded so far.
  std::uint64_t syncs() const;

  /// Writes the files as a power cut would leave them now into the folder: what was synced. With a seed, each write
  /// since the last sync of its file is there too, or not, or torn at a sector, as chance has it.
  void save_after_cut(const std::filesystem::path& folder, std::optional<std::uint64_t> seed = {}) const;

 private:
  friend struct FaultFile;
  friend struct FaultVfs;

  // A write, or with no bytes a truncation to the offset.
  struct Pending {
    std::uint64_t offset;
    std::string bytes;
  };
  struct File {
    std::string durable;
    bool exists_after_cut = false;
    std::vector<Pending> pending;
    std::uint64_t size_bytes = 0;
  };

  int write(const std::string& path, std::string_view bytes, std::uint64_t offset);
  void truncate(const std::string& path, std::uint64_t size_bytes);
  int sync(const std::string& path);
  void opened(const std::string& path);
  void removed(const std::string& path);
  static void apply(std::string& content, const Pending& change);

  const std::string name_;
  std::unique_ptr<sqlite3_vfs> vfs_;
  mutable std::mutex mutex_;
  std::map<std::string, File, std::less<>> files_;
  // Shared with a call that is under way: it runs outside the lock.
  std::shared_ptr<Judge> before_sync_;
  std::shared_ptr<Judge> before_write_;
  std::optional<std::uint64_t> space_bytes_;
  std::uint64_t syncs_ = 0;
};

}  // namespace vod
