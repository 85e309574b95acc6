#pragma once

#include <filesystem>
#include <memory>

#include "base/result.h"
#include "model/metadata.h"
#include "ports/processes.h"

namespace vod {

/// What a file is that a run of ours made: a playlist too, whose segments lie in the folder with its name. With its md5
/// and, for a playlist, the size of all its files. Errors are those of probe_source().
Result<MediaMetadata> probe_output(Processes& processes, const std::filesystem::path& file);
/// The same without the md5, which takes long for a large file.
Result<MediaMetadata> probe_output_only(Processes& processes, const std::filesystem::path& file);

/// A probe of a file that is still being made: ffprobe is started, which takes it longer than to look at most files,
/// and looks when it is asked. One thread.
class ProbeAhead {
 public:
  /// Starts it. The file's folder must exist; `room` is an empty folder for the probe alone. Errors as of Processes,
  /// io_failed.
  static Result<ProbeAhead> start(Processes& processes, const std::filesystem::path& file,
                                  const std::filesystem::path& room);

  /// Once, when the file is complete: what probe_output_only() would find. An error also when this probe waited for
  /// longer than a probe may take; another one tells what is wrong with the file.
  Result<MediaMetadata> ask();

 private:
  ProbeAhead(std::unique_ptr<RunningProcess> process, std::filesystem::path file, std::filesystem::path pipe);

  std::unique_ptr<RunningProcess> process_;
  std::filesystem::path file_;
  std::filesystem::path pipe_;
};

}  // namespace vod
