#include "main/cli/display.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace vod::cli {
namespace {

constexpr std::int64_t redraw_ms = 100;  // Often enough for the eye, seldom enough for a slow terminal.
constexpr std::size_t bar_columns = 24;

struct Character {
  std::size_t size_bytes;
  std::size_t columns;
};

// The character that text begins with; bytes that are no UTF-8 count as one character each.
Character first_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  if (size > text.size()) return {1, 1};
  char32_t code = size == 1 ? lead : lead & (0x7fU >> size);
  for (std::size_t i = 1; i < size; ++i) code = (code << 6) | (static_cast<unsigned char>(text[i]) & 0x3fU);
  const bool wide = (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf) ||
                    (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff) ||
                    (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60) ||
                    (code >= 0x1f300 && code <= 0x1faff) || (code >= 0x20000 && code <= 0x3fffd);
  return {size, wide ? 2U : 1U};
}

std::string padded(const std::string& text, std::size_t columns) {
  const std::size_t width = display_width(text);
  return width >= columns ? text : text + std::string(columns - width, ' ');
}

std::size_t terminal_columns() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

std::string size_text(std::uint64_t size_bytes) {
  static constexpr std::array units = {"B", "kB", "MB", "GB", "TB", "PB"};
  double value = static_cast<double>(size_bytes);
  std::size_t unit = 0;
  while (value >= 999.5 && unit + 1 < units.size()) {
    value /= 1'000;
    ++unit;
  }
  return unit == 0 ? fmt::format("{} B", size_bytes)
                   : fmt::format("{:.{}f} {}", value, value < 99.95 ? 1 : 0, units[unit]);
}

std::string duration_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::llround(std::max(seconds, 0.0)));
  if (whole < 3'600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3'600, whole / 60 % 60, whole % 60);
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Character character = first_character(text);
    width += character.columns;
    text.remove_prefix(character.size_bytes);
  }
  return width;
}

std::string fitted(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  std::size_t width = 1;  // The ellipsis.
  std::size_t kept_bytes = 0;
  while (kept_bytes < text.size()) {
    const Character character = first_character(text.substr(kept_bytes));
    if (width + character.columns > columns) break;
    width += character.columns;
    kept_bytes += character.size_bytes;
  }
  return std::string(text.substr(0, kept_bytes)) + "…";
}

std::string printable(std::string_view text) {
  std::string result(text);
  std::ranges::replace_if(result, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, '?');
  return result;
}

std::string Table::text() const {
  std::vector<std::size_t> widths;
  for (const auto& heading : headings_) widths.push_back(display_width(heading));
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(printable(row[i])));
  }
  std::string result;
  const auto add_line = [&](const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      line += i + 1 == cells.size() ? printable(cells[i]) : padded(printable(cells[i]), widths[i] + 2);
    }
    result += line + "\n";
  };
  add_line(headings_);
  for (const auto& row : rows_) add_line(row);
  return result;
}

void Facts::add(std::string name, std::string value) {
  if (!value.empty()) rows_.emplace_back(std::move(name), std::move(value));
}

std::string Facts::text() const {
  std::size_t width = 0;
  for (const auto& [name, value] : rows_) width = std::max(width, display_width(name));
  std::string result;
  for (const auto& [name, value] : rows_) result += padded(name, width + 2) + printable(value) + "\n";
  return result;
}

ProgressBar::ProgressBar(std::string label, const Clock& clock, bool enabled)
    : label_(printable(label)),
      clock_(clock),
      enabled_(enabled && ::isatty(STDERR_FILENO) == 1),
      began_ms_(clock.monotonic_ms()) {}

ProgressBar::~ProgressBar() { clear(); }

void ProgressBar::show_bytes(std::uint64_t done_bytes, std::uint64_t all_bytes) {
  if (!due()) return;
  const double share = all_bytes == 0 ? 1 : static_cast<double>(done_bytes) / static_cast<double>(all_bytes);
  const double spent_s = static_cast<double>(clock_.monotonic_ms() - began_ms_) / 1'000;
  std::string tail = fmt::format("{} of {}", size_text(done_bytes), size_text(all_bytes));
  if (spent_s > 0.5) {
    tail +=
        fmt::format("  {}/s  {} left", size_text(static_cast<std::uint64_t>(static_cast<double>(done_bytes) / spent_s)),
                    duration_text(static_cast<double>(left_s(share))));
  }
  draw(share, tail);
}

void ProgressBar::show_percent(double percent, std::string_view note) {
  if (!due()) return;
  std::string tail(note);
  if (percent >= 5 && percent < 100) {
    tail += fmt::format("  {} left", duration_text(static_cast<double>(left_s(percent / 100))));
  }
  draw(percent / 100, tail);
}

void ProgressBar::clear() {
  if (!visible_) return;
  std::fputs("\r\x1b[K", stderr);
  visible_ = false;
}

bool ProgressBar::due() {
  const std::int64_t now_ms = clock_.monotonic_ms();
  if (!enabled_ || (drawn_ms_ >= 0 && now_ms - drawn_ms_ < redraw_ms)) return false;
  drawn_ms_ = now_ms;
  return true;
}

void ProgressBar::draw(double share, const std::string& tail) {
  share = std::clamp(share, 0.0, 1.0);
  const auto filled = static_cast<std::size_t>(share * bar_columns);
  const std::string bar = std::string(filled, '#') + std::string(bar_columns - filled, '-');
  const std::string line = fmt::format("{}  [{}] {:3.0f} %  {}", fitted(label_, 28), bar, share * 100, tail);
  std::fprintf(stderr, "\r%s\x1b[K", fitted(line, terminal_columns() - 1).c_str());
  std::fflush(stderr);
  visible_ = true;
}

std::int64_t ProgressBar::left_s(double share) const {
  if (share <= 0) return 0;
  const auto spent_ms = static_cast<double>(clock_.monotonic_ms() - began_ms_);
  return static_cast<std::int64_t>(spent_ms * (1 - share) / share / 1'000);
}

}  // namespace vod::cli
