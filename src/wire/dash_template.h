#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vod::wire {

/// What the identifiers in a SegmentTemplate stand for (ISO 23009-1, 5.3.9.4.4).
struct DashNames {
  std::string representation;
  std::uint64_t number = 1;
  std::uint64_t bandwidth = 0;
  std::uint64_t time = 0;
};

/// "seg_$RepresentationID$_$Number%05d$.m4s" with its identifiers filled in; nothing for one that is not known.
std::optional<std::string> fill_dash_template(std::string_view pattern, const DashNames& names);

/// "PT1H2M3.5S" in seconds, without years and months; nothing for what is none.
std::optional<double> parse_xml_duration(std::string_view text);

}  // namespace vod::wire
