#pragma once

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace vod::bench {

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// The figures of one case: the same number of runs of ours and of what it is held against, run in turns so that a busy
/// machine hurts both. Without a peer `against` stays empty.
struct Measurement {
  std::string_view bench;
  std::string_view name;
  std::string_view unit;
  std::vector<double> values;
  std::string_view against = {};
  std::vector<double> against_values = {};
};

/// Prints the measurement as one line of JSON: medians, their ratio, and the smallest and largest of our own runs.
inline void report(const Measurement& m) {
  const auto [least, most] = std::minmax_element(m.values.begin(), m.values.end());
  const double value = median(m.values);
  std::printf(R"({"bench":"%.*s","case":"%.*s","value":%.6g,"unit":"%.*s")", static_cast<int>(m.bench.size()),
              m.bench.data(), static_cast<int>(m.name.size()), m.name.data(), value, static_cast<int>(m.unit.size()),
              m.unit.data());
  if (!m.against_values.empty()) {
    const double other = median(m.against_values);
    std::printf(R"(,"against":"%.*s","against_value":%.6g,"ratio":%.4g)", static_cast<int>(m.against.size()),
                m.against.data(), other, value / other);
  }
  std::printf(R"(,"runs":%zu,"min":%.6g,"max":%.6g})"
              "\n",
              m.values.size(), *least, *most);
  std::fflush(stdout);
}

}  // namespace vod::bench
