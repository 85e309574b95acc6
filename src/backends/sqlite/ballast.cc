#include "backends/sqlite/ballast.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace vod::sqlite {
namespace {

// SQLite writes pages of at most this size, and its VFS no more at once.
constexpr std::size_t piece_bytes = 64 << 10;

// A file opened straight through the VFS, so that a fault layer counts it as it counts the database.
class VfsFile {
 public:
  VfsFile(sqlite3_vfs* vfs, const std::string& path, int flags)
      : name_(sqlite3_create_filename(path.c_str(), "", "", 0, nullptr)),
        storage_(static_cast<std::size_t>(vfs->szOsFile) / sizeof(max_align_t) + 1),
        file_(reinterpret_cast<sqlite3_file*>(storage_.data())) {
    open_ = vfs->xOpen(vfs, name_, file_, flags, nullptr) == SQLITE_OK;
  }
  ~VfsFile() {
    if (file_->pMethods != nullptr) file_->pMethods->xClose(file_);
    sqlite3_free_filename(name_);
  }
  VfsFile(const VfsFile&) = delete;
  VfsFile& operator=(const VfsFile&) = delete;

  sqlite3_file* get() { return open_ ? file_ : nullptr; }

 private:
  sqlite3_filename name_;
  std::vector<max_align_t> storage_;
  sqlite3_file* file_;
  bool open_ = false;
};

}  // namespace

Ballast::Ballast(sqlite3_vfs* vfs, std::string path, std::uint64_t size_bytes)
    : vfs_(vfs), path_(std::move(path)), size_bytes_(size_bytes), held_(size_bytes > 0 && is_whole()) {}

bool Ballast::create() {
  const std::lock_guard lock(mutex_);
  if (held_ || size_bytes_ == 0) return true;
  held_ = write_file();
  if (!held_) remove_file();
  return held_;
}

bool Ballast::release() {
  const std::lock_guard lock(mutex_);
  if (!held_) return false;
  held_ = false;
  remove_file();
  return true;
}

bool Ballast::held() const {
  const std::lock_guard lock(mutex_);
  return held_ || size_bytes_ == 0;
}

bool Ballast::is_whole() const {
  int exists = 0;
  if (vfs_->xAccess(vfs_, path_.c_str(), SQLITE_ACCESS_EXISTS, &exists) != SQLITE_OK || exists == 0) return false;
  VfsFile file(vfs_, path_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_SUPER_JOURNAL);
  sqlite3_int64 size = 0;
  return file.get() != nullptr && file.get()->pMethods->xFileSize(file.get(), &size) == SQLITE_OK &&
         static_cast<std::uint64_t>(size) == size_bytes_;
}

bool Ballast::write_file() {
  VfsFile file(vfs_, path_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_SUPER_JOURNAL);
  if (file.get() == nullptr) return false;
  const std::vector<char> piece(piece_bytes);
  for (std::uint64_t offset = 0; offset < size_bytes_; offset += piece_bytes) {
    const auto size = static_cast<int>(std::min<std::uint64_t>(piece_bytes, size_bytes_ - offset));
    const int code = file.get()->pMethods->xWrite(file.get(), piece.data(), size, static_cast<sqlite3_int64>(offset));
    if (code != SQLITE_OK) return false;
  }
  return true;
}

void Ballast::remove_file() { vfs_->xDelete(vfs_, path_.c_str(), 0); }

}  // namespace vod::sqlite
