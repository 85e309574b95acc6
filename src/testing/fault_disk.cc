#include "testing/fault_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <new>
#include <random>

namespace vod {

// A file of the system's VFS with our name on it; the system's own structure follows it in memory.
struct FaultFile {
  sqlite3_file head;
  FaultDisk* disk;
  std::string* path;

  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  static FaultFile& of(sqlite3_file* file) { return *reinterpret_cast<FaultFile*>(file); }
  static const sqlite3_io_methods* methods();

  static int close(sqlite3_file* file) {
    auto& self = of(file);
    const int code = self.real()->pMethods->xClose(self.real());
    delete self.path;
    return code;
  }
  static int read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
    auto* const real = of(file).real();
    return real->pMethods->xRead(real, bytes, size, offset);
  }
  static int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    auto& self = of(file);
    const std::string_view text(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
    if (const int code = self.disk->write(*self.path, text, static_cast<std::uint64_t>(offset))) return code;
    return self.real()->pMethods->xWrite(self.real(), bytes, size, offset);
  }
  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    auto& self = of(file);
    self.disk->truncate(*self.path, static_cast<std::uint64_t>(size));
    return self.real()->pMethods->xTruncate(self.real(), size);
  }
  static int sync(sqlite3_file* file, int) {
    auto& self = of(file);
    return self.disk->sync(*self.path);
  }
};

struct FaultVfs {
  static FaultDisk& disk(sqlite3_vfs* vfs) { return *static_cast<FaultDisk*>(vfs->pAppData); }
  static sqlite3_vfs* real() { return sqlite3_vfs_find("unix"); }

  static int open(sqlite3_vfs* vfs, sqlite3_filename path, sqlite3_file* file, int flags, int* flags_out) {
    auto* const self = new (file) FaultFile{};
    const int code = real()->xOpen(real(), path, self->real(), flags, flags_out);
    if (code != SQLITE_OK) return code;
    self->disk = &disk(vfs);
    self->path = new std::string(path != nullptr ? path : "");
    self->disk->opened(*self->path);
    self->head.pMethods = FaultFile::methods();
    return SQLITE_OK;
  }
  static int remove(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    disk(vfs).removed(path);
    return real()->xDelete(real(), path, sync_folder);
  }
};

const sqlite3_io_methods* FaultFile::methods() {
  static const sqlite3_io_methods methods = {
      .iVersion = 2,  // Without memory mapping, which would pass us by.
      .xClose = close,
      .xRead = read,
      .xWrite = write,
      .xTruncate = truncate,
      .xSync = sync,
      .xFileSize = [](sqlite3_file* f,
                      sqlite3_int64* size) { return of(f).real()->pMethods->xFileSize(of(f).real(), size); },
      .xLock = [](sqlite3_file* f, int level) { return of(f).real()->pMethods->xLock(of(f).real(), level); },
      .xUnlock = [](sqlite3_file* f, int level) { return of(f).real()->pMethods->xUnlock(of(f).real(), level); },
      .xCheckReservedLock = [](sqlite3_file* f,
                               int* out) { return of(f).real()->pMethods->xCheckReservedLock(of(f).real(), out); },
      .xFileControl = [](sqlite3_file* f, int what,
                         void* value) { return of(f).real()->pMethods->xFileControl(of(f).real(), what, value); },
      .xSectorSize = [](sqlite3_file* f) { return of(f).real()->pMethods->xSectorSize(of(f).real()); },
      .xDeviceCharacteristics =
          [](sqlite3_file* f) { return of(f).real()->pMethods->xDeviceCharacteristics(of(f).real()); },
      .xShmMap =
          [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
            return of(f).real()->pMethods->xShmMap(of(f).real(), page, size, extend, out);
          },
      .xShmLock = [](sqlite3_file* f, int offset, int count,
                     int flags) { return of(f).real()->pMethods->xShmLock(of(f).real(), offset, count, flags); },
      .xShmBarrier = [](sqlite3_file* f) { of(f).real()->pMethods->xShmBarrier(of(f).real()); },
      .xShmUnmap = [](sqlite3_file* f, int remove) { return of(f).real()->pMethods->xShmUnmap(of(f).real(), remove); },
      .xFetch = nullptr,
      .xUnfetch = nullptr,
  };
  return &methods;
}

