#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>

namespace vod::simulation {

/// What happened in one simulation: a hash over all of it, by which two runs are compared, and the last lines, which
/// are shown when something is wrong.
class Trace {
 public:
  static constexpr std::size_t lines_max = 40;

  template <class... Values>
  void add(fmt::format_string<Values...> text, Values&&... values) {
    line_.clear();
    fmt::format_to(std::back_inserter(line_), text, std::forward<Values>(values)...);
    for (const char c : line_) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
    ++operations_;
    if (lines_.size() == lines_max) lines_.pop_front();
    lines_.push_back(line_);
  }
  std::uint64_t hash() const { return hash_; }
  std::uint64_t operations() const { return operations_; }
  const std::deque<std::string>& lines() const { return lines_; }

 private:
  std::string line_;
  std::uint64_t hash_ = 14'695'981'039'346'656'037U;
  std::uint64_t operations_ = 0;
  std::deque<std::string> lines_;
};

}  // namespace vod::simulation
