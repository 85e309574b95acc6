#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "ports/queue.h"

/// The reserved parameter ExtInfo of PullEvents and ConfirmEvents, by which a consumer may ask for more than the
/// cloud's API can say. Pure.
///
/// A JSON object is a wish of ours and is read strictly: members that are unknown, out of place or out of range are
/// InvalidParameterValue, so that a misspelt Release never confirms. Any other text means nothing, as in the cloud; but
/// one that begins with `{` was meant as an object and has to be one.
namespace vod {

/// `{"MaxEvents": 1..256, "WaitSeconds": 0..20, "LeaseSeconds": 1..43200, "Annotate": true}`; what is absent is as in
/// the cloud.
struct PullWish {
  PullOptions options;
  std::int64_t wait_ms = 0;
};
Result<PullWish> pull_wish(std::string_view ext_info);

/// `{"Action": "Extend" | "Release" | "Park", "Seconds": n, "Reason": "..."}`: Extend wants Seconds of 1..43200,
/// Release may have Seconds of 0..43200, Park may have a Reason. Nothing: confirm.
Result<std::optional<LeaseChange>> lease_change(std::string_view ext_info);

}  // namespace vod
