#pragma once

#include <cstdint>
#include <mutex>
#include <string>

struct sqlite3_vfs;

namespace vod::sqlite {

/// A file of no use that holds space on the disk for last words: it is given back when the disk is full, so that the
/// end of tasks, their events and confirms can still be written. Thread-safe.
class Ballast {
 public:
  /// `path` is the ballast's file; `vfs` must be registered. Holds the file at once if it is there and whole. A size of
  /// 0 never holds anything.
  Ballast(sqlite3_vfs* vfs, std::string path, std::uint64_t size_bytes);

  /// Makes the file if it is not held. False when the disk has no room for it; nothing is left then.
  bool create();
  /// Gives the space back. False when there was nothing to give.
  bool release();
  bool held() const;

 private:
  bool write_file();
  bool is_whole() const;
  void remove_file();

  sqlite3_vfs* vfs_;
  std::string path_;
  std::uint64_t size_bytes_;
  mutable std::mutex mutex_;
  bool held_;
};

}  // namespace vod::sqlite