FaultDisk::FaultDisk(std::string name) : name_(std::move(name)), vfs_(std::make_unique<sqlite3_vfs>()) {
  // The rest, such as names, time and chance, is the system's.
  *vfs_ = *FaultVfs::real();
  vfs_->szOsFile += static_cast<int>(sizeof(FaultFile));
  vfs_->pNext = nullptr;
  vfs_->zName = name_.c_str();
  vfs_->pAppData = this;
  vfs_->xOpen = FaultVfs::open;
  vfs_->xDelete = FaultVfs::remove;
  vfs_->xAccess = [](sqlite3_vfs*, const char* path, int flags, int* out) {
    return FaultVfs::real()->xAccess(FaultVfs::real(), path, flags, out);
  };
  vfs_->xFullPathname = [](sqlite3_vfs*, const char* path, int size, char* out) {
    return FaultVfs::real()->xFullPathname(FaultVfs::real(), path, size, out);
  };
  sqlite3_vfs_register(vfs_.get(), 0);
}

FaultDisk::~FaultDisk() { sqlite3_vfs_unregister(vfs_.get()); }

void FaultDisk::before_sync(Judge judge) {
  const std::lock_guard lock(mutex_);
  before_sync_ = std::make_shared<Judge>(std::move(judge));
}

void FaultDisk::before_write(Judge judge) {
  const std::lock_guard lock(mutex_);
  before_write_ = std::make_shared<Judge>(std::move(judge));
}

void FaultDisk::set_space(std::optional<std::uint64_t> bytes) {
  const std::lock_guard lock(mutex_);
  space_bytes_ = bytes;
}

std::uint64_t FaultDisk::syncs() const {
  const std::lock_guard lock(mutex_);
  return syncs_;
}

void FaultDisk::opened(const std::string& path) {
  const std::lock_guard lock(mutex_);
  if (files_.contains(path)) return;
  auto& file = files_[path];
  std::ifstream in(path, std::ios::binary);
  file.durable.assign(std::istreambuf_iterator<char>(in), {});
  file.size_bytes = file.durable.size();
  file.exists_after_cut = !file.durable.empty();
}

void FaultDisk::removed(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto found = files_.find(path);
  if (found == files_.end()) return;
  if (space_bytes_) *space_bytes_ += found->second.size_bytes;
  files_.erase(found);
}

int FaultDisk::write(const std::string& path, std::string_view bytes, std::uint64_t offset) {
  std::shared_ptr<Judge> judge;
  {
    const std::lock_guard lock(mutex_);
    judge = before_write_;
  }
  if (judge && *judge && !(*judge)(path)) return SQLITE_IOERR_WRITE;
  const std::lock_guard lock(mutex_);
  auto& file = files_[path];
  const auto end = offset + bytes.size();
  if (end > file.size_bytes) {
    const auto growth = end - file.size_bytes;
    if (space_bytes_ && growth > *space_bytes_) return SQLITE_FULL;
    if (space_bytes_) *space_bytes_ -= growth;
    file.size_bytes = end;
  }
  file.pending.push_back({offset, std::string(bytes)});
  return SQLITE_OK;
}

void FaultDisk::truncate(const std::string& path, std::uint64_t size_bytes) {
  const std::lock_guard lock(mutex_);
  auto& file = files_[path];
  if (space_bytes_ && size_bytes < file.size_bytes) *space_bytes_ += file.size_bytes - size_bytes;
  file.size_bytes = size_bytes;
  file.pending.push_back({size_bytes, {}});
}

int FaultDisk::sync(const std::string& path) {
  std::shared_ptr<Judge> judge;
  {
    const std::lock_guard lock(mutex_);
    judge = before_sync_;
  }
  const bool succeeds = !judge || !*judge || (*judge)(path);
  const std::lock_guard lock(mutex_);
  auto& file = files_[path];
  if (succeeds) {
    for (const auto& change : file.pending) apply(file.durable, change);
    file.exists_after_cut = true;
    ++syncs_;
  }
  file.pending.clear();
  return succeeds ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

void FaultDisk::apply(std::string& content, const Pending& change) {
  if (change.bytes.empty()) return content.resize(change.offset);
  content.resize(std::max<std::size_t>(content.size(), change.offset + change.bytes.size()));
  content.replace(change.offset, change.bytes.size(), change.bytes);
}

void FaultDisk::save_after_cut(const std::filesystem::path& folder, std::optional<std::uint64_t> seed) const {
  constexpr std::size_t sector_bytes = 512;
  std::mt19937_64 chance(seed.value_or(0));
  const std::lock_guard lock(mutex_);
  for (const auto& [path, file] : files_) {
    auto content = file.durable;
    for (const auto& change : file.pending) {
      const auto luck = seed ? chance() % 3 : 0;
      if (luck == 0) continue;
      auto survivor = change;
      if (luck == 1 && !survivor.bytes.empty()) {
        survivor.bytes.resize(std::min(survivor.bytes.size(), (1 + chance() % 8) * sector_bytes));
      }
      apply(content, survivor);
    }
    if (!file.exists_after_cut && content.empty()) continue;
    std::ofstream(folder / std::filesystem::path(path).filename(), std::ios::binary) << content;
  }
}

}  // namespace vod
