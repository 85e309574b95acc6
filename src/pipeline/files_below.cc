#include "pipeline/files_below.h"

#include <algorithm>
#include <system_error>

namespace vod {

namespace fs = std::filesystem;

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code problem;
  for (fs::recursive_directory_iterator at(folder, problem), end; !problem && at != end; at.increment(problem)) {
    if (std::error_code unknown; at->is_regular_file(unknown)) files.push_back(at->path());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace vod
