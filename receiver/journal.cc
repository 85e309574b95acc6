#include "receiver/journal.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace vod::receiver {
namespace {

constexpr std::size_t lines_max = 500;  // A page that loads at once, and a few dozen uploads.

std::string html_escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

}  // namespace

void Journal::print(std::string_view line) {
  std::string entry = fmt::format("{} {}", time_stamp(clock_.wall_ms()), line);
  std::ranges::replace_if(entry, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  const std::lock_guard lock(mutex_);
  std::fprintf(stdout, "%s\n", entry.c_str());
  std::fflush(stdout);
  lines_.push_back(std::move(entry));
  if (lines_.size() > lines_max) lines_.pop_front();
}

std::string Journal::page() const {
  return "<!doctype html>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"refresh\" content=\"5\">\n"
         "<title>Event notification receipt service</title>\n<h1>Log</h1>\n<pre>" +
         html_escaped(text()) + "</pre>\n";
}

std::string Journal::text() const {
  const std::lock_guard lock(mutex_);
  std::string result;
  for (const auto& line : lines_) result += line + "\n";
  return result;
}

std::string time_stamp(std::int64_t wall_ms) {
  const std::time_t seconds = wall_ms / 1'000;
  std::tm local{};
  ::localtime_r(&seconds, &local);
  char text[32];
  std::strftime(text, sizeof text, "[%Y-%m-%d %H:%M:%S]", &local);
  return text;
}

}  // namespace vod::receiver
