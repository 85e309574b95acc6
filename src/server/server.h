// The room server: listeners, connections, routing; it turns sockets into calls of the door and of the object service,
// and the only room with coroutines. It refuses to know what any action does.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "api/door.h"
#include "base/result.h"
#include "server/console.h"
#include "server/counters.h"
#include "server/object_service.h"
#include "server/options.h"
#include "server/pages.h"

namespace vod {

/// Where a listener came to listen.
struct BoundAddress {
  std::string host;
  int port = 0;
};

/// The HTTP server: one plain listener and maybe one with TLS. Its threads run from start() to stop().
class Server {
 public:
  /// The references outlive the server.
  struct Parts {
    Door& door;
    ObjectService& objects;
    Pages& pages;
    const Console& console;
    Bells& bells;
    ServerCounters& counters;
    Log& log;
  };
  Server(ServerOptions options, const Parts& parts);
  /// stop() with no time to spare.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Binds and begins to serve. resource_unavailable naming the address when it can't be had.
  Done start();
  const BoundAddress& address() const { return address_; }
  const BoundAddress& tls_address() const { return tls_address_; }

  /// Accepts no more, closes idle connections, ends waiting calls, lets others finish for so long; then cuts them off.
  /// Returns when all connections and threads are gone.
  void stop(std::chrono::milliseconds grace);

 private:
  class Running;
  ServerOptions options_;
  Parts parts_;
  BoundAddress address_;
  BoundAddress tls_address_;
  std::unique_ptr<Running> running_;
};

}  // namespace vod
