#include "testing/http_stand_in.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/check.h"
#include "base/text.h"

namespace vod::testing {
namespace {

constexpr std::string_view headers_end = "\r\n\r\n";

// Reads until `buffer` holds `size` bytes; false when the peer is gone.
bool fill(int socket, std::string& buffer, std::size_t size) {
  char piece[64 << 10];
  while (buffer.size() < size) {
    const ssize_t got = ::recv(socket, piece, sizeof piece, 0);
    if (got <= 0) return false;
    buffer.append(piece, static_cast<std::size_t>(got));
  }
  return true;
}

StandInRequest parse_head(std::string_view head) {
  StandInRequest request;
  const auto lines = split(head, '\n');
  const auto words = split(trim(lines.front()), ' ');
  VOD_CHECK(words.size() == 3);
  request.method = words[0];
  request.target = words[1];
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto colon = lines[i].find(':');
    if (colon == std::string_view::npos) continue;
    request.headers[lower(trim(lines[i].substr(0, colon)))] = trim(lines[i].substr(colon + 1));
  }
  return request;
}

// Takes one request off the buffer; false when the peer is gone.
bool receive(int socket, std::string& buffer, StandInRequest& request) {
  while (buffer.find(headers_end) == buffer.npos) {
    if (!fill(socket, buffer, buffer.size() + 1)) return false;
  }
  const std::size_t head_size = buffer.find(headers_end) + headers_end.size();
  request = parse_head(std::string_view(buffer).substr(0, head_size));
  const auto length = parse_number<std::uint64_t>(request.headers["content-length"]).value_or(0);
  if (!fill(socket, buffer, head_size + length)) return false;
  request.body = buffer.substr(head_size, length);
  buffer.erase(0, head_size + length);
  return true;
}

std::string text_of(const StandInAnswer& answer) {
  std::string text = "HTTP/1.1 " + std::to_string(answer.status) + " Answer\r\n";
  for (const auto& [name, value] : answer.headers) text += name + ": " + value + "\r\n";
  return text + "Content-Length: " + std::to_string(answer.body.size()) + "\r\n\r\n" + answer.body;
}

}  // namespace

HttpStandIn::HttpStandIn(Handler handler) : handler_(std::move(handler)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  VOD_CHECK(::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  VOD_CHECK(::listen(listener_, 64) == 0);
  socklen_t size = sizeof address;
  VOD_CHECK(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::jthread([this] { accept(); });
}

HttpStandIn::~HttpStandIn() {
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
  servers_.clear();
  for (const int socket : sockets_) ::close(socket);
  ::close(listener_);
}

std::vector<StandInRequest> HttpStandIn::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void HttpStandIn::accept() {
  for (;;) {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) return;
    ++connections_;
    sockets_.push_back(socket);
    servers_.emplace_back([this, socket] { serve(socket); });
  }
}

void HttpStandIn::serve(int socket) {
  std::string buffer;
  StandInRequest request;
  while (receive(socket, buffer, request)) {
    {
      const std::lock_guard lock(mutex_);
      requests_.push_back(request);
    }
    const StandInAnswer answer = handler_(request);
    if (answer.vanish) break;
    const std::string text = text_of(answer);
    if (::send(socket, text.data(), text.size(), MSG_NOSIGNAL) < 0) break;
  }
  ::shutdown(socket, SHUT_RDWR);
}

}  // namespace vod::testing
