#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>

#include "server/connection.h"

namespace vod {

using boost::system::error_code;

asio::awaitable<bool> Connection::read_more(std::size_t room_bytes) {
  const std::span<char> room = buffer_.room(room_bytes);
  error_code problem;
  const std::size_t count = co_await channel_.read_some(asio::mutable_buffer(room.data(), room.size()), problem);
  buffer_.commit(count);
  co_return count > 0;
}

asio::awaitable<bool> Connection::write_all(std::string_view first, std::string_view second) {
  std::size_t written = channel_.write_now(first, second);
  std::string joined;
  if (channel_.is_tls()) {  // One record instead of two.
    joined.reserve(first.size() + second.size());
    joined.append(first).append(second);
    first = joined;
    second = {};
  }
  while (written < first.size() + second.size()) {
    set_deadline(services_.limits.write_idle_ms);
    const std::string_view piece =
        written < first.size() ? first.substr(written) : second.substr(written - first.size());
    error_code problem;
    const std::size_t count = co_await channel_.write_some(piece, problem);
    if (problem || count == 0) co_return false;
    written += count;
  }
  co_return true;
}

bool Connection::expects_continue() const {
  return head_.is_http_1_1 && buffer_.empty() && equal_ignoring_case(head_.header("Expect"), "100-continue");
}

asio::awaitable<bool> Connection::send_continue() {
  if (!expects_continue()) co_return true;
  co_return co_await write_all("HTTP/1.1 100 Continue\r\n\r\n", std::string_view());
}

// False when the body is larger, or the client stopped: the connection can't be used any more.
asio::awaitable<bool> Connection::discard_body(std::size_t bytes_max) {
  if (body_done_) co_return true;
  // Who waits for our word before sending a body that nobody wants is not asked for it.
  if (expects_continue() || head_.content_length.value_or(0) > bytes_max) co_return false;
  std::size_t discarded = 0;
  while (true) {
    const Parsed parsed = parser_.advance(buffer_.view());
    buffer_.consume(parsed.consumed_bytes);
    if (parsed.step == ParseStep::end) break;
    if (parsed.step == ParseStep::bad) co_return false;
    discarded += parsed.piece.size();
    if (discarded > bytes_max) co_return false;
    if (parsed.step != ParseStep::need_more) continue;
    set_deadline(services_.limits.body_idle_ms);
    if (!co_await read_more(limits::read_bytes)) co_return false;
  }
  body_done_ = true;
  co_return true;
}

// After an early answer: a connection that is closed with unread bytes is reset, and the client might never see the
// answer. So we read on for a while.
asio::awaitable<void> Connection::linger() {
  set_deadline(services_.limits.linger_ms);
  co_await channel_.end_sending();
  std::size_t discarded = 0;
  buffer_.consume(buffer_.size());
  while (discarded < limits::linger_bytes_max && co_await read_more(limits::read_bytes)) {
    discarded += buffer_.size();
    buffer_.consume(buffer_.size());
  }
}

void Connection::start_reading_ahead() {
  // With bytes of a next request at hand there is nothing to learn from reading.
  if (is_reading_ahead_ || !buffer_.empty()) return;
  is_reading_ahead_ = true;
  read_ahead_done_.clear();
  asio::co_spawn(channel_.executor(), read_ahead(), asio::detached);
}

asio::awaitable<void> Connection::read_ahead() {
  const bool came = co_await read_more(limits::read_bytes);
  if (!came) {
    client_gone_ = true;
    if (bell_wait_ != nullptr) bell_wait_->poke();
  }
  is_reading_ahead_ = false;
  read_ahead_done_.set();
}

}  // namespace vod
