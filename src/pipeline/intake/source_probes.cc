#include "pipeline/intake/source_probes.h"

#include <system_error>

#include "model/limits.h"
#include "pipeline/probe.h"

namespace vod {

Result<MediaMetadata> SourceProbes::probe(Processes& processes, const std::filesystem::path& file) {
  std::error_code problem;
  const std::uint64_t size_bytes = std::filesystem::file_size(file, problem);
  {
    const std::lock_guard lock(mutex_);
    const auto known = by_file_.find(file.string());
    // A file that went, or is damaged so that its size shows it, is looked at again, and gets its named error.
    if (known != by_file_.end() && !problem && known->second->second.size_bytes == size_bytes) {
      entries_.splice(entries_.begin(), entries_, known->second);
      return known->second->second;
    }
  }
  auto found = probe_source(processes, file);
  if (!found) return found;
  const std::lock_guard lock(mutex_);
  if (const auto old = by_file_.find(file.string()); old != by_file_.end()) {
    entries_.erase(old->second);
    by_file_.erase(old);
  }
  entries_.emplace_front(file.string(), found.value());
  by_file_.emplace(file.string(), entries_.begin());
  if (entries_.size() > limits::source_probes_kept) {
    by_file_.erase(entries_.back().first);
    entries_.pop_back();
  }
  return found;
}

}  // namespace vod
