#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/sendfile.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "model/limits.h"
#include "server/connection.h"
#include "server/status.h"

namespace vod {
namespace {

// Where a slice is sent from or copied through at a time: large enough to keep a line busy, small enough to be fair.
constexpr std::uint64_t send_bytes = 1 << 20;
constexpr std::size_t copy_bytes = 64 << 10;

ObjectRequest object_request(const RequestHead& head, bool is_tls) {
  ObjectRequest request;
  request.method = head.method();
  request.target = head.target();
  request.headers.reserve(head.headers().size());
  for (const auto& [name, value] : head.headers()) request.headers.emplace_back(name, value);
  request.content_length = head.content_length;
  request.is_tls = is_tls;
  return request;
}

bool has_body(const RequestHead& head) { return head.is_chunked || head.content_length.value_or(0) > 0; }

}  // namespace

asio::awaitable<bool> Connection::serve_object() {
  const ObjectRequest request = object_request(head_, channel_.is_tls());
  ObjectPlan plan;
  HandlerPool::Work begin = [&] { plan = services_.objects.begin(request); };
  deadline = SteadyTime::max();
  co_await services_.pool.run(begin);

  if (auto* sink = std::get_if<std::unique_ptr<BodySink>>(&plan)) {
    const bool keep = co_await receive_object(**sink);
    // What the sink leaves behind is cleared away where blocking is allowed.
    HandlerPool::Work drop = [&] { sink->reset(); };
    co_await services_.pool.run(drop);
    co_return keep;
  }
  const bool keep =
      (!has_body(head_) || co_await discard_body(limits::inline_body_bytes_max)) && head_.keeps_alive && !is_stopping_;
  if (const auto* answer = std::get_if<ObjectAnswer>(&plan)) {
    const bool written = co_await write_object_answer(*answer, keep);
    if (written && !keep) co_await linger();
    co_return written&& keep;
  }
  FileAnswer& file = std::get<FileAnswer>(plan);
  if (!co_await write_object_answer(file.head, keep)) co_return false;
  if (!file.body) co_return keep;
  const bool sent = co_await send_body(*file.body);
  HandlerPool::Work close = [&] { file.body.reset(); };
  co_await services_.pool.run(close);
  co_return sent&& keep;
}

// False when the body ended early: that can only be told by closing.
asio::awaitable<bool> Connection::send_body(engine::ObjectBody& body) {
  std::optional<engine::BlobSlice> slice;
  bool failed = false;
  HandlerPool::Work open_next = [&] {
    auto next = body.next();
    failed = !next;
    if (next) slice = std::move(next).value();
  };
  while (true) {
    deadline = SteadyTime::max();
    co_await services_.pool.run(open_next);
    if (failed || !slice) co_return !failed;
    const bool by_kernel = !channel_.is_tls() && slice->reader->descriptor() >= 0;
    const bool sent = by_kernel ? co_await send_slice(*slice) : co_await copy_slice(*slice);
    if (!sent) co_return false;
  }
}

// Feeds the body to the sink: while a handler thread hashes and writes one piece, the next one is read. Two pieces are
// in memory at a time; a client that is faster than the disk waits in TCP.
asio::awaitable<bool> Connection::receive_object(BodySink& sink) {
  if (expects_continue() && !co_await send_continue()) co_return false;
  std::string filling;
  std::string writing;
  std::optional<ObjectAnswer> early;
  Signal written(channel_.executor());
  written.set();
  const auto executor = channel_.executor();
  const HandlerPool::Work write = [&] {
    early = sink.write(std::as_bytes(std::span(writing)));
    asio::post(executor, [&written] { written.set(); });
  };
  bool is_whole = false;
  bool is_broken = false;
  while (!is_whole && !is_broken) {
    const Parsed parsed = parser_.advance(buffer_.view());
    filling.append(parsed.piece);
    buffer_.consume(parsed.consumed_bytes);
    is_whole = parsed.step == ParseStep::end;
    is_broken = parsed.step == ParseStep::bad;
    if (filling.size() >= limits::upload_read_bytes || (is_whole && !filling.empty())) {
      deadline = SteadyTime::max();
      co_await written.wait();
      if (early) break;
      services_.counters.body_bytes_in.fetch_add(filling.size(), std::memory_order_relaxed);
      std::swap(filling, writing);
      filling.clear();
      written.clear();
      services_.pool.post(write);
    }
    if (parsed.step != ParseStep::need_more) continue;
    set_deadline(services_.limits.body_idle_ms);
    is_broken = !co_await read_more(limits::upload_read_bytes);
  }
  deadline = SteadyTime::max();
  co_await written.wait();
  if (is_broken) co_return false;
  buffer_.shrink(limits::read_bytes);
  if (early) {
    if (co_await write_object_answer(*early, false)) co_await linger();
    co_return false;
  }
  body_done_ = true;
  ObjectAnswer answer;
  HandlerPool::Work finish = [&] { answer = sink.finish(); };
  co_await services_.pool.run(finish);
  const bool keep = head_.keeps_alive && !is_stopping_;
  co_return co_await write_object_answer(answer, keep) && keep;
}

asio::awaitable<bool> Connection::write_object_answer(const ObjectAnswer& answer, bool keep) {
  std::string& text = head_text_;
  text = fmt::format("HTTP/1.1 {} {}\r\nServer: openvod\r\n", answer.status, reason_of(answer.status));
  for (const auto& [name, value] : answer.headers) text.append(name).append(": ").append(value).append("\r\n");
  if (!keep) {
    text += "Connection: close\r\n";
  } else if (!head_.is_http_1_1) {
    text += "Connection: keep-alive\r\n";
  }
  text += "\r\n";
  return write_all(text, answer.body);
}

asio::awaitable<bool> Connection::send_slice(const engine::BlobSlice& slice) {
  const int file = slice.reader->descriptor();
  auto offset = static_cast<off_t>(slice.offset);
  std::uint64_t left = slice.size_bytes;
  ::posix_fadvise(file, offset, static_cast<off_t>(left), POSIX_FADV_SEQUENTIAL);
  while (left > 0) {
    set_deadline(services_.limits.write_idle_ms);
    const ssize_t sent = ::sendfile(channel_.descriptor(), file, &offset, std::min(left, send_bytes));
    if (sent > 0) {
      left -= static_cast<std::uint64_t>(sent);
      services_.counters.object_bytes_out.fetch_add(static_cast<std::uint64_t>(sent), std::memory_order_relaxed);
      co_await asio::post(channel_.executor(), asio::use_awaitable);  // Others on this thread get their turn.
      continue;
    }
    if (sent == 0 || (errno != EAGAIN && errno != EINTR)) co_return false;
    boost::system::error_code problem;
    co_await channel_.wait_writable(problem);
    if (problem) co_return false;
  }
  co_return true;
}

asio::awaitable<bool> Connection::copy_slice(const engine::BlobSlice& slice) {
  std::string piece;
  std::uint64_t offset = slice.offset;
  std::uint64_t left = slice.size_bytes;
  while (left > 0) {
    piece.resize(static_cast<std::size_t>(std::min<std::uint64_t>(left, copy_bytes)));
    std::size_t count = 0;
    HandlerPool::Work read = [&] {
      const auto got = slice.reader->read(offset, std::as_writable_bytes(std::span(piece)));
      count = got ? got.value() : 0;
    };
    co_await services_.pool.run(read);
    if (count == 0) co_return false;
    if (!co_await write_all(std::string_view(piece).substr(0, count), std::string_view())) co_return false;
    offset += count;
    left -= count;
    services_.counters.object_bytes_out.fetch_add(count, std::memory_order_relaxed);
  }
  co_return true;
}

}  // namespace vod
