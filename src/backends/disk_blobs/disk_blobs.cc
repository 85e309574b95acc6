#include "backends/disk_blobs/disk_blobs.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <string_view>

#include "backends/disk_blobs/disk_writer.h"
#include "model/errors.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::size_t id_digits = 32;

bool is_id(std::string_view text) {
  return text.size() == id_digits && text.find_first_not_of(hex_digits) == std::string_view::npos;
}

Error no_such_blob(const BlobId& id) { return error(ErrorCode::not_found, id.value, "No such blob."); }

/// A blob that stands still under its name, or without one once it was removed.
class DiskBlobReader final : public BlobReader {
 public:
  DiskBlobReader(File file, std::uint64_t size_bytes) : file_(std::move(file)), size_bytes_(size_bytes) {}

  std::uint64_t size_bytes() const override { return size_bytes_; }
  int descriptor() const override { return file_.descriptor(); }
  Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> bytes) const override {
    while (true) {
      const ssize_t count = ::pread(file_.descriptor(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) return disk_error("Reading a blob", errno);
    }
  }

 private:
  const File file_;
  const std::uint64_t size_bytes_;
};

Done make_empty(const fs::path& folder) {
  std::error_code problem;
  fs::remove_all(folder, problem);
  if (!problem) fs::create_directories(folder, problem);
  if (problem) return disk_error("Making a folder of the store", problem.value());
  return done();
}

}  // namespace

DiskBlobs::DiskBlobs(fs::path data, Random& random, Options options)
    : blobs_(data / "blobs"),
      incoming_(blobs_ / "incoming"),
      work_(data / "work"),
      random_(random),
      options_(std::move(options)) {}

Result<std::unique_ptr<DiskBlobs>> DiskBlobs::open(fs::path data, Random& random, Options options) {
  std::unique_ptr<DiskBlobs> store(new DiskBlobs(std::move(data), random, std::move(options)));
  VOD_TRY(make_empty(store->incoming_));
  VOD_TRY(make_empty(store->work_));
  return store;
}

fs::path DiskBlobs::folder_of(const BlobId& id) const { return blobs_ / id.value.substr(0, 1) / id.value.substr(1, 1); }
fs::path DiskBlobs::path_of(const BlobId& id) const { return folder_of(id) / id.value; }

Result<std::unique_ptr<BlobWriter>> DiskBlobs::create() {
  if (const int error_number = injected(DiskStep::create)) return disk_error("Making a blob", error_number);
  BlobId id{random_.hex(id_digits)};
  fs::path path = incoming_ / id.value;
  File file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!file) return disk_error("Making a blob", errno);
  return std::make_unique<DiskBlobWriter>(*this, std::move(id), std::move(path), std::move(file));
}

