#include "server/signal.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace vod {

void Signal::set() {
  is_set_ = true;
  timer_.cancel();
}

asio::awaitable<void> Signal::wait_until(std::chrono::steady_clock::time_point deadline) {
  if (is_set_) co_return;
  timer_.expires_at(deadline);
  boost::system::error_code ended;  // Cancelled means set.
  co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, ended));
}

asio::awaitable<void> Signal::wait() {
  while (!is_set_) co_await wait_until(std::chrono::steady_clock::time_point::max());
}

}  // namespace vod
