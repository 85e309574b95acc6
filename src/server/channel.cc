#include "server/channel.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace vod {

using boost::system::error_code;

struct Channel::Tls {
  asio::ssl::stream<Socket&> stream;
};

Channel::Channel(Socket socket, asio::ssl::context* tls)
    : socket_(std::move(socket)), descriptor_(socket_.native_handle()) {
  error_code ignored;
  const auto address = socket_.remote_endpoint(ignored);
  if (!ignored) peer_ = address.address().to_string(ignored);
  // Answers go out as whole buffers: waiting for more to send would only delay them.
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  socket_.non_blocking(true, ignored);
  if (tls != nullptr) tls_ = std::make_unique<Tls>(Tls{.stream = asio::ssl::stream<Socket&>(socket_, *tls)});
}

Channel::~Channel() {
  tls_.reset();
  error_code ignored;
  socket_.close(ignored);
}

asio::awaitable<bool> Channel::handshake() {
  if (!tls_) co_return true;
  error_code problem;
  co_await tls_->stream.async_handshake(asio::ssl::stream_base::server,
                                        asio::redirect_error(asio::use_awaitable, problem));
  co_return !problem;
}

asio::awaitable<std::size_t> Channel::read_some(asio::mutable_buffer into, error_code& problem) {
  if (tls_) return tls_->stream.async_read_some(into, asio::redirect_error(asio::use_awaitable, problem));
  return socket_.async_read_some(into, asio::redirect_error(asio::use_awaitable, problem));
}

std::size_t Channel::write_now(std::string_view first, std::string_view second) {
  if (tls_) return 0;
  const std::array buffers = {asio::const_buffer(first.data(), first.size()),
                              asio::const_buffer(second.data(), second.size())};
  error_code problem;  // Full or broken: who waits to write the rest finds out.
  return socket_.write_some(buffers, problem);
}

asio::awaitable<std::size_t> Channel::write_some(std::string_view bytes, error_code& problem) {
  const asio::const_buffer buffer(bytes.data(), bytes.size());
  if (tls_) return tls_->stream.async_write_some(buffer, asio::redirect_error(asio::use_awaitable, problem));
  return socket_.async_write_some(buffer, asio::redirect_error(asio::use_awaitable, problem));
}

asio::awaitable<void> Channel::wait_writable(error_code& problem) {
  return socket_.async_wait(Socket::wait_write, asio::redirect_error(asio::use_awaitable, problem));
}

asio::awaitable<void> Channel::end_sending() {
  error_code problem;
  // Clients that get no close_notify can't tell an end from an attack; a client that is gone is shut down at its
  // deadline.
  if (tls_) co_await tls_->stream.async_shutdown(asio::redirect_error(asio::use_awaitable, problem));
  socket_.shutdown(Socket::shutdown_send, problem);
}

void Channel::shut_down() { ::shutdown(descriptor_, SHUT_RDWR); }

bool Channel::is_client_gone() const {
  char byte = 0;
  const ssize_t seen = ::recv(descriptor_, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return seen == 0 || (seen < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

}  // namespace vod
