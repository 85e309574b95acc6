#include "server/handler_pool.h"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace vod {
namespace {

namespace asio = boost::asio;

// A plain struct of two pointers, not a lambda: what owns memory must not stand inside a co_await with g++ 12.
struct Hop {
  asio::thread_pool* threads;
  HandlerPool::Work* work;

  template <class Handler>
  void operator()(Handler handler) const {
    asio::post(*threads, [work = work, handler = std::move(handler)]() mutable {
      (*work)();
      const auto executor = asio::get_associated_executor(handler);
      asio::post(executor, std::move(handler));
    });
  }
};

}  // namespace

asio::awaitable<void> HandlerPool::run(Work& work) {
  return asio::async_initiate<const asio::use_awaitable_t<>&, void()>(Hop{&threads_, &work}, asio::use_awaitable);
}

void HandlerPool::post(Work work) { asio::post(threads_, std::move(work)); }

}  // namespace vod
