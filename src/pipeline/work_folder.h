#pragma once

#include <filesystem>
#include <system_error>
#include <utility>

namespace vod {

/// A folder of the store's that goes, with all that is in it, when its last holder does.
class WorkFolder {
 public:
  explicit WorkFolder(std::filesystem::path path) : path_(std::move(path)) {}
  ~WorkFolder() {
    std::error_code problem;
    std::filesystem::remove_all(path_, problem);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace vod
