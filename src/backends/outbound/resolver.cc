#include "backends/outbound/resolver.h"

#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <unordered_map>

#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

using Steady = std::chrono::steady_clock;

}  // namespace

Result<std::vector<IpAddress>> SystemResolver::resolve(const std::string& host) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int problem = getaddrinfo(host.c_str(), nullptr, &hints, &found);
  if (problem != 0) {
    return error(ErrorCode::network_failed, host,
                 "The host name " + host + " was not resolved: " + gai_strerror(problem) + ".");
  }
  std::vector<IpAddress> addresses;
  for (const addrinfo* each = found; each != nullptr; each = each->ai_next) {
    if (const auto address = IpAddress::from(*each->ai_addr)) addresses.push_back(*address);
  }
  freeaddrinfo(found);
  if (addresses.empty()) return error(ErrorCode::network_failed, host, "The host name " + host + " has no address.");
  return addresses;
}

struct ResolverPool::State {
  struct Remembered {
    std::vector<IpAddress> addresses;
    Steady::time_point until;
  };

  std::mutex mutex;
  std::condition_variable work_came;
  std::shared_ptr<Resolver> resolver;
  std::chrono::milliseconds cache_time{};
  bool stopped = false;
  std::deque<std::string> names;
  std::unordered_map<std::string, std::vector<Resolved>> waiting;
  std::unordered_map<std::string, Remembered> remembered;
  // Held while callbacks run, so that the pool does not go in the middle of one.
  std::mutex calling;

  void remember(const std::string& name, const std::vector<IpAddress>& addresses) {
    if (cache_time.count() == 0) return;
    const auto now = Steady::now();
    if (remembered.size() >= limits::resolve_cache_names_max) {
      std::erase_if(remembered, [&](const auto& entry) { return entry.second.until <= now; });
    }
    if (remembered.size() < limits::resolve_cache_names_max) remembered[name] = {addresses, now + cache_time};
  }

  static void work(const std::shared_ptr<State>& state) {
    std::unique_lock lock(state->mutex);
    while (true) {
      state->work_came.wait(lock, [&] { return state->stopped || !state->names.empty(); });
      if (state->stopped) return;
      const std::string name = std::move(state->names.front());
      state->names.pop_front();
      lock.unlock();
      const auto result = state->resolver->resolve(name);
      const std::lock_guard calling(state->calling);
      lock.lock();
      if (state->stopped) return;
      if (result) state->remember(name, result.value());
      auto callbacks = std::move(state->waiting[name]);
      state->waiting.erase(name);
      lock.unlock();
      for (const auto& resolved : callbacks) resolved(result);
      lock.lock();
    }
  }
};

ResolverPool::ResolverPool(std::shared_ptr<Resolver> resolver, std::int64_t cache_ms)
    : state_(std::make_shared<State>()) {
  state_->resolver = std::move(resolver);
  state_->cache_time = std::chrono::milliseconds(cache_ms);
  for (std::size_t i = 0; i < limits::resolver_threads; ++i) std::thread(&State::work, state_).detach();
}

ResolverPool::~ResolverPool() { stop(); }

void ResolverPool::stop() {
  const std::lock_guard calling(state_->calling);
  const std::lock_guard lock(state_->mutex);
  state_->stopped = true;
  state_->waiting.clear();
  state_->work_came.notify_all();
}

void ResolverPool::resolve(const std::string& host, Resolved resolved) {
  std::vector<IpAddress> known;
  bool is_full = false;
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->stopped) return;
    const auto remembered = state_->remembered.find(host);
    if (remembered != state_->remembered.end() && remembered->second.until > Steady::now()) {
      known = remembered->second.addresses;
    } else if (const auto waiting = state_->waiting.find(host); waiting != state_->waiting.end()) {
      waiting->second.push_back(std::move(resolved));
      return;
    } else if (state_->names.size() >= limits::resolves_waiting_max) {
      is_full = true;
    } else {
      state_->waiting[host].push_back(std::move(resolved));
      state_->names.push_back(host);
      state_->work_came.notify_one();
      return;
    }
  }
  if (is_full) {
    resolved(error(ErrorCode::limit_exceeded, host, "Too many host names wait to be resolved."));
  } else {
    resolved(std::move(known));
  }
}

}  // namespace vod
