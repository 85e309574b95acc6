#include "backends/sqlite/write_health.h"

#include "model/errors.h"

namespace vod::sqlite {

void WriteHealth::fail(const Error& why) {
  const std::lock_guard lock(mutex_);
  if (failure_) return;
  failure_ = error(ErrorCode::database_failed, why.subject, why.detail);
  failed_.store(true, std::memory_order_release);
  log_.error("The database takes no more writes until the server is restarted: {}", message_of(*failure_));
}

std::optional<Error> WriteHealth::failure() const {
  const std::lock_guard lock(mutex_);
  return failure_;
}

}  // namespace vod::sqlite
