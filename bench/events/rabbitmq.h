#pragma once

#include <memory>
#include <string>

#include "plan.h"
#include "program.h"

namespace vod::bench {

/// RabbitMQ, one node, a quorum queue with publisher confirms. Over TCP.
class RabbitMq {
 public:
  explicit RabbitMq(const Plan& plan);
  static bool is_there();

  /// One channel with 64 messages unconfirmed, four consumers that acknowledge 16 at once and are given 32 ahead, so
  /// that they need not wait between two batches.
  double cycles_per_second(int run_ms);

 private:
  int port_;
  int runs_ = 0;
  std::unique_ptr<Program> names_;  // epmd, which Erlang's nodes are registered with.
  std::unique_ptr<Program> program_;
};

}  // namespace vod::bench
