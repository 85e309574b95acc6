#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace boost::asio::ssl {
class context;
}

namespace vod {

namespace asio = boost::asio;

/// The byte stream of one connection, plain or TLS. One reader and one writer at a time, both on its I/O thread.
class Channel {
 public:
  using Socket = asio::ip::tcp::socket;

  /// `tls` is null for a plain channel; it outlives the channel.
  Channel(Socket socket, asio::ssl::context* tls);
  ~Channel();
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  bool is_tls() const { return tls_ != nullptr; }
  const std::string& peer() const { return peer_; }
  asio::any_io_executor executor() { return socket_.get_executor(); }
  /// The socket's descriptor, for sendfile() on plain channels.
  int descriptor() { return socket_.native_handle(); }

  /// False when the handshake failed.
  asio::awaitable<bool> handshake();
  /// The number of bytes read; 0 when the client sends no more or the connection broke.
  asio::awaitable<std::size_t> read_some(asio::mutable_buffer into, boost::system::error_code& problem);
  /// Writes what the system takes at once, without waiting; the number of bytes, 0 on TLS and when it is full or
  /// broken.
  std::size_t write_now(std::string_view first, std::string_view second);
  /// Writes one piece; the number of bytes, 0 when the connection broke. Ask again for the rest.
  asio::awaitable<std::size_t> write_some(std::string_view bytes, boost::system::error_code& problem);
  /// Waits until a plain channel can take more.
  asio::awaitable<void> wait_writable(boost::system::error_code& problem);
  /// Tells the client that nothing more comes; reading goes on.
  asio::awaitable<void> end_sending();

  /// Ends reads and writes that are under way, from any thread while the channel lives.
  void shut_down();
  /// Whether the client can be seen to have gone, or to have closed its sending half; from any thread.
  bool is_client_gone() const;

 private:
  struct Tls;
  Socket socket_;
  int descriptor_;
  std::string peer_;
  std::unique_ptr<Tls> tls_;
};

}  // namespace vod
