#pragma once

#include <cstddef>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "pipeline/compose/compose_plan.h"
#include "pipeline/task_source.h"
#include "pipeline/task_work.h"

namespace vod {

/// The sources of one composition while it is worked on. What was fetched from URLs is removed with this.
class ComposeSources {
 public:
  explicit ComposeSources(TaskWork& work) : work_(work) {}
  ~ComposeSources();
  ComposeSources(const ComposeSources&) = delete;
  ComposeSources& operator=(const ComposeSources&) = delete;

  /// Finds, fetches and probes all of them, a few URLs at a time. A URL of a file that this server has for the task's
  /// application is that file. Errors are those of open_source() and download(), with the source in their text.
  Result<std::vector<ComposeSource>> open(const std::vector<std::string>& names);

  /// The media among them.
  const std::vector<FileId>& files() const { return files_; }

 private:
  Result<ComposeSource> open_one(const std::string& name);
  Result<std::optional<std::filesystem::path>> own_file(const std::string& url);
  Result<std::filesystem::path> fetch(const std::string& url);

  TaskWork& work_;
  std::mutex mutex_;
  std::vector<BlobId> fetched_;
  std::vector<FileId> files_;
  // As long as they are read.
  std::vector<TaskSource> opened_;
};

}  // namespace vod
