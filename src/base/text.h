#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vod {

/// Lower-case hex.
std::string to_hex(std::span<const std::byte> bytes);
/// Accepts both cases; nothing when it is not hex of even length.
std::optional<std::vector<std::byte>> from_hex(std::string_view hex);

std::string to_base64(std::span<const std::byte> bytes);
/// URL-safe alphabet without padding.
std::string to_base64url(std::span<const std::byte> bytes);
/// Accepts the standard and the URL-safe alphabet, with or without padding; nothing when it is neither.
std::optional<std::vector<std::byte>> from_base64(std::string_view text);

/// RFC 3986: everything but unreserved characters is encoded, a space as %20.
std::string url_encode(std::string_view text);
/// `+` stays `+` unless plus_is_space; a broken escape stays as it is.
std::string url_decode(std::string_view text, bool plus_is_space = false);

/// `YYYY-MM-DDThh:mm:ssZ`.
std::string iso8601(std::int64_t wall_ms);
/// Accepts Z, +hh:mm, -hh:mm and fractions of a second; nothing when it is not a date.
std::optional<std::int64_t> parse_iso8601(std::string_view text);
/// `Sun, 06 Nov 1994 08:49:37 GMT`, as HTTP has it.
std::string http_date(std::int64_t wall_ms);
std::optional<std::int64_t> parse_http_date(std::string_view text);

std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string lower(std::string_view text);
bool equal_ignoring_case(std::string_view left, std::string_view right);

template <class Number>
std::optional<Number> parse_number(std::string_view text);
extern template std::optional<std::int64_t> parse_number(std::string_view);
extern template std::optional<std::uint64_t> parse_number(std::string_view);
extern template std::optional<double> parse_number(std::string_view);

/// Characters as people count them: code points of UTF-8.
std::size_t utf8_length(std::string_view text);
bool is_utf8(std::string_view text);

inline std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }
inline std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace vod
