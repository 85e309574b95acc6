#include "main/running.h"

#include <chrono>
#include <utility>

#include "catalogue/events.h"
#include "catalogue/storage_moves.h"
#include "catalogue/tasks.h"
#include "engine/apps.h"
#include "main/settings.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

std::string url_of(std::string_view scheme, const std::string& host, int port) {
  const bool is_ipv6 = host.find(':') != std::string::npos;
  return std::string(scheme) + "://" + (is_ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Result<ServerOptions> server_options(const Settings& settings) {
  ServerOptions options;
  VOD_TRY(const auto listen, parse_listen_address("listen", settings.listen));
  options.listen = {listen.host, listen.port};
  if (!settings.tls_listen.empty()) {
    VOD_TRY(const auto tls, parse_listen_address("tls.listen", settings.tls_listen));
    options.tls = TlsOptions{{tls.host, tls.port}, settings.tls_cert, settings.tls_key};
  }
  if (settings.io_threads > 0) options.io_threads = static_cast<std::size_t>(settings.io_threads);
  if (settings.handler_threads > 0) options.handler_threads = static_cast<std::size_t>(settings.handler_threads);
  return options;
}

std::string without_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

}  // namespace

Result<std::unique_ptr<Running>> Running::start(const Settings& settings, Log& log,
                                                std::span<const ConsoleFile> console) {
  SystemRandom random;
  VOD_TRY(auto data, DataFolder::take(settings, random));
  VOD_TRY(auto root_key, load_root_key(settings, data.path(), random));
  std::unique_ptr<Running> running(new Running(settings, log, std::move(data), std::move(root_key), console));
  VOD_TRY(running->open_parts());
  VOD_TRY(running->listen());
  VOD_TRY(running->begin_steps());
  return running;
}

Running::Running(const Settings& settings, Log& log, DataFolder data, RootKeyFile root_key,
                 std::span<const ConsoleFile> console)
    : settings_(settings), log_(log), data_(std::move(data)), root_key_(std::move(root_key)), console_files_(console) {}

Running::~Running() {
  if (server_) server_->stop(std::chrono::milliseconds(limits::stop_grace_ms));
  if (runner_) runner_->stop();
  if (backups_) backups_->stop();
  steps_.clear();
}

Done Running::open_parts() {
  VOD_TRY(backends_, open_backends(settings_, data_.path(), random_, changes_, log_));
  Database& database = *backends_.database;
  VOD_TRY(database.write([&](Transaction& tx) -> Done {
    VOD_TRY(catalogue::set_media_info_form(tx, media_info_form(settings_.pull_complete_media_info)));
    const AppId default_app{static_cast<std::uint64_t>(settings_.default_app_id)};
    return engine::ensure_app(tx, default_app, "default", clock_.wall_ms());
  }));
  objects_ = std::make_unique<engine::Objects>(database, *backends_.blobs, trash_, clock_, random_);
  VOD_TRY(queue_, EmbeddedQueue::open(database, bells_, clock_, random_, log_));
  desk_ = std::make_unique<EventDesk>(database, *queue_, bells_, clock_, log_);
  dispatcher_ = std::make_unique<CallbackDispatcher>(database, *backends_.outbound, *queue_, bells_, clock_, random_,
                                                     log_, CallbackOptions::from(settings_));
  event_retention_ = std::make_unique<EventRetention>(database, clock_, log_, EventRetentionOptions::from(settings_));
  joiner_ = std::make_unique<engine::Joiner>(database, *objects_, bells_, log_);
  sweep_ = std::make_unique<engine::Sweep>(database, *backends_.blobs, *objects_, trash_, clock_, log_);
  apps_ = std::make_unique<AppCache>(database);
  VOD_TRY(keys_, KeyRing::open(database, root_key_.pair.secret_id, root_key_.pair.secret_key, clock_));
  backups_ = std::make_unique<DataBackups>(database, trash_, data_.path(), clock_, random_, bells_, log_);
  world_.reset(new World{.database = database,
                         .blobs = *backends_.blobs,
                         .trash = trash_,
                         .queue = *queue_,
                         .desk = *desk_,
                         .outbound = *backends_.outbound,
                         .endpoints = *dispatcher_,
                         .processes = *backends_.processes,
                         .progress = progress_,
                         .changes = changes_,
                         .clock = clock_,
                         .random = random_,
                         .bells = bells_,
                         .log = log_,
                         .settings = settings_,
                         .apps = *apps_,
                         .keys = *keys_,
                         .console_tokens = console_tokens_,
                         .backups = *backups_,
                         .started_ms = clock_.wall_ms(),
                         .has_console = has_console(),
                         .public_url = [url = public_url_] { return url.get(); }});
  Door::Options door_options;
  door_options.default_app = {static_cast<std::uint64_t>(settings_.default_app_id)};
  door_options.calls_per_second_max = static_cast<std::uint32_t>(settings_.calls_per_second_max);
  door_ = std::make_unique<Door>(*world_, *keys_, door_options);
  object_service_ =
      std::make_unique<ObjectService>(database, *objects_, *keys_, clock_, random_, log_,
                                      settings_.playback_keys == "open" ? KeyAccess::open : KeyAccess::token);
  return done();
}

Done Running::listen() {
  pages_ = std::make_unique<Pages>(
      Pages::Parts{.why_unhealthy = [this] { return why_unhealthy(); },
                   .why_not_ready = [this] { return why_unhealthy(); },
                   .sandbox = [this] { return std::string(name_of(backends_.processes->level())); },
                   .metrics = {[this] { return counters_.text(); }, [this] { return door_->metrics(); },
                               [this] { return event_retention_->metrics(); }, [this] { return desk_->metrics(); }}});
  console_ = std::make_unique<Console>(
      Console::Parts{.files = console_files_, .public_url = [this] { return public_url(); }, .random = random_});
  VOD_TRY(auto options, server_options(settings_));
  server_ = std::make_unique<Server>(std::move(options), Server::Parts{.door = *door_,
                                                                       .objects = *object_service_,
                                                                       .pages = *pages_,
                                                                       .console = *console_,
                                                                       .bells = bells_,
                                                                       .counters = counters_,
                                                                       .log = log_});
  VOD_TRY(server_->start());
  const BoundAddress& bound = server_->address();
  endpoint_ = url_of("http", bound.host, bound.port);
  make_public_url_.set_value(settings_.public_url.empty() ? endpoint_ : without_slash(settings_.public_url));
  if (settings_.public_url.empty() && (bound.host == "0.0.0.0" || bound.host == "::")) {
    log_.warn("listening on {} without public_url: media URLs will begin with {}, which others can't reach", bound.host,
              endpoint_);
  }
  return done();
}

Done Running::begin_steps() {
  workshop_.reset(new Workshop{.database = *backends_.database,
                               .blobs = *backends_.blobs,
                               .processes = *backends_.processes,
                               .outbound = *backends_.outbound,
                               .bells = bells_,
                               .clock = clock_,
                               .random = random_,
                               .log = log_,
                               .progress = progress_,
                               .url = {public_url()},
                               .plan = {.speed = settings_.transcode_speed},
                               .pull_bytes_max = static_cast<std::uint64_t>(settings_.pull_bytes_max)});
  retention_ = std::make_unique<engine::Retention>(*backends_.database, bells_, trash_, workshop_->url, clock_, log_);
  storage_mover_ = std::make_unique<engine::StorageMover>(*backends_.database, bells_, clock_, log_);
  runner_ = std::make_unique<TaskRunner>(*workshop_);
  ingester_ = std::make_unique<Ingester>(*workshop_);
  VOD_TRY(runner_->recover());

  const auto add = [&](const std::string& name, std::vector<std::string> bells, StepThread::Step step) {
    steps_.push_back(std::make_unique<StepThread>(name, clock_, bells_, std::move(bells), std::move(step)));
  };
  add("queue", {EmbeddedQueue::step_bell},
      [this](std::int64_t now_ms) { return queue_->step(now_ms).value_or(INT64_MAX); });
  add("callbacks", {CallbackDispatcher::step_bell},
      [this](std::int64_t) { return dispatcher_->step().value_or(INT64_MAX); });
  add("joiner", {catalogue::work_bell}, [this](std::int64_t now_ms) { return joiner_->step(now_ms); });
  add("ingester", {catalogue::work_bell}, [this](std::int64_t now_ms) { return ingester_->step(now_ms); });
  add("task watch", {catalogue::cancel_bell}, [this](std::int64_t now_ms) { return runner_->watch(now_ms); });
  const auto tasks = running_tasks_max(settings_.tasks_running_max, std::thread::hardware_concurrency());
  for (std::int64_t i = 0; i < tasks; ++i) {
    add("task " + std::to_string(i), {catalogue::work_bell},
        [this](std::int64_t now_ms) { return runner_->step(now_ms); });
  }
  add("backup", {DataBackups::bell}, [this](std::int64_t) { return backups_->step(); });
  add("sweep", {}, [this](std::int64_t now_ms) { return sweep_->step(now_ms); });
  add("retention", {}, [this](std::int64_t now_ms) { return retention_->step(now_ms); });
  add("storage", {catalogue::storage_bell}, [this](std::int64_t now_ms) { return storage_mover_->step(now_ms); });
  add("event ages", {}, [this](std::int64_t now_ms) { return event_retention_->step(now_ms); });
  return done();
}

std::string Running::make_console_link() {
  return console_link(public_url(), console_tokens_.make(root_key_.pair.secret_id).token);
}

std::string Running::why_unhealthy() const {
  const auto failure = backends_.database->write_failure();
  return failure ? "the database takes no writes until a restart: " + message_of(*failure) : std::string();
}

}  // namespace vod
