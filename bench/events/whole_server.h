#pragma once

#include <memory>
#include <string>

#include "base/log.h"
#include "main/running.h"
#include "model/app.h"
#include "model/settings.h"
#include "plan.h"

namespace vod::bench {

/// The server as `openvod serve` runs it, in this process: so that events can be published beside it, for which there
/// is no call.
class WholeServer {
 public:
  /// In a fresh data folder with the one app, and `events` written before it starts.
  WholeServer(const Plan& plan, const App& app, std::uint64_t events);
  Running& get() { return *running_; }

 private:
  std::unique_ptr<Log> log_ = make_silent_log();
  Settings settings_;
  std::unique_ptr<Running> running_;
};

/// The settings and environment of a server that measures itself.
Settings bench_settings(const fs::path& data);

/// Consumers with signed PullEvents and ConfirmEvents, 16 at a time.
double http_cycles_per_second(const Plan& plan);

}  // namespace vod::bench
