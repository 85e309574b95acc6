#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "api/test_world.h"
#include "engine/objects.h"
#include "server/server.h"
#include "server/test_console.h"

namespace vod::testing {

/// A whole server on a free port of loopback.
struct TestServer : TestWorld {
  engine::Objects objects;
  ObjectService object_service{*database, objects, keys, clock, random, *log};
  ServerCounters counters;
  Pages pages{{.why_unhealthy = [] { return std::string(); },
               .why_not_ready = [] { return std::string(); },
               .metrics = {[this] { return counters.text(); }, [this] { return door.metrics(); }}}};
  Console console{
      {.files = console_files(), .public_url = [] { return std::string(test_public_url); }, .random = random}};
  Server server;

  /// `store` keeps the objects instead of the one in memory; it outlives the server.
  explicit TestServer(ServerOptions options = {}, Blobs* store = nullptr)
      : objects(*database, store == nullptr ? blobs : *store, trash, clock, random),
        server(at_any_port(std::move(options)), {.door = door,
                                                 .objects = object_service,
                                                 .pages = pages,
                                                 .console = console,
                                                 .bells = bells,
                                                 .counters = counters,
                                                 .log = *log}) {
    EXPECT_TRUE(server.start());
  }

 private:
  static ServerOptions at_any_port(ServerOptions options) {
    options.listen = {.host = "127.0.0.1", .port = 0};
    options.limits.sweep_ms = 10;
    return options;
  }
};

}  // namespace vod::testing
