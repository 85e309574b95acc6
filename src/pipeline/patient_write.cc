#include "pipeline/patient_write.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "model/errors.h"
#include "model/limits.h"

namespace vod {

void rest(std::int64_t ms, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, stop, std::chrono::milliseconds(ms), [] { return false; });
}

Done patient_write(Workshop& workshop, const Database::Change& change, const std::stop_token& stop) {
  for (;;) {
    auto written = workshop.database.write(change);
    if (written || written.error().code != ErrorCode::resource_insufficient || stop.stop_requested()) return written;
    workshop.log.warn("the result of media work waits for room on the disk");
    rest(limits::full_disk_retry_ms, stop);
  }
}

}  // namespace vod
