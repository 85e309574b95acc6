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
  /// A server does not run on a folder that a restore has filled in part; whoever empties it may take it.
  enum class May { be_whole_only, be_half_restored };
  /// resource_unavailable when another server runs on it, or a restore has not ended.
  static Result<DataFolder> take(const Settings& settings, Random& random, May may = May::be_whole_only);
  /// The file that stands in a folder while it is restored.
  static constexpr const char* restoring_mark = "restoring";
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
