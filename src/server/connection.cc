#include "server/connection.h"

#include <utility>

#include "model/errors.h"
#include "model/limits.h"
#include "server/status.h"
#include "wire/envelope.h"

namespace vod {

Connection::Connection(Channel::Socket socket, asio::ssl::context* tls, IoThread& thread,
                       const ConnectionServices& services)
    : thread_(thread),
      services_(services),
      channel_(std::move(socket), tls),
      parser_({.head_bytes_max = services.limits.head_bytes_max, .headers_max = services.limits.headers_max}),
      read_ahead_done_(channel_.executor()) {
  set_deadline(services_.limits.first_byte_ms);
  thread_.watch(*this);
  services_.counters.connections_open.fetch_add(1, std::memory_order_relaxed);
}

Connection::~Connection() {
  thread_.forget(*this);
  services_.counters.connections_open.fetch_sub(1, std::memory_order_relaxed);
}

void Connection::strike() {
  if (!is_stopping_) services_.counters.connections_timed_out.fetch_add(1, std::memory_order_relaxed);
  channel_.shut_down();
}

void Connection::wind_down() {
  is_stopping_ = true;
  if (is_idle) channel_.shut_down();
  if (bell_wait_ != nullptr) bell_wait_->poke();
}

asio::awaitable<void> Connection::run() {
  bool goes_on = co_await channel_.handshake();
  while (goes_on && !is_stopping_) {
    goes_on = co_await read_head();
    if (goes_on) goes_on = co_await serve();
    is_first_ = false;
  }
  if (is_reading_ahead_) {
    channel_.shut_down();
    co_await read_ahead_done_.wait();
  }
}

asio::awaitable<bool> Connection::read_head() {
  const ConnectionLimits& limits = services_.limits;
  if (is_reading_ahead_) {
    become_idle(limits.idle_ms);
    co_await read_ahead_done_.wait();
    is_idle = false;
    if (client_gone_) co_return false;
  }
  parser_.begin(head_);
  body_done_ = false;
  bool has_begun = false;
  while (true) {
    // An empty line before a request is to be forgiven.
    while (!has_begun && buffer_.view().starts_with("\r\n")) buffer_.consume(2);
    if (!buffer_.empty()) {
      const Parsed parsed = parser_.advance(buffer_.view());
      buffer_.consume(parsed.consumed_bytes);
      if (parsed.step == ParseStep::head) co_return true;
      if (parsed.step != ParseStep::need_more) co_return co_await refuse_head(parsed.step);
    }
    // One deadline for the whole head, however slowly it drips in.
    if (buffer_.empty()) {
      become_idle(is_first_ ? limits.first_byte_ms : limits.idle_ms);
    } else if (!std::exchange(has_begun, true)) {
      set_deadline(limits.head_ms);
    }
    const bool came = co_await read_more(limits::read_bytes);
    is_idle = false;
    if (!came) co_return false;
  }
}

asio::awaitable<bool> Connection::serve() {
  const Route route = route_of(head_);
  services_.counters.count(route);
  switch (route) {
    case Route::api:
      return serve_api();
    case Route::object:
    case Route::object_storage:
    case Route::stream_key:
      return serve_object();
    case Route::console:
      return serve_console();
    default:
      return serve_page(route);
  }
}

asio::awaitable<bool> Connection::serve_page(Route route) {
  // Pages are asked for without a body; a small one does no harm.
  const bool whole = co_await discard_body(limits::inline_body_bytes_max);
  Page page;
  HandlerPool::Work make = [&] { page = services_.pages.make(route, head_.header("Accept")); };
  deadline = SteadyTime::max();
  co_await services_.pool.run(make);
  const bool keep = whole && head_.keeps_alive && !is_stopping_;
  const bool written =
      co_await write_answer(page.status, page.content_type, "X-Content-Type-Options: nosniff\r\n", page.body, keep);
  if (written && !whole) co_await linger();
  co_return written&& keep;
}

asio::awaitable<bool> Connection::serve_console() {
  const bool whole = co_await discard_body(limits::inline_body_bytes_max);
  const ConsoleRequest request{.method = head_.method(),
                               .path = head_.path(),
                               .accept_encoding = head_.header("Accept-Encoding"),
                               .if_none_match = head_.header("If-None-Match")};
  ConsoleAnswer answer;
  HandlerPool::Work make = [&] { answer = services_.console.answer(request); };
  deadline = SteadyTime::max();
  co_await services_.pool.run(make);
  const bool keep = whole && head_.keeps_alive && !is_stopping_;
  const bool written = co_await write_answer(answer.status, answer.content_type, answer.headers, answer.body(), keep);
  if (written && !whole) co_await linger();
  co_return written&& keep;
}

// What can't be read as a request can't be routed either. An API client whose head is too large still gets its error in
// the form that it understands.
asio::awaitable<bool> Connection::refuse_head(ParseStep step) {
  services_.counters.requests_malformed.fetch_add(1, std::memory_order_relaxed);
  const std::string_view begin = buffer_.view();
  const bool is_large = step == ParseStep::head_large;
  const bool is_call =
      head_.path() == "/" || begin.starts_with("GET /?") || begin.starts_with("GET / ") || begin.starts_with("POST / ");
  const std::string json = services_.door.refuse(
      is_large ? error(ErrorCode::request_size_limit_exceeded, {}, "The request's head is too large.")
               : error(ErrorCode::invalid_request, {}, "The request is not valid HTTP."));
  const unsigned status = !is_large ? 400 : is_call ? 200 : 431;
  if (co_await write_answer(status, wire::answer_content_type, std::string_view(), json, false)) co_await linger();
  co_return false;
}

void Connection::begin_answer(unsigned status, std::string_view content_type, std::size_t length,
                              std::string_view extra, bool keep) {
  std::string& text = head_text_;
  text.assign("HTTP/1.1 ");
  text += std::to_string(status);
  text += ' ';
  text += reason_of(status);
  text += "\r\nServer: openvod\r\nDate: ";
  text += thread_.http_date();
  if (!content_type.empty()) {
    text += "\r\nContent-Type: ";
    text += content_type;
  }
  if (status != 204 && status != 304) {
    text += "\r\nContent-Length: ";
    text += std::to_string(length);
  }
  text += "\r\n";
  text += extra;
  if (!keep) {
    text += "Connection: close\r\n";
  } else if (!head_.is_http_1_1) {
    text += "Connection: keep-alive\r\n";
  }
  text += "\r\n";
}

asio::awaitable<bool> Connection::write_answer(unsigned status, std::string_view content_type, std::string_view extra,
                                               std::string_view body, bool keep) {
  begin_answer(status, content_type, body.size(), extra, keep);
  return write_all(head_text_, head_.method() == "HEAD" ? std::string_view() : body);
}

}  // namespace vod
