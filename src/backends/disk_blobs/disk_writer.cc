#include "backends/disk_blobs/disk_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "model/errors.h"
#include "model/limits.h"

namespace vod {

DiskBlobWriter::DiskBlobWriter(DiskBlobs& store, BlobId id, std::filesystem::path path, File file)
    : store_(store), id_(std::move(id)), path_(std::move(path)), file_(std::move(file)) {}

DiskBlobWriter::~DiskBlobWriter() {
  if (!is_named_) ::unlink(path_.c_str());
}

Done DiskBlobWriter::write(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    if (const int injected = store_.injected(DiskStep::write)) return disk_error("Writing a blob", injected);
    const ssize_t written = ::write(file_.descriptor(), bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return disk_error("Writing a blob", errno);
    }
    bytes = bytes.subspan(static_cast<std::size_t>(written));
    size_bytes_ += static_cast<std::uint64_t>(written);
    write_back();
  }
  return done();
}

Done DiskBlobWriter::append(const BlobId& other) {
  VOD_TRY(const auto reader, store_.open(other));
  const std::uint64_t end = reader->size_bytes();
  std::uint64_t offset = 0;
  bool is_copied_by_kernel = true;
  std::vector<std::byte> buffer;
  while (offset < end) {
    if (const int injected = store_.injected(DiskStep::copy)) return disk_error("Copying a blob", injected);
    if (is_copied_by_kernel) {
      auto from = static_cast<loff_t>(offset);
      const std::uint64_t wanted = std::min<std::uint64_t>(end - offset, limits::blob_writeback_bytes);
      const ssize_t copied = ::copy_file_range(reader->descriptor(), &from, file_.descriptor(), nullptr, wanted, 0);
      if (copied > 0) {
        offset += static_cast<std::uint64_t>(copied);
        size_bytes_ += static_cast<std::uint64_t>(copied);
        write_back();
        continue;
      }
      if (copied < 0 && errno == EINTR) continue;
      if (copied < 0 && errno != EXDEV && errno != EOPNOTSUPP && errno != EINVAL && errno != ENOSYS) {
        return disk_error("Copying a blob", errno);
      }
      is_copied_by_kernel = false;  // Some file systems can't, and some copy nothing and say so with 0.
      buffer.resize(1 << 20);
    }
    VOD_TRY(const auto read, reader->read(offset, buffer));
    if (read == 0) return error(ErrorCode::io_failed, other.value, "A blob became shorter while it was copied.");
    VOD_TRY(write(std::span(buffer).first(read)));
    offset += read;
  }
  return done();
}

void DiskBlobWriter::write_back() {
  if (store_.options_.is_ephemeral) return;
  while (size_bytes_ - handed_to_disk_bytes_ >= limits::blob_writeback_bytes) {
    // Starts one window and waits for the one before it. Only a hint: errors show in the sync at the end.
    const auto window = static_cast<off_t>(limits::blob_writeback_bytes);
    const auto offset = static_cast<off_t>(handed_to_disk_bytes_);
    ::sync_file_range(file_.descriptor(), offset, window, SYNC_FILE_RANGE_WRITE);
    if (offset >= window) {
      ::sync_file_range(file_.descriptor(), offset - window, window,
                        SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
    }
    handed_to_disk_bytes_ += limits::blob_writeback_bytes;
  }
}

Result<BlobId> DiskBlobWriter::commit() {
  if (const int injected = store_.injected(DiskStep::sync)) return disk_error("Syncing a blob", injected);
  if (!store_.options_.is_ephemeral && ::fdatasync(file_.descriptor()) != 0) return disk_error("Syncing a blob", errno);
  VOD_TRY(store_.give_name(path_, id_));
  is_named_ = true;
  return id_;
}

}  // namespace vod
