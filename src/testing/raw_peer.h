#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace vod::testing {

/// One accepted connection of a RawPeer.
class RawConnection {
 public:
  explicit RawConnection(int socket) : socket_(socket) {}
  /// Reads until the blank line after a request's headers; what came so far when the peer leaves.
  std::string read_head();
  /// False when the peer is gone.
  bool send(std::string_view bytes);
  /// Waits until the peer is gone.
  void wait_for_close();
  /// The other side's address, without its port.
  std::string peer_address() const;
  /// For scripts that speak TLS over it; stays this connection's.
  int socket() const { return socket_; }
  /// Closes with a reset in place of an orderly end.
  void reset();

 private:
  int socket_;
};

/// A TCP server of a test on a free loopback port that says whatever its script says, also what no HTTP server would.
/// Every connection has a thread of its own, and is closed when the script returns.
class RawPeer {
 public:
  using Script = std::function<void(RawConnection&)>;

  explicit RawPeer(Script script);
  ~RawPeer();
  RawPeer(const RawPeer&) = delete;
  RawPeer& operator=(const RawPeer&) = delete;

  int port() const { return port_; }
  /// `http://127.0.0.1:PORT/`.
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }
  int connections() const { return connections_; }

 private:
  void accept();

  Script script_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<int> connections_ = 0;
  std::mutex mutex_;
  std::vector<int> sockets_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

}  // namespace vod::testing
