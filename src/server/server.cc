#include "server/server.h"

#include <boost/asio/post.hpp>

#include <future>
#include <thread>

#include "base/check.h"
#include "server/connection.h"
#include "server/handler_pool.h"
#include "server/io_thread.h"
#include "server/listener.h"
#include "server/tls.h"

namespace vod {
namespace {

std::size_t handler_threads_of(const ServerOptions& options) {
  if (options.handler_threads > 0) return options.handler_threads;
  return std::max<std::size_t>(4, 2 * std::size_t{std::thread::hardware_concurrency()});
}

// Runs something on an I/O thread and waits for it.
template <class Action>
void run_on(IoThread& thread, Action action) {
  std::promise<void> ran;
  asio::post(thread.loop(), [&] {
    action();
    ran.set_value();
  });
  ran.get_future().wait();
}

}  // namespace

// Everything that exists between start() and stop(), in the order of its making.
class Server::Running {
 public:
  Running(const ServerOptions& options, const Parts& parts)
      : limits_(options.limits),
        pool_(handler_threads_of(options)),
        services_{.door = parts.door,
                  .objects = parts.objects,
                  .pages = parts.pages,
                  .console = parts.console,
                  .bells = parts.bells,
                  .pool = pool_,
                  .counters = parts.counters,
                  .log = parts.log,
                  .limits = limits_} {
    for (std::size_t i = 0; i < std::max<std::size_t>(1, options.io_threads); ++i) {
      threads_.push_back(std::make_unique<IoThread>(std::chrono::milliseconds(limits_.sweep_ms)));
    }
  }

  Result<int> listen(const ListenOn& where, std::unique_ptr<asio::ssl::context> tls) {
    auto listener = std::make_unique<Listener>(threads_, tls.get(), services_);
    VOD_TRY(const int port, listener->bind(where));
    if (tls) tls_ = std::move(tls);
    listeners_.push_back(std::move(listener));
    return port;
  }

  void start() {
    for (const auto& listener : listeners_) listener->start();
    for (const auto& thread : threads_) thread->start();
    is_started_ = true;
  }

  void stop(std::chrono::milliseconds grace) {
    if (!is_started_) return;
    run_on(*threads_.front(), [&] {
      for (const auto& listener : listeners_) listener->close();
    });
    std::vector<std::future<void>> emptied;
    for (const auto& thread : threads_) {
      auto empty = std::make_shared<std::promise<void>>();
      emptied.push_back(empty->get_future());
      run_on(*thread, [&] {
        thread->wind_down_all();
        thread->when_empty([empty] { empty->set_value(); });
      });
    }
    const auto deadline = std::chrono::steady_clock::now() + grace;
    for (auto& future : emptied) future.wait_until(deadline);
    for (const auto& thread : threads_) run_on(*thread, [&] { thread->strike_all(); });
    // Handlers run to their end: cutting them off would leave a change without an answer, or worse.
    for (auto& future : emptied) future.wait();
    pool_.join();
    for (const auto& thread : threads_) thread->stop();
  }

 private:
  ConnectionLimits limits_;
  HandlerPool pool_;
  ConnectionServices services_;
  std::vector<std::unique_ptr<IoThread>> threads_;
  std::unique_ptr<asio::ssl::context> tls_;
  std::vector<std::unique_ptr<Listener>> listeners_;
  bool is_started_ = false;
};

Server::Server(ServerOptions options, const Parts& parts) : options_(std::move(options)), parts_(parts) {}

Server::~Server() { stop(std::chrono::milliseconds(0)); }

Done Server::start() {
  VOD_CHECK(!running_);
  auto running = std::make_unique<Running>(options_, parts_);
  VOD_TRY(const int port, running->listen(options_.listen, nullptr));
  address_ = {.host = options_.listen.host, .port = port};
  if (options_.tls) {
    VOD_TRY(auto tls, make_tls_context(options_.tls->certificate_file, options_.tls->key_file));
    VOD_TRY(const int tls_port, running->listen(options_.tls->listen, std::move(tls)));
    tls_address_ = {.host = options_.tls->listen.host, .port = tls_port};
  }
  running->start();
  running_ = std::move(running);
  return done();
}

void Server::stop(std::chrono::milliseconds grace) {
  if (!running_) return;
  running_->stop(grace);
  running_.reset();
}

}  // namespace vod
