#include "server/listener.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <exception>

#include "model/errors.h"

namespace vod {

using asio::ip::tcp;
using boost::system::error_code;

Listener::Listener(std::vector<std::unique_ptr<IoThread>>& threads, asio::ssl::context* tls,
                   const ConnectionServices& services)
    : threads_(threads), tls_(tls), services_(services), acceptor_(threads.front()->loop()) {}

Result<int> Listener::bind(const ListenOn& where) {
  error_code problem;
  tcp::resolver resolver(acceptor_.get_executor());
  const auto found = resolver.resolve(where.host, std::to_string(where.port), tcp::resolver::passive, problem);
  if (!problem && found.empty()) problem = asio::error::host_not_found;
  if (!problem) {
    const tcp::endpoint endpoint = *found.begin();
    acceptor_.open(endpoint.protocol(), problem);
    if (!problem) acceptor_.set_option(tcp::acceptor::reuse_address(true), problem);
    if (!problem) acceptor_.bind(endpoint, problem);
    if (!problem) acceptor_.listen(asio::socket_base::max_listen_connections, problem);
  }
  if (problem) {
    return error(ErrorCode::resource_unavailable, where.host,
                 fmt::format("Can't listen on {}:{}: {}.", where.host, where.port, problem.message()));
  }
  return acceptor_.local_endpoint(problem).port();
}

void Listener::start() { asio::co_spawn(acceptor_.get_executor(), accept_all(), asio::detached); }

void Listener::close() {
  error_code ignored;
  acceptor_.close(ignored);
}

asio::awaitable<void> Listener::accept_all() {
  asio::steady_timer pause(acceptor_.get_executor());
  while (acceptor_.is_open()) {
    IoThread& thread = *threads_[next_++ % threads_.size()];
    Channel::Socket socket(thread.loop());
    error_code problem;
    co_await acceptor_.async_accept(socket, asio::redirect_error(asio::use_awaitable, problem));
    if (problem == asio::error::operation_aborted || problem == asio::error::bad_descriptor) continue;
    if (problem) {
      // Out of descriptors or memory: trying again at once would only burn the processor.
      services_.log.warn("accepting a connection failed: {}", problem.message());
      pause.expires_after(std::chrono::milliseconds(100));
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, problem));
      continue;
    }
    services_.counters.connections_accepted.fetch_add(1, std::memory_order_relaxed);
    if (&thread == threads_.front().get()) {
      serve(std::move(socket), thread);
    } else {
      asio::post(thread.loop(),
                 [this, &thread, accepted = std::move(socket)]() mutable { serve(std::move(accepted), thread); });
    }
  }
}

// On the connection's own thread.
void Listener::serve(Channel::Socket socket, IoThread& thread) {
  const auto open = static_cast<std::size_t>(services_.counters.connections_open.load());
  if (open >= services_.limits.connections_max && !thread.strike_idlest()) {
    services_.counters.connections_refused.fetch_add(1, std::memory_order_relaxed);
    return;  // Closes it.
  }
  // Shared with its own coroutine alone, which ends it.
  const auto connection = std::make_shared<Connection>(std::move(socket), tls_, thread, services_);
  asio::co_spawn(thread.loop(), connection->run(), [connection, this](const std::exception_ptr& failure) {
    if (!failure) return;
    try {
      std::rethrow_exception(failure);
    } catch (const std::exception& problem) {
      services_.log.error("a connection ended: {}", problem.what());
    }
  });
}

}  // namespace vod
