#include "receiver.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/text.h"

namespace vod::bench {
namespace {

constexpr std::string_view answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
constexpr std::string_view length_name = "Content-Length: ";

// The body of the first whole request; takes it off the text.
std::optional<std::string> take_request(std::string& text) {
  const auto head_end = text.find("\r\n\r\n");
  if (head_end == std::string::npos) return {};
  const auto name = text.find(length_name);
  must(name < head_end, "receiver", "a request without Content-Length");
  const auto digits = name + length_name.size();
  const auto length =
      parse_number<std::int64_t>(std::string_view(text).substr(digits, text.find('\r', digits) - digits));
  const std::size_t whole = head_end + 4 + static_cast<std::size_t>(length.value_or(0));
  if (text.size() < whole) return {};
  std::string body = text.substr(head_end + 4, whole - head_end - 4);
  text.erase(0, whole);
  return body;
}

}  // namespace

FastReceiver::FastReceiver(Seen seen) : seen_(std::move(seen)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  must(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0 && ::listen(listener_, 512) == 0 &&
           ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0,
       "receiver", "can't listen");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { run(); });
}

FastReceiver::~FastReceiver() {
  stop_ = true;
  thread_.join();
  ::close(listener_);
}

void FastReceiver::wait_for(std::int64_t count) const {
  std::int64_t before = -1;
  auto moved = SteadyClock::now();
  while (this->count() < count) {
    if (std::exchange(before, this->count()) != this->count()) moved = SteadyClock::now();
    must(seconds_since(moved) < 10, "receiver", "no callback for ten seconds");
    std::this_thread::sleep_for(milliseconds(1));
  }
}

void FastReceiver::run() {
  std::unordered_map<int, std::string> texts;
  const int waiting = ::epoll_create1(EPOLL_CLOEXEC);
  const auto watch = [waiting](int socket) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = socket;
    ::epoll_ctl(waiting, EPOLL_CTL_ADD, socket, &event);
  };
  watch(listener_);
  std::array<epoll_event, 64> events{};
  std::array<char, 64 << 10> piece{};
  while (!stop_) {
    const int ready = ::epoll_wait(waiting, events.data(), static_cast<int>(events.size()), 50);
    for (int i = 0; i < ready; ++i) {
      const int socket = events[static_cast<std::size_t>(i)].data.fd;
      if (socket == listener_) {
        const int fresh = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        const int on = 1;
        ::setsockopt(fresh, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
        if (fresh >= 0) watch(fresh);
        continue;
      }
      const ssize_t got = ::recv(socket, piece.data(), piece.size(), 0);
      if (got <= 0) {
        texts.erase(socket);
        ::close(socket);
        continue;
      }
      std::string& text = texts[socket];
      text.append(piece.data(), static_cast<std::size_t>(got));
      while (const auto body = take_request(text)) {
        if (seen_) seen_(*body);
        must(::send(socket, answer.data(), answer.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(answer.size()),
             "receiver", "short write");
        count_.fetch_add(1, std::memory_order_acq_rel);
      }
    }
  }
  for (const auto& [socket, text] : texts) ::close(socket);
  ::close(waiting);
}

}  // namespace vod::bench
