#pragma once

#include <string>
#include <string_view>

#include "model/delivery_config.h"

namespace vod::catalogue {

/// The stored form: JSON with the members that differ from their defaults; empty when none does. Pure.
std::string delivery_config_text(const DeliveryConfig& config);
/// Members that are absent, unknown or of another kind count as their defaults, so that a newer row can be read.
DeliveryConfig read_delivery_config(std::string_view text);

}  // namespace vod::catalogue
