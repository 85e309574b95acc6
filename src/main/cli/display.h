#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace vod::cli {

/// `12.3 MB`; powers of ten, as disks and networks are sold.
std::string size_text(std::uint64_t size_bytes);
/// `0:42`, `1:02:03`.
std::string duration_text(double seconds);
/// Columns that people see: two for wide characters of East Asian scripts.
std::size_t display_width(std::string_view text);
/// Cut to that many columns, with an ellipsis where it was longer.
std::string fitted(std::string_view text, std::size_t columns);
/// Control characters, which could write to a terminal, as `?`.
std::string printable(std::string_view text);

/// Rows under headings, aligned. Cells are printed as printable() has them.
class Table {
 public:
  explicit Table(std::vector<std::string> headings) : headings_(std::move(headings)) {}
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.empty(); }
  std::string text() const;

 private:
  std::vector<std::string> headings_;
  std::vector<std::vector<std::string>> rows_;
};

/// Names and values, one a line, the values aligned. Empty values are left out.
class Facts {
 public:
  void add(std::string name, std::string value);
  std::string text() const;

 private:
  std::vector<std::pair<std::string, std::string>> rows_;
};

/// One line on a terminal's standard error that is drawn again and again; nothing where that is no terminal, or when
/// switched off. Goes away when it is done. The clock outlives it.
class ProgressBar {
 public:
  ProgressBar(std::string label, const Clock& clock, bool enabled);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// Bytes of an upload, with speed and time left.
  void show_bytes(std::uint64_t done_bytes, std::uint64_t all_bytes);
  /// A share of 100, with the time left as far as it can be told.
  void show_percent(double percent, std::string_view note);
  void clear();

 private:
  bool due();
  void draw(double share, const std::string& tail);
  std::int64_t left_s(double share) const;

  std::string label_;
  const Clock& clock_;
  bool enabled_;
  std::int64_t began_ms_;
  std::int64_t drawn_ms_ = -1;
  bool visible_ = false;
};

}  // namespace vod::cli
