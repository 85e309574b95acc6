#include "whole_server.h"

#include "api_caller.h"
#include "catalogue/events.h"
#include "cycle.h"
#include "embedded.h"

namespace vod::bench {

Settings bench_settings(const fs::path& data) {
  Settings settings;
  settings.data = data.string();
  settings.listen = "127.0.0.1:0";
  settings.dev = true;  // Callbacks to loopback.
  settings.default_app_id = static_cast<std::int64_t>(bench_app.value);
  settings.secret_id = bench_secret_id;
  settings.secret_key = bench_secret_key;
  return settings;
}

WholeServer::WholeServer(const Plan& plan, const App& app, std::uint64_t events) {
  const fs::path data = plan.fresh("server");
  fill(*create_database(data / "openvod.db", app, *log_), events);
  settings_ = bench_settings(data);
  running_ = must(Running::start(settings_, *log_), "server");
}

double http_cycles_per_second(const Plan& plan) {
  WholeServer server(plan, bench_app_row(EventMode::pull), 0);
  Running& running = server.get();
  const EventDraft draft = bench_draft();
  const auto change = [&](Transaction& tx) -> Done {
    VOD_TRY(catalogue::append_event(tx, running.bells(), draft));
    return done();
  };
  return cycles_per_second(
      [&] { return keep_in_flight(running.database(), change, SteadyClock::now() + milliseconds(plan.run_ms)); },
      [&](int, Tally& tally) {
        ApiCaller caller(running.endpoint());
        while (!tally.is_over()) tally.confirmed += caller.pull_and_confirm();
      });
}

}  // namespace vod::bench
