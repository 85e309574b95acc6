#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/templates.h"

namespace vod {

/// As the template actions have it: "Transcode", "AdaptiveDynamicStreaming" ...
std::string_view name_of(TemplateKind kind);

/// A preset of the cloud, and why it is not made here; "" = it is.
struct PresetEntry {
  TemplateKind kind = TemplateKind::transcode;
  std::int64_t definition = 0;
  std::string name;
  std::string why_not;
};

/// The presets of all kinds: those of templates.h, and those that the cloud has and this server does not.
std::vector<PresetEntry> preset_list();

}  // namespace vod
