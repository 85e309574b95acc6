#pragma once

#include <memory>

#include "plan.h"

namespace vod::bench {

/// Redis Streams, every write synced before it is answered (`appendfsync always`), a server and a data folder of its
/// own for each figure. Over TCP.
bool has_redis();
/// 64 connections with one XADD in flight each, which Redis syncs as a group.
double redis_publish_per_second(const Plan& plan);
/// The same, and four consumers with XREADGROUP and XACK of 16. What is acknowledged stays in the stream.
double redis_cycles_per_second(const Plan& plan);

}  // namespace vod::bench
