#include "wire/token_playlist.h"

namespace vod::wire {
namespace {

constexpr std::string_view key_place = "/-/keys/";

bool wants_token(std::string_view uri) {
  return uri.ends_with(".m3u8") || uri.find(key_place) != std::string_view::npos;
}

// Tags whose URI attribute may name a playlist or a key; others hold none or the beginning of segments.
bool names_uri(std::string_view line) { return line.starts_with("#EXT-X-MEDIA:") || line.starts_with("#EXT-X-KEY:"); }

void add_tag(std::string& text, std::string_view line, std::string_view token) {
  constexpr std::string_view attribute = "URI=\"";
  const auto begin = line.find(attribute);
  const auto end = begin == std::string_view::npos ? begin : line.find('"', begin + attribute.size());
  const bool has = end != std::string_view::npos &&
                   wants_token(line.substr(begin + attribute.size(), end - begin - attribute.size()));
  if (!has) {
    text += line;
    return;
  }
  text.append(line.substr(0, end)).append("?token=").append(token).append(line.substr(end));
}

}  // namespace

std::string with_play_token(std::string_view playlist, std::string_view token) {
  std::string text;
  text.reserve(playlist.size() + 16 * token.size());
  while (!playlist.empty()) {
    const auto end = playlist.find('\n');
    const std::string_view line = playlist.substr(0, end);
    if (names_uri(line)) {
      add_tag(text, line, token);
    } else {
      text += line;
      if (!line.starts_with('#') && line.ends_with(".m3u8")) text.append("?token=").append(token);
    }
    if (end == std::string_view::npos) break;
    text += '\n';
    playlist.remove_prefix(end + 1);
  }
  return text;
}

}  // namespace vod::wire
