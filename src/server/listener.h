#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstddef>
#include <memory>
#include <vector>

#include "base/result.h"
#include "server/connection.h"
#include "server/io_thread.h"
#include "server/options.h"

namespace vod {

/// Accepts connections at one address and spreads them over the I/O threads in turn. Lives on the first of them.
class Listener {
 public:
  /// `tls` is null for a plain listener. All outlive it.
  Listener(std::vector<std::unique_ptr<IoThread>>& threads, asio::ssl::context* tls,
           const ConnectionServices& services);

  /// resource_unavailable naming the address when it can't be had; the port that was bound otherwise.
  Result<int> bind(const ListenOn& where);
  void start();
  /// On its thread.
  void close();

 private:
  asio::awaitable<void> accept_all();
  void serve(Channel::Socket socket, IoThread& thread);

  std::vector<std::unique_ptr<IoThread>>& threads_;
  asio::ssl::context* tls_;
  const ConnectionServices& services_;
  asio::ip::tcp::acceptor acceptor_;
  std::size_t next_ = 0;
};

}  // namespace vod
