#include "server/io_thread.h"

#include <vector>

#include "base/check.h"
#include "base/text.h"

namespace vod {

IoThread::IoThread(std::chrono::milliseconds sweep_every) : sweep_every_(sweep_every) {}

IoThread::~IoThread() { stop(); }

void IoThread::start() {
  thread_ = std::thread([this] { loop_.run(); });
}

void IoThread::stop() {
  if (!thread_.joinable()) return;
  asio::post(loop_, [this] {
    VOD_CHECK(watched_.empty());
    sweeper_.cancel();
    work_.reset();
  });
  thread_.join();
}

void IoThread::watch(Watched& watched) {
  watched_.insert(&watched);
  if (!is_sweeping_) sweep();
}

void IoThread::forget(Watched& watched) {
  watched_.erase(&watched);
  if (watched_.empty() && when_empty_) std::exchange(when_empty_, nullptr)();
}

bool IoThread::strike_idlest() {
  Watched* idlest = nullptr;
  for (Watched* watched : watched_) {
    if (watched->is_idle && (idlest == nullptr || watched->idle_since < idlest->idle_since)) idlest = watched;
  }
  if (idlest == nullptr) return false;
  idlest->is_idle = false;  // It goes now: not to be chosen again.
  idlest->strike();
  return true;
}

void IoThread::wind_down_all() {
  for (Watched* watched : std::vector<Watched*>(watched_.begin(), watched_.end())) watched->wind_down();
}

void IoThread::strike_all() {
  for (Watched* watched : std::vector<Watched*>(watched_.begin(), watched_.end())) watched->strike();
}

void IoThread::when_empty(std::function<void()> then) {
  if (watched_.empty()) return then();
  when_empty_ = std::move(then);
}

std::string_view IoThread::http_date() {
  const std::time_t now_s = std::time(nullptr);
  if (now_s != date_of_s_) {
    date_of_s_ = now_s;
    date_ = vod::http_date(static_cast<std::int64_t>(now_s) * 1'000);
  }
  return date_;
}

void IoThread::sweep() {
  // With nothing to watch the thread sleeps until a connection comes.
  is_sweeping_ = !watched_.empty();
  if (!is_sweeping_) return;
  const auto now = std::chrono::steady_clock::now();
  for (Watched* watched : watched_) {
    if (watched->deadline > now) continue;
    watched->deadline = SteadyTime::max();
    watched->strike();
  }
  sweeper_.expires_after(sweep_every_);
  sweeper_.async_wait([this](const boost::system::error_code& problem) {
    if (!problem) sweep();
  });
}

}  // namespace vod
