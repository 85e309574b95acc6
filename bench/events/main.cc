// bench events: prints a line of JSON for each case of the table of bars (docs/design/performance.md tells what each
// is).
//
// Environment: OPENVOD_BENCH_CASES=name,... (all), OPENVOD_BENCH_EVENTS (the backlog, 10 M), OPENVOD_BENCH_RUNS (3),
// OPENVOD_BENCH_MS (3,000), OPENVOD_BENCH_DIR (a folder of its own on the disk to measure; emptied), OPENVOD_BIN.
#include <array>
#include <vector>

#include "backlog.h"
#include "callbacks.h"
#include "embedded.h"
#include "plan.h"
#include "postgres.h"
#include "rabbitmq.h"
#include "redis.h"
#include "whole_server.h"

namespace vod::bench {
namespace {

void skip(std::string_view name, std::string_view peer) {
  fmt::print(stderr, "skipped: {}: {} is not installed\n", name, peer);
}

void against_redis(const Plan& plan) {
  constexpr std::string_view publish = "publish_vs_redis";
  constexpr std::string_view cycle = "http_cycle_vs_redis";
  if (!plan.wants(publish) && !plan.wants(cycle)) return;
  if (!has_redis()) return skip("publish_vs_redis, http_cycle_vs_redis", "redis-server");
  if (plan.wants(publish)) {
    compare(
        plan, {"events", publish, "events/s, in process", {}, "Redis Streams, appendfsync always, over TCP", {}},
        [&] { return publish_per_second(plan); }, [&] { return redis_publish_per_second(plan); });
  }
  if (plan.wants(cycle)) {
    compare(
        plan, {"events", cycle, "events/s, consumed over HTTP", {}, "Redis Streams, appendfsync always, over TCP", {}},
        [&] { return http_cycles_per_second(plan); }, [&] { return redis_cycles_per_second(plan); });
  }
}

void against_postgres(const Plan& plan) {
  constexpr std::string_view name = "change_and_event_vs_postgres";
  if (!plan.wants(name)) return;
  if (!Postgres::is_there()) return skip(name, "postgresql-15");
  Postgres postgres(plan);
  compare(
      plan, {"events", name, "changes/s, in process", {}, "PostgreSQL, synchronous_commit on, over TCP", {}},
      [&] { return changes_per_second(plan); }, [&] { return postgres.changes_per_second(plan.run_ms); });
}

void against_rabbitmq(const Plan& plan) {
  constexpr std::string_view name = "http_cycle_vs_rabbitmq";
  if (!plan.wants(name)) return;
  if (!RabbitMq::is_there()) return skip(name, "rabbitmq-server");
  RabbitMq rabbitmq(plan);
  compare(
      plan, {"events", name, "events/s, consumed over HTTP", {}, "RabbitMQ quorum queue, over TCP", {}},
      [&] { return http_cycles_per_second(plan); }, [&] { return rabbitmq.cycles_per_second(plan.run_ms); });
}

void against_itself(const Plan& plan) {
  if (plan.wants("cycle_vs_log")) {
    compare(
        plan, {"events", "cycle_vs_log", "events/s, in process", {}, "a growing log, a sync per 64 appends", {}},
        [&] { return embedded_cycles_per_second(plan); }, [&] { return log_appends_per_second(plan); });
  }
  if (plan.wants("callbacks_vs_curl")) {
    compare(
        plan, {"events", "callbacks_vs_curl", "callbacks/s", {}, "bare libcurl multi loop", {}},
        [&] { return callbacks_per_second(plan); }, [&] { return curl_posts_per_second(plan); });
  }
  if (plan.wants("commit_to_receiver_p99_ms")) {
    Measurement measurement{"events", "commit_to_receiver_p99_ms", "ms", {}};
    for (int i = 0; i < plan.runs; ++i) measurement.values.push_back(commit_to_receiver_p99_ms(plan));
    report(measurement);
  }
  constexpr std::array backlog = {"backlog_start_s", "backlog_rss_mb", "backlog_pull_p99_ms", "backlog_drain_ratio"};
  for (const char* const name : backlog) {
    if (plan.wants(name)) return measure_backlog(plan);
  }
}

}  // namespace
}  // namespace vod::bench

int main(int, char** argv) {
  const auto plan = vod::bench::Plan::from_environment(std::filesystem::absolute(argv[0]));
  std::filesystem::create_directories(plan.folder);
  vod::bench::against_redis(plan);
  vod::bench::against_postgres(plan);
  vod::bench::against_rabbitmq(plan);
  vod::bench::against_itself(plan);
  std::filesystem::remove_all(plan.folder);
  return 0;
}
