#pragma once

#include "plan.h"

namespace vod::bench {

/// A server program whose queue is long: how soon it answers its first pull, its memory, its pulls, and its rate
/// against that of a short queue. Reports the cases itself.
void measure_backlog(const Plan& plan);

}  // namespace vod::bench
