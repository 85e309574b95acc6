#pragma once

#include <unistd.h>

#include <filesystem>
#include <functional>
#include <string>
#include <utility>

#include "base/result.h"

namespace vod {

/// The points at which a disk can fail; tests make it fail there.
enum class DiskStep { create, write, copy, sync, rename, sync_folder };

/// Gives the errno that a step shall fail with, 0 to go on. Empty in production.
using DiskFault = std::function<int(DiskStep)>;

/// A file descriptor that is closed with its owner.
class File {
 public:
  File() = default;
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  File& operator=(File&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }

  int descriptor() const { return descriptor_; }
  explicit operator bool() const { return descriptor_ >= 0; }

 private:
  int descriptor_ = -1;
};

/// resource_insufficient for a full disk or quota, not_found for a missing file, io_failed otherwise. `what` begins the
/// sentence; paths stay out of it, since callers may read it.
Error disk_error(const std::string& what, int error_number);

/// Makes the names in a folder durable.
Done sync_folder(const std::filesystem::path& folder, const DiskFault& fault);

}  // namespace vod
