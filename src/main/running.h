#pragma once

#include <future>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "api/console_tokens.h"
#include "api/door.h"
#include "api/key_ring.h"
#include "base/bells.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "delivery/desk.h"
#include "delivery/push.h"
#include "delivery/queue.h"
#include "delivery/retention.h"
#include "engine/blob_trash.h"
#include "engine/joiner.h"
#include "engine/objects.h"
#include "engine/retention.h"
#include "engine/storage.h"
#include "engine/sweep.h"
#include "main/backends.h"
#include "main/data_backups.h"
#include "main/data_folder.h"
#include "main/root_key.h"
#include "main/step_thread.h"
#include "model/settings.h"
#include "pipeline/intake/ingester.h"
#include "pipeline/task_runner.h"
#include "server/server.h"

namespace vod {

/// A whole running server. Members stand in the order in which they lean on each other: what is below goes first.
class Running {
 public:
  /// Opens, binds and serves. `settings`, `log` and the files of the web console, if there is one, outlive it.
  static Result<std::unique_ptr<Running>> start(const Settings& settings, Log& log,
                                                std::span<const ConsoleFile> console = {});
  /// Stops taking calls, lets those in flight finish, ends the background work, closes the database last.
  ~Running();
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  /// What clients are pointed at: the listener's address as a URL.
  const std::string& endpoint() const { return endpoint_; }
  std::string public_url() const { return public_url_.get(); }
  const RootKeyFile& root_key() const { return root_key_; }
  bool has_console() const { return !console_files_.empty(); }
  /// A link that signs one browser in to the console, once and for a while, with the rights of the root key.
  std::string make_console_link();
  const std::filesystem::path& data() const { return data_.path(); }
  /// For who publishes events beside the server, in its process.
  Database& database() { return *backends_.database; }
  Bells& bells() { return bells_; }

 private:
  Running(const Settings& settings, Log& log, DataFolder data, RootKeyFile root_key,
          std::span<const ConsoleFile> console);
  Done open_parts();
  Done listen();
  Done begin_steps();
  std::string why_unhealthy() const;

  const Settings& settings_;
  Log& log_;
  DataFolder data_;
  const RootKeyFile root_key_;
  const std::span<const ConsoleFile> console_files_;
  std::string endpoint_;
  // Known when the listener is bound; a call that comes in that very moment waits for it.
  std::promise<std::string> make_public_url_;
  const std::shared_future<std::string> public_url_ = make_public_url_.get_future().share();
  SystemClock clock_;
  SystemRandom random_;
  Bells bells_;
  ChangeLog changes_{bells_, random_};
  ProgressBoard progress_{changes_, clock_};
  Backends backends_;
  engine::BlobTrash trash_;
  std::unique_ptr<engine::Objects> objects_;
  std::unique_ptr<EmbeddedQueue> queue_;
  std::unique_ptr<EventDesk> desk_;
  std::unique_ptr<CallbackDispatcher> dispatcher_;
  std::unique_ptr<engine::Joiner> joiner_;
  std::unique_ptr<engine::Sweep> sweep_;
  std::unique_ptr<engine::Retention> retention_;
  std::unique_ptr<engine::StorageMover> storage_mover_;
  std::unique_ptr<EventRetention> event_retention_;
  std::unique_ptr<AppCache> apps_;
  std::unique_ptr<KeyRing> keys_;
  ConsoleTokens console_tokens_{clock_, random_};
  std::unique_ptr<DataBackups> backups_;
  std::unique_ptr<World> world_;
  std::unique_ptr<Door> door_;
  std::unique_ptr<ObjectService> object_service_;
  ServerCounters counters_;
  std::unique_ptr<Pages> pages_;
  std::unique_ptr<Console> console_;
  std::unique_ptr<Workshop> workshop_;
  std::unique_ptr<TaskRunner> runner_;
  std::unique_ptr<Ingester> ingester_;
  std::vector<std::unique_ptr<StepThread>> steps_;
  std::unique_ptr<Server> server_;
};

}  // namespace vod
