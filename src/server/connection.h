#pragma once

#include <boost/asio/awaitable.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/door.h"
#include "server/bell_wait.h"
#include "server/channel.h"
#include "server/console.h"
#include "server/counters.h"
#include "server/handler_pool.h"
#include "server/io_thread.h"
#include "server/object_service.h"
#include "server/options.h"
#include "server/pages.h"
#include "server/read_buffer.h"
#include "server/request_parser.h"
#include "server/signal.h"

namespace vod {

/// What all connections work with; it outlives them.
struct ConnectionServices {
  Door& door;
  ObjectService& objects;
  Pages& pages;
  const Console& console;
  Bells& bells;
  HandlerPool& pool;
  ServerCounters& counters;
  Log& log;
  const ConnectionLimits& limits;
};

/// One client's connection: reads its requests one after the other and sees to their answers. It lives on one I/O
/// thread and in its own coroutine, which run() is: whoever starts that holds the connection until it ends.
class Connection final : public Watched {
 public:
  Connection(Channel::Socket socket, asio::ssl::context* tls, IoThread& thread, const ConnectionServices& services);
  ~Connection() override;

  asio::awaitable<void> run();

  void strike() override;
  void wind_down() override;

 private:
  // connection.cc: requests, one after the other.
  asio::awaitable<bool> read_head();
  asio::awaitable<bool> serve();
  asio::awaitable<bool> serve_page(Route route);
  asio::awaitable<bool> serve_console();
  asio::awaitable<bool> refuse_head(ParseStep step);

  // connection_io.cc: bytes in and out.
  asio::awaitable<bool> read_more(std::size_t room_bytes);
  asio::awaitable<bool> write_all(std::string_view first, std::string_view second);
  asio::awaitable<bool> send_continue();
  asio::awaitable<bool> discard_body(std::size_t bytes_max);
  asio::awaitable<void> linger();
  asio::awaitable<void> read_ahead();
  void start_reading_ahead();

  // connection_api.cc: calls of the API.
  enum class BodyEnd { whole, too_large, broken };
  asio::awaitable<bool> serve_api();
  asio::awaitable<BodyEnd> read_api_body(std::size_t bytes_max);
  asio::awaitable<bool> answer_call(Call& call);
  asio::awaitable<std::optional<std::string>> run_call(Call& call);
  asio::awaitable<bool> answer_preflight();
  /// JSON with HTTP status 200. False when it could not be written.
  asio::awaitable<bool> write_json(std::string_view json, bool keep);

  // connection_objects.cc: object storage calls and downloads.
  asio::awaitable<bool> serve_object();
  asio::awaitable<bool> receive_object(BodySink& sink);
  asio::awaitable<bool> write_object_answer(const ObjectAnswer& answer, bool keep);
  asio::awaitable<bool> send_body(engine::ObjectBody& body);
  asio::awaitable<bool> send_slice(const engine::BlobSlice& slice);
  asio::awaitable<bool> copy_slice(const engine::BlobSlice& slice);

  /// An answer's head, in head_text_: `extra` are whole header lines.
  void begin_answer(unsigned status, std::string_view content_type, std::size_t length, std::string_view extra,
                    bool keep);
  asio::awaitable<bool> write_answer(unsigned status, std::string_view content_type, std::string_view extra,
                                     std::string_view body, bool keep);
  void set_deadline(std::int64_t ms) { deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(ms); }
  void become_idle(std::int64_t ms) {
    is_idle = true;
    idle_since = std::chrono::steady_clock::now();
    deadline = idle_since + std::chrono::milliseconds(ms);
  }
  bool expects_continue() const;

  IoThread& thread_;
  const ConnectionServices& services_;
  Channel channel_;
  ReadBuffer buffer_;
  RequestHead head_;
  RequestParser parser_;
  std::string body_;
  std::string head_text_;
  bool is_first_ = true;
  bool body_done_ = false;
  bool is_stopping_ = false;

  // A read that goes on while a call waits, so that a vanished client is noticed.
  bool is_reading_ahead_ = false;
  Signal read_ahead_done_;
  std::atomic<bool> client_gone_ = false;
  BellWait* bell_wait_ = nullptr;
};

}  // namespace vod
