#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_set>

namespace vod {

namespace asio = boost::asio;
using SteadyTime = std::chrono::steady_clock::time_point;

/// What an I/O thread watches over: something with a deadline. All members are touched on that thread only.
class Watched {
 public:
  virtual ~Watched() = default;
  /// When to call strike(); moving it costs nothing, since the thread looks at all deadlines now and then.
  SteadyTime deadline = SteadyTime::max();
  /// Waiting for a request to begin: the first to go when there are too many, and closed at once when the server stops.
  bool is_idle = false;
  SteadyTime idle_since;

  /// The deadline passed, or the server can't wait any longer: end now.
  virtual void strike() = 0;
  /// The server stops: end when the request at hand is answered.
  virtual void wind_down() = 0;
};

/// One thread with an event loop, the connections that live on it, and their deadlines.
class IoThread {
 public:
  explicit IoThread(std::chrono::milliseconds sweep_every);
  ~IoThread();
  IoThread(const IoThread&) = delete;
  IoThread& operator=(const IoThread&) = delete;

  void start();
  /// Ends the loop and waits for the thread. All that it watched must be gone.
  void stop();
  asio::io_context& loop() { return loop_; }

  // On the thread:
  void watch(Watched& watched);
  void forget(Watched& watched);
  std::size_t watched_count() const { return watched_.size(); }
  /// Ends the one that has been idle longest; false when none is idle.
  bool strike_idlest();
  void wind_down_all();
  void strike_all();
  /// Runs once when nothing is watched any more.
  void when_empty(std::function<void()> then);
  /// Now, as HTTP's Date has it; made once a second.
  std::string_view http_date();

 private:
  void sweep();

  asio::io_context loop_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_ = asio::make_work_guard(loop_);
  std::chrono::milliseconds sweep_every_;
  asio::steady_timer sweeper_{loop_};
  bool is_sweeping_ = false;
  std::unordered_set<Watched*> watched_;
  std::function<void()> when_empty_;
  std::time_t date_of_s_ = 0;
  std::string date_;
  std::thread thread_;
};

}  // namespace vod
