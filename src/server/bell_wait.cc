#include "server/bell_wait.h"

#include <boost/asio/post.hpp>

namespace vod {

BellWait::BellWait(Bells& bells, const asio::any_io_executor& executor)
    : bells_(bells), executor_(executor), signal_(executor) {}

BellWait::~BellWait() {
  if (stop()) pass_on();
}

void BellWait::listen(const std::string& bell) {
  bell_ = bell;
  signal_.clear();
  ear_ = std::make_shared<Ear>();
  ear_->owner = this;
  ticket_ = bells_.wait(bell, [ear = ear_] {
    const std::lock_guard lock(ear->mutex);
    if (ear->owner == nullptr) return;
    // Posted under the lock: while it is held the owner lives, and with it the event loop.
    asio::post(ear->owner->executor_, [ear] {
      const std::lock_guard again(ear->mutex);
      if (ear->owner != nullptr) ear->owner->signal_.set();
    });
  });
}

bool BellWait::stop() {
  if (!ticket_) return false;
  const bool was_waiting = bells_.cancel(*ticket_);
  ticket_.reset();
  const std::lock_guard lock(ear_->mutex);
  ear_->owner = nullptr;
  // No longer waiting: a ring came, or is on its way and will find nobody here.
  return !was_waiting;
}

}  // namespace vod
