#include "backlog.h"

#include <algorithm>
#include <fstream>
#include <memory>
#include <thread>
#include <vector>

#include "api_caller.h"
#include "embedded.h"
#include "program.h"

namespace vod::bench {
namespace {

constexpr std::uint64_t short_queue = 60'000;
constexpr std::uint64_t drained = 48'000;          // Of either queue.
constexpr std::uint64_t bytes_per_event = 1'600;   // On the disk, with the index and what pages leave free.
constexpr std::uint64_t spare_bytes = 8ULL << 30;  // The disk is others' too.

// `openvod serve` on a data folder.
class ServerProgram {
 public:
  ServerProgram(const Plan& plan, const fs::path& data) : data_(data), start_(SteadyClock::now()) {
    const fs::path ready = data / "ready";
    fs::remove(ready);
    program_ = std::make_unique<Program>(
        Program::Start{.arguments = {plan.openvod.string(), "serve", "--dev", "--listen", "127.0.0.1:0", "--ready-file",
                                     ready.string(), "--data", data.string(), "--log-level", "warn"},
                       .environment = {std::string("OPENVOD_SECRET_ID=") + bench_secret_id,
                                       std::string("OPENVOD_SECRET_KEY=") + bench_secret_key},
                       .log = data / "words",
                       .user = {}});
    program_->wait_until(
        [&] { return std::getline(std::ifstream(ready) >> std::ws, endpoint_) && !endpoint_.empty(); });
  }

  const std::string& endpoint() const { return endpoint_; }
  double age_s() const { return seconds_since(start_); }
  double resident_mb() const {
    std::ifstream status("/proc/" + std::to_string(program_->id()) + "/status");
    std::string word;
    double kib = 0;
    while (status >> word && word != "VmHWM:") {
    }
    status >> kib;
    return kib / 1'024;
  }

 private:
  fs::path data_;
  SteadyClock::time_point start_;
  std::string endpoint_;
  std::unique_ptr<Program> program_;
};

struct Drain {
  double events_per_second = 0;
  double pull_p99_ms = 0;
};

Drain drain(const std::string& endpoint) {
  std::atomic<std::int64_t> left = static_cast<std::int64_t>(drained);
  std::vector<std::vector<double>> pulls(consumers);
  std::vector<std::thread> crowd;
  const auto start = SteadyClock::now();
  for (int i = 0; i < consumers; ++i) {
    crowd.emplace_back([&, i] {
      ApiCaller caller(endpoint);
      while (left > 0) left -= caller.pull_and_confirm();
      pulls[static_cast<std::size_t>(i)] = caller.pull_ms();
    });
  }
  for (auto& thread : crowd) thread.join();
  Drain result;
  result.events_per_second = static_cast<double>(drained) / seconds_since(start);
  std::vector<double> all;
  for (const auto& some : pulls) all.insert(all.end(), some.begin(), some.end());
  std::ranges::sort(all);
  result.pull_p99_ms = all[all.size() * 99 / 100];
  return result;
}

fs::path filled_folder(const Plan& plan, std::string_view name, std::uint64_t events) {
  const auto log = make_silent_log();
  const fs::path data = plan.fresh(name);
  fill(*create_database(data / "openvod.db", bench_app_row(EventMode::pull), *log), events);
  return data;
}

bool has_room(const Plan& plan) {
  const auto space = fs::space(plan.folder);
  const std::uint64_t wanted = plan.backlog * bytes_per_event + spare_bytes;
  if (space.available >= wanted) return true;
  fmt::print(stderr, "skipped: backlog: {} events need {} MB on the disk of {}, which has {} MB\n", plan.backlog,
             wanted >> 20, plan.folder.string(), space.available >> 20);
  return false;
}

void report_one(const Plan& plan, std::string_view name, std::string_view unit, double value,
                std::string_view against = {}, double other = 0) {
  if (!plan.wants(name)) return;
  Measurement measurement{"events", name, unit, {value}};
  if (!against.empty()) {
    measurement.against = against;
    measurement.against_values = {other};
  }
  report(measurement);
}

}  // namespace

void measure_backlog(const Plan& plan) {
  if (!has_room(plan)) return;
  const fs::path short_data = filled_folder(plan, "short", short_queue);
  const fs::path long_data = filled_folder(plan, "backlog", plan.backlog);
  fmt::print(stderr, "backlog: {} events are written\n", plan.backlog);

  std::vector<Drain> shorts;
  shorts.push_back(drain(ServerProgram(plan, short_data).endpoint()));
  ServerProgram server(plan, long_data);
  must(ApiCaller(server.endpoint()).pull_and_confirm() == batch, "backlog", "the first pull was not full");
  const double start_s = server.age_s();
  const Drain result = drain(server.endpoint());
  const double resident_mb = server.resident_mb();

  report_one(plan, "backlog_start_s", "s", start_s);
  report_one(plan, "backlog_rss_mb", "MB", resident_mb);
  report_one(plan, "backlog_pull_p99_ms", "ms", result.pull_p99_ms);
  report_one(plan, "backlog_drain_ratio", "events/s", result.events_per_second,
             "the same with 60,000 queued, over HTTP too", shorts.front().events_per_second);
}

}  // namespace vod::bench
