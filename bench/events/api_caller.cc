#include "api_caller.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "wire/tc3.h"

namespace vod::bench {
namespace {

constexpr std::string_view handle_name = R"("EventHandle":")";

int connect_to(const std::string& host) {
  const auto colon = host.rfind(':');
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(parse_number<std::int64_t>(host.substr(colon + 1)).value_or(0)));
  must(::inet_pton(AF_INET, host.substr(0, colon).c_str(), &address.sin_addr) == 1, host, "is no address");
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  must(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0, host, "can't connect");
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  return socket;
}

std::size_t content_length(std::string_view head) {
  const std::string lowered = lower(head);
  const std::string_view name = "content-length: ";
  const auto at = lowered.find(name);
  must(at != std::string::npos, "answer", "has no Content-Length");
  const auto end = lowered.find('\r', at);
  const auto text = std::string_view(lowered).substr(at + name.size(), end - at - name.size());
  return static_cast<std::size_t>(parse_number<std::int64_t>(text).value_or(0));
}

}  // namespace

ApiCaller::ApiCaller(const std::string& endpoint)
    : host_(endpoint.substr(endpoint.find("//") + 2)), socket_(connect_to(host_)) {}

ApiCaller::~ApiCaller() { ::close(socket_); }

std::string_view ApiCaller::call(std::string_view action, std::string_view body) {
  const std::int64_t now_s = SystemClock().wall_ms() / 1'000;
  request_.clear();
  fmt::format_to(std::back_inserter(request_),
                 "POST / HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nX-TC-Action: {}\r\n"
                 "X-TC-Version: 2018-07-17\r\nX-TC-Timestamp: {}\r\nAuthorization: {}\r\nContent-Length: {}\r\n\r\n{}",
                 host_, action, now_s, wire::tc3_authorization(bench_secret_id, bench_secret_key, host_, body, now_s),
                 body.size(), body);
  send(request_);
  const std::string_view answer = read_answer();
  must(answer.find(R"("Error":{"Code")") == std::string_view::npos, action, answer);
  return answer;
}

int ApiCaller::pull_and_confirm() {
  const auto start = SteadyClock::now();
  const std::string_view answer = call("PullEvents", "{}");
  const double took_ms = seconds_since(start) * 1'000;
  handles_ = R"({"EventHandles":[)";
  int count = 0;
  for (auto at = answer.find(handle_name); at != std::string_view::npos; at = answer.find(handle_name, at)) {
    at += handle_name.size();
    handles_ += count++ == 0 ? "\"" : ",\"";
    handles_ += answer.substr(at, answer.find('"', at) - at);
    handles_ += '"';
  }
  if (count == 0) return 0;
  pull_ms_.push_back(took_ms);
  handles_ += "]}";
  call("ConfirmEvents", handles_);
  return count;
}

void ApiCaller::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    must(sent > 0, host_, "the connection broke");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::string_view ApiCaller::read_answer() {
  answer_.clear();
  std::size_t head_bytes = 0;
  std::size_t whole_bytes = SIZE_MAX;
  while (answer_.size() < whole_bytes) {
    const std::size_t before = answer_.size();
    answer_.resize(before + (64 << 10));
    const ssize_t got = ::recv(socket_, answer_.data() + before, answer_.size() - before, 0);
    must(got > 0, host_, "the connection broke");
    answer_.resize(before + static_cast<std::size_t>(got));
    if (head_bytes != 0) continue;
    const auto end = answer_.find("\r\n\r\n");
    if (end == std::string::npos) continue;
    head_bytes = end + 4;
    whole_bytes = head_bytes + content_length(std::string_view(answer_).substr(0, end + 2));
  }
  return std::string_view(answer_).substr(head_bytes);
}

}  // namespace vod::bench
