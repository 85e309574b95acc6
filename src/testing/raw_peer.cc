#include "testing/raw_peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/check.h"

namespace vod::testing {

std::string RawConnection::read_head() {
  std::string head;
  char byte = 0;
  while (!head.ends_with("\r\n\r\n") && ::recv(socket_, &byte, 1, 0) == 1) head += byte;
  return head;
}

bool RawConnection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawConnection::wait_for_close() {
  char piece[4'096];
  while (::recv(socket_, piece, sizeof piece, 0) > 0) {
  }
}

std::string RawConnection::peer_address() const {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  char text[INET_ADDRSTRLEN] = {};
  VOD_CHECK(::getpeername(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  return ::inet_ntop(AF_INET, &address.sin_addr, text, sizeof text);
}

void RawConnection::reset() {
  const linger hard{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
}

RawPeer::RawPeer(Script script) : script_(std::move(script)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  VOD_CHECK(::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  VOD_CHECK(::listen(listener_, 128) == 0);
  socklen_t size = sizeof address;
  VOD_CHECK(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { accept(); });
}

RawPeer::~RawPeer() {
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  ::close(listener_);
  {
    const std::lock_guard lock(mutex_);
    for (const int socket : sockets_) {
      if (socket >= 0) ::shutdown(socket, SHUT_RDWR);
    }
  }
  for (std::thread& thread : threads_) thread.join();
}

void RawPeer::accept() {
  while (true) {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) return;
    ++connections_;
    const std::lock_guard lock(mutex_);
    const std::size_t place = sockets_.size();
    sockets_.push_back(socket);
    threads_.emplace_back([this, socket, place] {
      RawConnection connection(socket);
      script_(connection);
      const std::lock_guard closing(mutex_);
      ::close(socket);
      sockets_[place] = -1;
    });
  }
}

}  // namespace vod::testing
