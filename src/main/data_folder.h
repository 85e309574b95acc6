#pragma once

#include <filesystem>

#include "base/random.h"
#include "base/result.h"
#include "model/settings.h"

namespace vod {

/// The folder that one running server has for itself. It is made when it is missing; an ephemeral one goes with the
/// server.
class DataFolder {
 public:
  /// resource_unavailable when another server runs on it.
  static Result<DataFolder> take(const Settings& settings, Random& random);
  DataFolder(DataFolder&& other) noexcept;
  DataFolder& operator=(DataFolder&&) = delete;
  ~DataFolder();

  const std::filesystem::path& path() const { return path_; }

 private:
  DataFolder(std::filesystem::path path, bool is_ephemeral, int lock)
      : path_(std::move(path)), is_ephemeral_(is_ephemeral), lock_(lock) {}

  std::filesystem::path path_;
  bool is_ephemeral_ = false;
  int lock_ = -1;
};

}  // namespace vod
