#include "main/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstring>
#include <utility>

#include "model/errors.h"

namespace vod {

Result<DataFolder> DataFolder::take(const Settings& settings, Random& random, May may) {
  std::error_code problem;
  std::filesystem::path path = settings.data;
  if (settings.ephemeral) path = std::filesystem::temp_directory_path() / ("openvod-" + random.hex(16));
  std::filesystem::create_directories(path, problem);
  path = std::filesystem::absolute(path);
  const int lock = problem ? -1 : ::open((path / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) {
    const std::string why = problem ? problem.message() : std::strerror(errno);
    return error(ErrorCode::io_failed, "data", "data: " + path.string() + " can't be used: " + why + ".");
  }
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock);
    return error(ErrorCode::resource_unavailable, "data",
                 "data: another openvod runs on " + path.string() + ". Stop it, or choose another folder with --data.");
  }
  DataFolder folder(std::move(path), settings.ephemeral, lock);
  if (may == May::be_whole_only && std::filesystem::exists(folder.path_ / restoring_mark, problem)) {
    return error(ErrorCode::resource_unavailable, "data",
                 "data: a restore into " + folder.path_.string() + " did not end. Run openvod restore again.");
  }
  return folder;
}

DataFolder::DataFolder(DataFolder&& other) noexcept
    : path_(std::move(other.path_)), is_ephemeral_(other.is_ephemeral_), lock_(std::exchange(other.lock_, -1)) {}

DataFolder::~DataFolder() {
  if (lock_ < 0) return;
  std::error_code ignored;
  if (is_ephemeral_) std::filesystem::remove_all(path_, ignored);
  ::close(lock_);
}

}  // namespace vod
