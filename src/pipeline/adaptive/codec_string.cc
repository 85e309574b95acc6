#include "pipeline/adaptive/codec_string.h"

#include <fmt/format.h>

#include <cstdint>

namespace vod {
namespace {

std::uint8_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

// Profile, constraints and level: three bytes.
std::string avc(std::string_view three) {
  return fmt::format("avc1.{:02x}{:02x}{:02x}", byte_at(three, 0), byte_at(three, 1), byte_at(three, 2));
}

std::uint32_t reversed(std::uint32_t bits) {
  std::uint32_t result = 0;
  for (int i = 0; i < 32; ++i) result |= (bits >> i & 1U) << (31 - i);
  return result;
}

// ISO 14496-15, annex E, from profile_tier_level (H.265, 7.3.3): space, tier and profile; compatibility; constraints;
// level.
std::string hevc(std::string_view tag, std::string_view twelve) {
  constexpr std::size_t constraint_bytes = 6;
  const std::uint8_t first = byte_at(twelve, 0);
  std::uint32_t compatibility = 0;
  for (std::size_t i = 1; i <= 4; ++i) compatibility = compatibility << 8 | byte_at(twelve, i);
  static constexpr std::string_view spaces[] = {"", "A", "B", "C"};
  std::string text = fmt::format("{}.{}{}.{:X}.{}{}", tag, spaces[first >> 6], first & 0x1f, reversed(compatibility),
                                 (first & 0x20) != 0 ? "H" : "L", byte_at(twelve, 11));
  std::size_t said = constraint_bytes;
  while (said > 0 && byte_at(twelve, 4 + said) == 0) --said;
  for (std::size_t i = 0; i < said; ++i) text += fmt::format(".{:X}", byte_at(twelve, 5 + i));
  return text;
}

// From the fixed part of av1C: profile, level, tier and depth.
std::string av1(std::string_view three) {
  const std::uint8_t second = byte_at(three, 1);
  const std::uint8_t third = byte_at(three, 2);
  const int depth = (third & 0x40) == 0 ? 8 : (third & 0x20) == 0 ? 10 : 12;
  return fmt::format("av01.{}.{:02}{}.{:02}", second >> 5, second & 0x1f, (third & 0x80) != 0 ? 'H' : 'M', depth);
}

// Bytes of a NAL unit as they are meant: without the 3 in 0 0 3.
std::string unescaped(std::string_view nal, std::size_t wanted) {
  std::string bytes;
  int zeros = 0;
  for (const char c : nal) {
    if (bytes.size() == wanted) break;
    if (zeros >= 2 && c == 3) {
      zeros = 0;
      continue;
    }
    zeros = c == 0 ? zeros + 1 : 0;
    bytes += c;
  }
  return bytes;
}

// What follows the header of the first sequence parameter set in a stream with start codes.
std::string_view parameter_set(std::string_view bytes, VideoCodec codec) {
  constexpr std::string_view start("\0\0\1", 3);
  for (auto at = bytes.find(start); at != std::string_view::npos; at = bytes.find(start, at + start.size())) {
    const std::size_t header = at + start.size();
    if (header + 2 > bytes.size()) break;
    const std::uint8_t first = byte_at(bytes, header);
    if (codec == VideoCodec::h264 && (first & 0x1f) == 7) return bytes.substr(header + 1);
    if (codec == VideoCodec::h265 && (first >> 1 & 0x3f) == 33) return bytes.substr(header + 2);
  }
  return {};
}

std::string_view after(std::string_view bytes, std::string_view mark) {
  const auto at = bytes.find(mark);
  return at == std::string_view::npos ? std::string_view() : bytes.substr(at + mark.size());
}

}  // namespace

std::string codec_string(VideoCodec codec, std::string_view beginning) {
  constexpr std::size_t hevc_bytes = 12;
  if (codec == VideoCodec::h264) {
    if (const auto box = after(beginning, "avcC"); box.size() >= 4) return avc(box.substr(1));
    const auto set = unescaped(parameter_set(beginning, codec), 3);
    return set.size() == 3 ? avc(set) : std::string();
  }
  if (codec == VideoCodec::av1) {
    const auto box = after(beginning, "av1C");
    return box.size() >= 3 ? av1(box) : std::string();
  }
  if (codec != VideoCodec::h265) return {};
  if (const auto box = after(beginning, "hvcC"); box.size() > hevc_bytes) {
    const bool hev1 = beginning.find("hev1") != std::string_view::npos;
    return hevc(hev1 ? "hev1" : "hvc1", box.substr(1));
  }
  const auto set = unescaped(parameter_set(beginning, codec), hevc_bytes + 1);
  return set.size() == hevc_bytes + 1 ? hevc("hvc1", std::string_view(set).substr(1)) : std::string();
}

}  // namespace vod
