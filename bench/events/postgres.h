#pragma once

#include <memory>

#include "plan.h"
#include "program.h"

namespace vod::bench {

/// PostgreSQL with the tables and indexes that openvod has for media and events, `synchronous_commit` on and everything
/// else as it comes, but enough memory for the data. Over TCP.
class Postgres {
 public:
  explicit Postgres(const Plan& plan);
  static bool is_there();

  /// 64 connections, each with one transaction in flight: one statement, planned ahead, that changes a media row and
  /// writes its event.
  double changes_per_second(int run_ms);

 private:
  std::string address() const;

  int port_;
  std::unique_ptr<Program> program_;
};

}  // namespace vod::bench
