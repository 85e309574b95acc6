#pragma once

#include <filesystem>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/result.h"
#include "model/metadata.h"
#include "ports/processes.h"

namespace vod {

/// Probes sources, and knows what it found of the latest ones: a blob never changes, and a media that comes in is as a
/// rule processed right after. Thread-safe; forgotten with the process.
class SourceProbes {
 public:
  /// As probe_source(); `file` is a blob's path. Failures are not kept.
  Result<MediaMetadata> probe(Processes& processes, const std::filesystem::path& file);

 private:
  using Entry = std::pair<std::string, MediaMetadata>;
  std::mutex mutex_;
  // Latest first.
  std::list<Entry> entries_;
  std::unordered_map<std::string, std::list<Entry>::iterator> by_file_;
};

}  // namespace vod
