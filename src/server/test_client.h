#pragma once

#include <arpa/inet.h>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <ctime>
#include <map>
#include <string>
#include <string_view>

#include "base/text.h"
#include "wire/tc3.h"

namespace vod::testing {

/// An HTTP answer as a test sees it. `status` 0: there was none.
struct TestAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;  // Lower-case names.
  std::string body;

  std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
  }
  boost::json::value json() const { return boost::json::parse(body).at("Response"); }
  std::string error_code() const {
    const boost::json::value response = json();
    const auto* failure = response.as_object().if_contains("Error");
    return failure == nullptr ? std::string() : std::string(failure->at("Code").as_string());
  }
};

/// A client that sends exactly the bytes it is told to. Every wait ends after ten seconds.
class TestClient {
 public:
  explicit TestClient(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  ~TestClient() { close(); }
  TestClient(const TestClient&) = delete;
  TestClient& operator=(const TestClient&) = delete;

  void close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }
  void end_sending() { ::shutdown(socket_, SHUT_WR); }
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  /// Reads one answer; of HEAD its head alone.
  TestAnswer read(bool is_head = false) {
    TestAnswer answer;
    std::size_t end = std::string::npos;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive()) return answer;
    }
    const std::string head = received_.substr(0, end);
    received_.erase(0, end + 4);
    for (const std::string_view line : split(head, '\n')) {
      const std::size_t colon = line.find(':');
      if (answer.status == 0) {
        answer.status = std::stoi(std::string(line.substr(9, 3)));
      } else if (colon != std::string_view::npos) {
        answer.headers[lower(line.substr(0, colon))] = trim(line.substr(colon + 1));
      }
    }
    const std::string length = answer.header("content-length");
    const std::size_t size = is_head || length.empty() ? 0 : std::stoul(length);
    while (received_.size() < size && receive()) continue;
    answer.body = received_.substr(0, size);
    received_.erase(0, size);
    return answer;
  }
  TestAnswer ask(std::string_view request) {
    send(request);
    return read(request.starts_with("HEAD "));
  }
  /// True when the server closes within ten seconds, whatever it sends before.
  bool is_closed() {
    while (receive()) continue;
    return at_end_;
  }
  bool has_answer_within(int ms) {
    pollfd waited{.fd = socket_, .events = POLLIN, .revents = 0};
    return !received_.empty() || ::poll(&waited, 1, ms) == 1;
  }

 private:
  bool receive() {
    pollfd waited{.fd = socket_, .events = POLLIN, .revents = 0};
    if (::poll(&waited, 1, 10'000) != 1) return false;
    char bytes[16'384];
    const ssize_t count = ::recv(socket_, bytes, sizeof bytes, 0);
    at_end_ = count <= 0;
    if (count <= 0) return false;
    received_.append(bytes, static_cast<std::size_t>(count));
    return true;
  }

  int socket_;
  std::string received_;
  bool at_end_ = false;
};

/// A signed call, as clients send it.
struct TestCall {
  std::string action = "DescribeEventConfig";
  std::string body = "{}";
  std::string host = "vod.example.com";
  std::string signed_host{};  // As `host` when empty.
  std::string content_type = "application/json";
  std::string version = "2018-07-17";
  std::string secret_id{};
  std::string secret_key{};
  std::string more_headers{};
  std::int64_t timestamp_s = std::time(nullptr);

  std::string text(std::string_view id, std::string_view key) const {
    const wire::Tc3Call call{.method = "POST",
                             .query = {},
                             .content_type = content_type,
                             .host = signed_host.empty() ? host : signed_host,
                             .body = body,
                             .timestamp_s = timestamp_s};
    return fmt::format(
        "POST / HTTP/1.1\r\nHost: {}\r\nContent-Type: {}\r\nX-TC-Action: {}\r\nX-TC-Version: {}\r\nX-TC-Timestamp: "
        "{}\r\n"
        "Authorization: {}\r\nContent-Length: {}\r\n{}\r\n{}",
        host, content_type, action, version, timestamp_s, wire::tc3_authorization(call, id, key), body.size(),
        more_headers, body);
  }
};

}  // namespace vod::testing
