#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <cstddef>
#include <functional>

namespace vod {

/// Threads for what may block: handlers that write, disk, large bodies. Its queue needs no limit of its own, since a
/// connection has at most two pieces of work in it and connections are limited.
class HandlerPool {
 public:
  using Work = std::function<void()>;

  explicit HandlerPool(std::size_t threads) : threads_(threads) {}
  /// Waits for all work that was handed in.
  ~HandlerPool() { threads_.join(); }
  HandlerPool(const HandlerPool&) = delete;
  HandlerPool& operator=(const HandlerPool&) = delete;

  /// Runs the work on a pool thread and goes on on the caller's executor. `work` lives until then and doesn't throw.
  boost::asio::awaitable<void> run(Work& work);
  /// Runs the work on a pool thread.
  void post(Work work);
  void join() { threads_.join(); }

 private:
  boost::asio::thread_pool threads_;
};

}  // namespace vod
