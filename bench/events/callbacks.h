#pragma once

#include "plan.h"

namespace vod::bench {

/// Callbacks a second that a server with many events to send makes to one fast receiver.
double callbacks_per_second(const Plan& plan);
/// The same bodies from a bare libcurl multi loop on one thread, with as many connections as an endpoint gets.
double curl_posts_per_second(const Plan& plan);
/// From an event's commit to the receiver's hands, the 99th percentile at 1,000 events a second.
double commit_to_receiver_p99_ms(const Plan& plan);

}  // namespace vod::bench
