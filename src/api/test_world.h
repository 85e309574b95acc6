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
  /// How the last pull was asked for, and what was asked for instead of confirming.
  PullOptions last_pull() const {
    const std::lock_guard lock(mutex_);
    return last_pull_;
  }
  std::vector<std::pair<std::string, LeaseChange>> changes() const {
    const std::lock_guard lock(mutex_);
    return changes_;
  }

  Result<std::vector<PulledEvent>> pull(AppId app, const PullOptions& options) override {
    const std::lock_guard lock(mutex_);
    ++pulls_;
    last_pull_ = options;
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
  Done change(AppId, const std::vector<std::string>& handles, const LeaseChange& change) override {
    const std::lock_guard lock(mutex_);
    for (const auto& handle : handles) changes_.emplace_back(handle, change);
    return done();
  }
  void readmit(AppId app, std::uint64_t) override { bells_.ring(bell(app)); }
  std::uint64_t leased(AppId) const override {
    const std::lock_guard lock(mutex_);
    return leased_.size();
  }
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
  PullOptions last_pull_;
  std::vector<std::pair<std::string, LeaseChange>> changes_;
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

/// Notes where it was told to copy to.
class TestBackups final : public Backups {
 public:
  BackupState now;

  Done start(const std::filesystem::path& to) override {
    now.status = BackupStatus::running;
    now.path = to.string();
    return done();
  }
  BackupState state() const override { return now; }
};

/// Everything that a door needs.
struct TestWorld {
  static bool migrate(Database& database, Log& log) {
    return catalogue::migrate(database, catalogue::migrations(), log).has_value();
  }

  std::unique_ptr<Log> log = make_silent_log();
  SystemClock clock;
  SystemRandom random;
  Bells bells;
  Settings settings;
  ChangeLog changes{bells, random};
  // The database tells it of changes.
  std::unique_ptr<Database> database =
      open_sqlite({.ephemeral = true, .on_changes = [this](std::span<const Change> some) { changes.add(some); }}, *log)
          .value();
  bool is_migrated = migrate(*database, *log);
  MemoryBlobs blobs;
  TestQueue queue{bells};
  FakeOutbound outbound{clock};
  TestEndpoints endpoints;
  FakeProcesses processes{[](const ProcessPlan&) { return FakeRun{}; }};
  ProgressBoard progress{changes, clock};
  engine::BlobTrash trash;
  AppCache apps{*database};
  std::unique_ptr<KeyRing> key_ring =
      KeyRing::open(*database, std::string(test_id), std::string(test_secret), clock).value();
  KeyRing& keys = *key_ring;
  ConsoleTokens console_tokens{clock, random};
  TestBackups backups;
  EventDesk desk{*database, queue, bells, clock, *log};
  World world{.database = *database,
              .blobs = blobs,
              .trash = trash,
              .queue = queue,
              .desk = desk,
              .outbound = outbound,
              .endpoints = endpoints,
              .processes = processes,
              .progress = progress,
              .changes = changes,
              .clock = clock,
              .random = random,
              .bells = bells,
              .log = *log,
              .settings = settings,
              .apps = apps,
              .keys = keys,
              .console_tokens = console_tokens,
              .backups = backups,
              .public_url = [] { return std::string("http://127.0.0.1"); }};
  Door door{world, keys, {.default_app = test_app}};

  TestWorld() {
    EXPECT_TRUE(is_migrated);
    EXPECT_TRUE(
        database->write([this](Transaction& tx) { return engine::ensure_app(tx, test_app, "main", clock.wall_ms()); }));
  }
};

}  // namespace vod::testing
