#include "backends/disk_blobs/file.h"

#include <fcntl.h>

#include <cerrno>
#include <system_error>

#include "model/errors.h"

namespace vod {

Error disk_error(const std::string& what, int error_number) {
  const std::string reason = std::generic_category().message(error_number);
  switch (error_number) {
    case ENOSPC:
    case EDQUOT:
      return error(ErrorCode::resource_insufficient, {}, "The disk is full: " + what + " failed (" + reason + ").");
    case ENOENT:
      return error(ErrorCode::not_found, {}, what + " failed: " + reason + ".");
    default:
      return error(ErrorCode::io_failed, {}, what + " failed: " + reason + ".");
  }
}

Done sync_folder(const std::filesystem::path& folder, const DiskFault& fault) {
  if (const int injected = fault ? fault(DiskStep::sync_folder) : 0) return disk_error("Syncing a folder", injected);
  const File opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened || ::fsync(opened.descriptor()) != 0) return disk_error("Syncing a folder", errno);
  return done();
}

}  // namespace vod
