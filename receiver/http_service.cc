#include "receiver/http_service.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

#include <chrono>
#include <thread>
#include <vector>

#include "base/text.h"
#include "model/errors.h"

namespace vod::receiver {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

constexpr int threads_count = 8;                      // Notifications that wait for the API at the same time.
constexpr std::size_t body_bytes_max = 10 << 20;      // A notification is some kilobytes.
constexpr auto idle_time = std::chrono::seconds(75);  // Longer than senders keep a connection.

using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

Notification notification_of(const Request& request) {
  Notification notification;
  notification.body = request.body();
  for (const auto& field : request) {
    const std::string_view name(field.name_string().data(), field.name_string().size());
    notification.headers[lower(name)] = std::string(field.value().data(), field.value().size());
  }
  return notification;
}

}  // namespace

struct HttpService::Parts {
  Parts(Handler handler_in, const Journal& journal_in) : handler(std::move(handler_in)), journal(journal_in) {}

  Response answer_to(const Request& request) const {
    Response response;
    response.version(request.version());
    response.keep_alive(request.keep_alive());
    const std::string_view target(request.target().data(), request.target().size());
    const std::string_view path = target.substr(0, target.find('?'));
    if (path == "/release/callback" && handler) {
      if (request.method() == http::verb::post) {
        Reply reply = handler(notification_of(request));
        response.result(static_cast<unsigned>(reply.status));
        response.body() = std::move(reply.body);
      } else {
        response.result(http::status::method_not_allowed);
        response.set(http::field::allow, "POST");
      }
    } else if (path == "/log" && request.method() == http::verb::get) {
      response.set(http::field::content_type, "text/html; charset=utf-8");
      response.set("Content-Security-Policy", "default-src 'none'");
      response.body() = journal.page();
    } else {
      response.result(http::status::not_found);
    }
    response.prepare_payload();
    return response;
  }

  asio::awaitable<void> serve(beast::tcp_stream stream) {
    beast::flat_buffer buffer;
    boost::system::error_code problem;
    for (;;) {
      http::request_parser<http::string_body> parser;
      parser.body_limit(body_bytes_max);
      stream.expires_after(idle_time);
      co_await http::async_read(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, problem));
      if (problem) break;
      stream.expires_never();  // The handler takes what the API takes.
      Response response = answer_to(parser.get());
      stream.expires_after(idle_time);
      co_await http::async_write(stream, response, asio::redirect_error(asio::use_awaitable, problem));
      if (problem || response.need_eof()) break;
    }
    stream.socket().shutdown(tcp::socket::shutdown_send, problem);
  }

  asio::awaitable<void> accept() {
    for (;;) {
      boost::system::error_code problem;
      tcp::socket socket = co_await acceptor.async_accept(asio::make_strand(context),
                                                          asio::redirect_error(asio::use_awaitable, problem));
      if (problem == asio::error::operation_aborted) co_return;
      if (problem) continue;
      const auto executor = socket.get_executor();
      beast::tcp_stream stream(std::move(socket));
      asio::co_spawn(executor, serve(std::move(stream)), asio::detached);
    }
  }

  Handler handler;
  const Journal& journal;
  asio::io_context context;
  tcp::acceptor acceptor{context};
};

HttpService::HttpService(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
HttpService::~HttpService() = default;

Result<std::unique_ptr<HttpService>> HttpService::listen(const std::string& host, int port, Handler handler,
                                                         const Journal& journal) {
  auto parts = std::make_unique<Parts>(std::move(handler), journal);
  boost::system::error_code problem;
  const auto address = asio::ip::make_address(host, problem);
  const tcp::endpoint endpoint(address, static_cast<asio::ip::port_type>(port));
  tcp::acceptor& acceptor = parts->acceptor;
  if (!problem) acceptor.open(endpoint.protocol(), problem);
  if (!problem) acceptor.set_option(tcp::acceptor::reuse_address(true), problem);
  if (!problem) acceptor.bind(endpoint, problem);
  if (!problem) acceptor.listen(tcp::acceptor::max_listen_connections, problem);
  if (problem) {
    return error(ErrorCode::io_failed, host, fmt::format("Can't listen on {}:{}: {}.", host, port, problem.message()));
  }
  return std::unique_ptr<HttpService>(new HttpService(std::move(parts)));
}

int HttpService::port() const { return parts_->acceptor.local_endpoint().port(); }

void HttpService::run() {
  asio::signal_set signals(parts_->context, SIGINT, SIGTERM);
  signals.async_wait([this](const boost::system::error_code& problem, int) {
    if (!problem) stop();
  });
  asio::co_spawn(parts_->context, parts_->accept(), asio::detached);
  std::vector<std::jthread> threads;
  for (int i = 1; i < threads_count; ++i) threads.emplace_back([this] { parts_->context.run(); });
  parts_->context.run();
}

void HttpService::stop() { parts_->context.stop(); }

}  // namespace vod::receiver
