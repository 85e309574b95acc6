#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "backends/outbound/address.h"
#include "base/result.h"

namespace vod {

/// Turns a host name into all of its addresses. Blocks; called from several threads.
class Resolver {
 public:
  virtual ~Resolver() = default;
  /// network_failed when there is none.
  virtual Result<std::vector<IpAddress>> resolve(const std::string& host) = 0;
};

/// The system's resolver.
class SystemResolver final : public Resolver {
 public:
  Result<std::vector<IpAddress>> resolve(const std::string& host) override;
};

/// Runs look-ups on a few threads of its own. Requests for one name share one look-up, and a success is remembered for
/// `cache_ms`. Thread-safe.
class ResolverPool {
 public:
  /// Runs once, on a thread of the pool or the caller's; not at all once the pool has stopped.
  using Resolved = std::function<void(Result<std::vector<IpAddress>>)>;

  ResolverPool(std::shared_ptr<Resolver> resolver, std::int64_t cache_ms);
  ~ResolverPool();
  ResolverPool(const ResolverPool&) = delete;
  ResolverPool& operator=(const ResolverPool&) = delete;

  /// limit_exceeded when too many names wait.
  void resolve(const std::string& host, Resolved resolved);
  /// No callback runs after this.
  void stop();

 private:
  struct State;
  // Shared with the threads, which are left behind when the pool goes: a look-up that hangs can't be interrupted, and
  // stopping the server must not wait for it.
  std::shared_ptr<State> state_;
};

}  // namespace vod
