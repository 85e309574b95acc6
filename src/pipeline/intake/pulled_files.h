#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "catalogue/objects.h"
#include "pipeline/task_work.h"

namespace vod {

/// The files of a pull of many, as rows that are written while more come; a killed server's are removed in time, since
/// they are not sealed. Thread-safe.
class PulledFiles {
 public:
  /// `named` is what all rows have in common.
  PulledFiles(TaskWork& work, catalogue::ObjectRow named, std::string folder)
      : work_(work), named_(std::move(named)), folder_(std::move(folder)) {}

  struct Wanted {
    std::string url;
    /// Below the media's folder.
    std::string name;
    std::uint64_t bytes_max = 0;
  };
  /// Fetches all of them, limits::pull_files_at_once beside each other. The first error ends the others.
  Done fetch(const std::vector<Wanted>& wanted, std::int64_t deadline_ms);
  /// Stores a text of ours.
  Result<catalogue::ObjectRow> put(const std::string& name, const std::string& text);
  /// Writes the rows that are not written yet. cancelled when the task is not ours any more.
  Done write();
  /// Removes all that came.
  void forget();

 private:
  Done fetch_one(const Wanted& wanted, std::int64_t deadline_ms, const std::stop_token& stop);
  Done add(catalogue::ObjectRow row);
  Done write_locked();

  TaskWork& work_;
  const catalogue::ObjectRow named_;
  const std::string folder_;
  std::mutex mutex_;
  std::vector<catalogue::ObjectRow> unwritten_;
  std::atomic<std::uint64_t> bytes_ = 0;
  std::atomic<std::size_t> come_ = 0;
};

}  // namespace vod
