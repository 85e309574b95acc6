#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace vod::testing {

struct StandInRequest {
  std::string method;
  /// Path and query as received.
  std::string target;
  /// Lower-case names.
  std::map<std::string, std::string> headers;
  std::string body;
};

struct StandInAnswer {
  int status = 200;
  std::map<std::string, std::string> headers = {};
  std::string body = {};
  /// Closes the connection without a word instead.
  bool vanish = false;
};

/// An HTTP server of a test on a free loopback port, in place of the one that the code under test talks to. Answers by
/// a function and keeps what it was asked. Understands Content-Length bodies and kept connections, no more.
class HttpStandIn {
 public:
  using Handler = std::function<StandInAnswer(const StandInRequest&)>;

  /// `handler` is called from one thread a connection.
  explicit HttpStandIn(Handler handler);
  ~HttpStandIn();
  HttpStandIn(const HttpStandIn&) = delete;
  HttpStandIn& operator=(const HttpStandIn&) = delete;

  int port() const { return port_; }
  /// `http://127.0.0.1:PORT`.
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  std::vector<StandInRequest> requests() const;
  int connections() const { return connections_; }

 private:
  void accept();
  void serve(int socket);

  Handler handler_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<int> connections_ = 0;
  mutable std::mutex mutex_;
  std::vector<StandInRequest> requests_;
  std::vector<int> sockets_;
  std::vector<std::jthread> servers_;
  std::jthread acceptor_;
};

}  // namespace vod::testing
