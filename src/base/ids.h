#pragma once

#include <charconv>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace vod {

/// A number that names one thing of a kind; numbers of two kinds don't mix. On the wire it is decimal text.
template <class Tag>
struct NumericId {
  std::uint64_t value = 0;

  auto operator<=>(const NumericId&) const = default;
  std::string text() const { return std::to_string(value); }
  /// Digits only, no sign, no leading zero, within 64 bits; otherwise nothing.
  static std::optional<NumericId> parse(std::string_view text) {
    NumericId id;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), id.value);
    if (problem != std::errc() || end != text.data() + text.size() || id.value == 0 || text.front() == '0') return {};
    return id;
  }
};

/// Text that names one thing of a kind.
template <class Tag>
struct TextId {
  std::string value;

  auto operator<=>(const TextId&) const = default;
  const std::string& text() const { return value; }
};

/// SubAppId: one VOD application.
using AppId = NumericId<struct AppTag>;
/// FileId: one media. It may exceed a signed 64-bit number.
using FileId = NumericId<struct FileTag>;
/// TaskId: `<app>-<kind>-<32 hex>t0`, opaque to clients.
using TaskId = TextId<struct TaskTag>;
/// Immutable bytes in the blob store: 32 lower-case hex digits.
using BlobId = TextId<struct BlobTag>;

}  // namespace vod

template <class Tag>
struct std::hash<vod::NumericId<Tag>> {
  std::size_t operator()(const vod::NumericId<Tag>& id) const { return std::hash<std::uint64_t>()(id.value); }
};
template <class Tag>
struct std::hash<vod::TextId<Tag>> {
  std::size_t operator()(const vod::TextId<Tag>& id) const { return std::hash<std::string>()(id.value); }
};
