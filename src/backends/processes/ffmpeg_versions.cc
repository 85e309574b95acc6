#include "backends/processes/ffmpeg_versions.h"

#include <array>
#include <charconv>
#include <compare>
#include <optional>

namespace vod::processes {
namespace {

struct Version {
  int major = 0;
  int minor = 0;
  int patch = 0;
  auto operator<=>(const Version&) const = default;
};

/// Versions from `first` to just before `fixed` have the problem.
struct BadVersions {
  Version first;
  Version fixed;
  std::string_view problem;
};

constexpr auto bad_versions = std::to_array<BadVersions>({
    {{0, 0, 0}, {2, 8, 5}, "reads other files and URLs through playlists (CVE-2016-1897, CVE-2016-1898)"},
    {{2, 8, 5}, {4, 3, 0}, "is older than openvod is made for, and gets no fixes any more"},
    {{5, 0, 0}, {5, 1, 2}, "has a use after free in frame threads (CVE-2022-48434)"},
    {{7, 0, 0}, {7, 0, 2}, "has a heap overflow in the PNM decoder (CVE-2024-7055)"},
});

std::optional<Version> parse(std::string_view text) {
  if (text.starts_with('n')) text.remove_prefix(1);
  Version version;
  const char* end = text.data() + text.size();
  const char* at = text.data();
  int Version::* const parts[] = {&Version::major, &Version::minor, &Version::patch};
  for (std::size_t i = 0; i < std::size(parts); ++i) {
    const auto [next, problem] = std::from_chars(at, end, version.*parts[i]);
    if (problem != std::errc()) return i == 0 ? std::nullopt : std::optional(version);
    at = next;
    if (at == end || *at != '.') break;
    ++at;
  }
  return version;
}

}  // namespace

std::string ffmpeg_version_in(std::string_view report) {
  constexpr std::string_view beginning = "ffmpeg version ";
  if (!report.starts_with(beginning)) return {};
  report.remove_prefix(beginning.size());
  return std::string(report.substr(0, report.find_first_of(" \n")));
}

std::string problem_of_ffmpeg(std::string_view text) {
  const auto version = parse(text);
  if (!version) return {};
  for (const auto& row : bad_versions) {
    if (row.first <= *version && *version < row.fixed)
      return "FFmpeg " + std::string(text) + " " + std::string(row.problem) + "; use a newer one.";
  }
  return {};
}

}  // namespace vod::processes
