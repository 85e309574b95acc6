#pragma once

#include <cstdint>

#include "pipeline/workshop.h"

namespace vod {

/// Looks at fresh uploads: probes them and writes what it found, or the named error, together with NewFileUpload.
class Ingester {
 public:
  explicit Ingester(Workshop& workshop) : workshop_(workshop) {}

  /// Takes in at most one upload, which ends within limits::probe_ms_max and a little. Gives the monotonic time of the
  /// next call; catalogue::work_bell calls earlier. One call at a time.
  std::int64_t step(std::int64_t now_ms);

 private:
  Workshop& workshop_;
};

}  // namespace vod