Result<std::unique_ptr<BlobReader>> DiskBlobs::open(const BlobId& id) const {
  if (!is_id(id.value)) return no_such_blob(id);
  File file(::open(path_of(id).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!file) return errno == ENOENT ? no_such_blob(id) : disk_error("Opening a blob", errno);
  struct stat status{};
  if (::fstat(file.descriptor(), &status) != 0) return disk_error("Opening a blob", errno);
  return std::make_unique<DiskBlobReader>(std::move(file), static_cast<std::uint64_t>(status.st_size));
}

Result<BlobStat> DiskBlobs::stat(const BlobId& id) const {
  if (!is_id(id.value)) return no_such_blob(id);
  struct stat status{};
  if (::lstat(path_of(id).c_str(), &status) != 0) {
    return errno == ENOENT ? no_such_blob(id) : disk_error("Looking at a blob", errno);
  }
  BlobStat result;
  result.size_bytes = static_cast<std::uint64_t>(status.st_size);
  result.created_wall_ms = status.st_mtim.tv_sec * 1'000LL + status.st_mtim.tv_nsec / 1'000'000;
  return result;
}

Done DiskBlobs::remove(const BlobId& id) {
  // Not synced: a name that comes back after a power cut is an orphan, and swept.
  if (!is_id(id.value)) return done();
  if (::unlink(path_of(id).c_str()) != 0 && errno != ENOENT) return disk_error("Removing a blob", errno);
  return done();
}

Result<std::vector<BlobId>> DiskBlobs::list(const std::string& cursor, std::size_t limit) const {
  std::vector<BlobId> ids;
  for (const char first : hex_digits) {
    for (const char second : hex_digits) {
      const std::array<char, 2> prefix = {first, second};
      if (std::string_view(prefix.data(), 2) < std::string_view(cursor).substr(0, 2)) continue;
      const std::size_t before = ids.size();
      std::error_code problem;
      fs::directory_iterator entries(blobs_ / std::string(1, first) / std::string(1, second), problem);
      for (; !problem && entries != fs::directory_iterator(); entries.increment(problem)) {
        std::string name = entries->path().filename().string();
        if (is_id(name) && name > cursor) ids.push_back({std::move(name)});
      }
      // A folder that is not there has no blobs yet.
      if (problem && problem != std::errc::no_such_file_or_directory) {
        return disk_error("Listing blobs", problem.value());
      }
      std::sort(ids.begin() + static_cast<std::ptrdiff_t>(before), ids.end());
      if (ids.size() >= limit) {
        ids.resize(limit);
        return ids;
      }
    }
  }
  return ids;
}

Result<BlobId> DiskBlobs::adopt(const fs::path& file) {
  const File opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (!opened) return disk_error("Taking a file into the store", errno);
  struct stat status{};
  if (::fstat(opened.descriptor(), &status) != 0) return disk_error("Taking a file into the store", errno);
  if (!S_ISREG(status.st_mode)) {
    return error(ErrorCode::io_failed, file.filename().string(), "Only a regular file can become a blob.");
  }
  if (const int error_number = injected(DiskStep::sync)) return disk_error("Syncing a file", error_number);
  if (::fchmod(opened.descriptor(), 0600) != 0) return disk_error("Taking a file into the store", errno);
  if (!options_.is_ephemeral && ::fdatasync(opened.descriptor()) != 0) return disk_error("Syncing a file", errno);
  BlobId id{random_.hex(id_digits)};
  VOD_TRY(give_name(file, id));
  return id;
}

Done DiskBlobs::import(const BlobId& id, const fs::path& file) {
  if (!is_id(id.value)) return no_such_blob(id);
  const fs::path path = path_of(id);
  std::error_code problem;
  fs::create_directories(folder_of(id), problem);
  if (problem) return disk_error("Making a folder of the store", problem.value());
  if (::link(file.c_str(), path.c_str()) == 0 || errno == EEXIST) return done();
  if (errno == ENOENT) return no_such_blob(id);
  // Another file system, or one without links, or a file of many names: a copy does as well.
  const fs::path incoming = incoming_ / id.value;
  fs::copy_file(file, incoming, fs::copy_options::overwrite_existing, problem);
  if (!problem) fs::permissions(incoming, fs::perms::owner_read | fs::perms::owner_write, problem);
  if (!problem) fs::rename(incoming, path, problem);
  if (!problem) return done();
  if (problem == std::errc::no_such_file_or_directory) return no_such_blob(id);
  return disk_error("Copying a blob", problem.value());
}

Done DiskBlobs::give_name(const fs::path& file, const BlobId& id) {
  if (const int error_number = injected(DiskStep::rename)) return disk_error("Naming a blob", error_number);
  const fs::path path = path_of(id);
  int failure = ::rename(file.c_str(), path.c_str()) == 0 ? 0 : errno;
  if (failure == ENOENT) {  // The first blob of its folder.
    std::error_code problem;
    fs::create_directories(folder_of(id), problem);
    if (problem) return disk_error("Making a folder of the store", problem.value());
    failure = ::rename(file.c_str(), path.c_str()) == 0 ? 0 : errno;
  }
  if (failure != 0) return disk_error("Naming a blob", failure);
  if (options_.is_ephemeral) return done();
  const Done synced = [&]() -> Done {
    VOD_TRY(sync_folder(folder_of(id), options_.fault));
    return sync_parents(id);
  }();
  if (!synced) ::unlink(path.c_str());  // It may not outlive a power cut, so it is not there.
  return synced;
}

Done DiskBlobs::sync_parents(const BlobId& id) {
  const std::size_t first = hex_digits.find(id.value[0]);
  const std::size_t both = first * hex_digits.size() + hex_digits.find(id.value[1]);
  if (is_inner_durable_[both]) return done();
  VOD_TRY(sync_folder(blobs_ / id.value.substr(0, 1), options_.fault));
  if (!is_outer_durable_[first]) {
    VOD_TRY(sync_folder(blobs_, options_.fault));
    VOD_TRY(sync_folder(blobs_.parent_path(), options_.fault));
  }
  is_outer_durable_[first] = true;
  is_inner_durable_[both] = true;
  return done();
}

Result<fs::path> DiskBlobs::local_path(const BlobId& id) const {
  VOD_TRY(stat(id));
  return path_of(id);
}

Result<fs::path> DiskBlobs::make_work_folder() {
  fs::path folder = work_ / random_.hex(16);
  if (::mkdir(folder.c_str(), 0700) != 0) return disk_error("Making a work folder", errno);
  return folder;
}

Result<double> DiskBlobs::used_share() const {
  struct statvfs status{};
  if (::statvfs(blobs_.c_str(), &status) != 0) return disk_error("Asking for the disk's space", errno);
  // As df counts: blocks kept for root are neither used nor free.
  const auto used = static_cast<double>(status.f_blocks - status.f_bfree);
  const double all = used + static_cast<double>(status.f_bavail);
  return all > 0 ? used / all : 1.0;
}

}  // namespace vod
