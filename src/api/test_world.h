#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "api/door.h"
#include "backends/sqlite/sqlite.h"
#include "catalogue/migrate.h"
#include "catalogue/migrations.h"
#include "engine/apps.h"
#include "engine/blob_trash.h"
#include "testing/fake_outbound.h"
#include "testing/fake_processes.h"
#include "testing/memory_blobs.h"

/// A door for tests, with a real database behind it; the network, the media programs and the queue are stand-ins.
namespace vod::testing {

inline constexpr std::string_view test_id = "AKIDTESTTESTTESTTEST";
inline constexpr std::string_view test_secret = "secretsecretsecretsecret";
inline constexpr AppId test_app{1'500'000'001};

/// A queue whose events the test puts in, and which notes what was leased and given back.
class TestQueue final : public Queue {
 public:
  explicit TestQueue(Bells& bells) : bells_(bells) {}

  void put(AppId app, const std::string& body) {
    {
      const std::lock_guard lock(mutex_);
      waiting_[app].push_back(body);
    }
    bells_.ring(bell(app));
  }
  std::set<std::string> leased() const {
    const std::lock_guard lock(mutex_);
    return leased_;
  }
  int pulls() const {
    const std::lock_guard lock(mutex_);
    return pulls_;
  }

  Result<std::vector<PulledEvent>> pull(AppId app, const PullOptions& options) override {
    const std::lock_guard lock(mutex_);
    ++pulls_;
    std::vector<PulledEvent> pulled;
    auto& waiting = waiting_[app];
    while (!waiting.empty() && pulled.size() < options.events_max) {
      const std::string handle = "h" + std::to_string(++handles_);
      leased_.insert(handle);
      pulled.push_back({.sequence = handles_, .handle = handle, .body = waiting.front(), .deliveries = 1});
      bodies_[handle] = waiting.front();
      waiting.pop_front();
    }
    return pulled;
  }
  void release(AppId app, const std::vector<std::string>& handles) override {
    {
      const std::lock_guard lock(mutex_);
      for (const auto& handle : handles) {
        leased_.erase(handle);
        waiting_[app].push_front(bodies_[handle]);
      }
    }
    bells_.ring(bell(app));
  }
  Done confirm(AppId, const std::vector<std::string>& handles) override {
    const std::lock_guard lock(mutex_);
    for (const auto& handle : handles) leased_.erase(handle);
    return done();
  }
  void readmit(AppId app, std::uint64_t) override { bells_.ring(bell(app)); }
  Result<std::uint64_t> count(AppId app) const override {
    const std::lock_guard lock(mutex_);
    const auto waiting = waiting_.find(app);
    return leased_.size() + (waiting == waiting_.end() ? 0 : waiting->second.size());
  }

 private:
  Bells& bells_;
  mutable std::mutex mutex_;
  std::map<AppId, std::deque<std::string>> waiting_;
  std::map<std::string, std::string> bodies_;
  std::set<std::string> leased_;
  std::uint64_t handles_ = 0;
  int pulls_ = 0;
};

/// Endpoints as the test says they are.
class TestEndpoints final : public EndpointBoard {
 public:
  std::map<AppId, std::vector<EndpointHealth>> health;

  Result<std::vector<EndpointHealth>> list(AppId app) const override {
    const auto found = health.find(app);
    return found == health.end() ? std::vector<EndpointHealth>() : found->second;
  }
};

/// Everything that a door needs.
struct TestWorld {
  std::unique_ptr<Log> log = make_silent_log();
  SystemClock clock;
  SystemRandom random;
  Bells bells;
  Settings settings;
  std::unique_ptr<Database> database = open_sqlite({.ephemeral = true}, *log).value();
  MemoryBlobs blobs;
  TestQueue queue{bells};
  FakeOutbound outbound{clock};
  TestEndpoints endpoints;
  FakeProcesses processes{[](const ProcessPlan&) { return FakeRun{}; }};
  ProgressBoard progress;
  engine::BlobTrash trash;
  AppCache apps{*database};
  World world{.database = *database,
              .blobs = blobs,
              .trash = trash,
              .queue = queue,
              .outbound = outbound,
              .endpoints = endpoints,
              .processes = processes,
              .progress = progress,
              .clock = clock,
              .random = random,
              .bells = bells,
              .log = *log,
              .settings = settings,
              .apps = apps,
              .public_url = [] { return std::string("http://127.0.0.1"); }};
  RootKey keys{std::string(test_id), std::string(test_secret)};
  Door door{world, keys, {.default_app = test_app}};

  TestWorld() {
    EXPECT_TRUE(catalogue::migrate(*database, catalogue::migrations(), *log));
    EXPECT_TRUE(
        database->write([this](Transaction& tx) { return engine::ensure_app(tx, test_app, "main", clock.wall_ms()); }));
  }
};

}  // namespace vod::testing
