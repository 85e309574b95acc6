#include "wire/stream_subtitles.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "model/errors.h"
#include "wire/playlist.h"

namespace vod::wire {
namespace {

constexpr const char* group = "subtitles";
constexpr std::string_view set_begin = "    <AdaptationSet contentType=\"text\"";
constexpr std::string_view set_end = "</AdaptationSet>\n";
constexpr std::string_view period_end = "  </Period>";

// Names are unique in a group, and stand in quotes.
std::string unique_name(const StreamSubtitle& subtitle, std::set<std::string>& taken) {
  std::string name = subtitle.name.empty() ? subtitle.id : subtitle.name;
  std::ranges::replace(name, '"', '\'');
  if (!taken.insert(name).second) {
    name += " (" + subtitle.id + ")";
    taken.insert(name);
  }
  return name;
}

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char letter : text) {
    if (letter == '&') {
      safe += "&amp;";
    } else if (letter == '<') {
      safe += "&lt;";
    } else if (letter == '"') {
      safe += "&quot;";
    } else {
      safe += letter;
    }
  }
  return safe;
}

}  // namespace

Result<std::string> master_with_subtitles(std::string_view master, std::span<const StreamSubtitle> subtitles) {
  VOD_TRY(auto read, read_playlist(master));
  auto* playlist = std::get_if<MasterPlaylist>(&read);
  if (playlist == nullptr) return error(ErrorCode::source_malformed, {}, "The stream has no master playlist.");
  std::erase_if(playlist->renditions, [](const PlaylistRendition& old) { return old.type == "SUBTITLES"; });
  std::set<std::string> taken;
  for (const StreamSubtitle& subtitle : subtitles) {
    PlaylistRendition rendition;
    rendition.type = "SUBTITLES";
    rendition.group = group;
    rendition.name = unique_name(subtitle, taken);
    rendition.language = subtitle.language;
    rendition.uri = subtitle.uri;
    rendition.is_default = subtitle.is_default;
    rendition.autoselect = true;
    playlist->renditions.push_back(std::move(rendition));
  }
  for (PlaylistVariant& variant : playlist->variants) variant.subtitles = subtitles.empty() ? "" : group;
  return write_playlist(*playlist);
}

Result<std::string> manifest_with_subtitles(std::string_view manifest, std::span<const StreamSubtitle> subtitles) {
  std::string text(manifest);
  for (auto at = text.find(set_begin); at != std::string::npos; at = text.find(set_begin)) {
    const auto end = text.find(set_end, at);
    if (end == std::string::npos) return error(ErrorCode::source_malformed, {}, "The stream's manifest is broken.");
    text.erase(at, end + set_end.size() - at);
  }
  const auto at = text.rfind(period_end);
  if (at == std::string::npos) return error(ErrorCode::source_malformed, {}, "The stream's manifest is broken.");
  std::string sets;
  for (const StreamSubtitle& subtitle : subtitles) {
    sets += fmt::format(
        "{} mimeType=\"text/vtt\" lang=\"{}\">\n"
        "      <Label>{}</Label>\n      <Role schemeIdUri=\"urn:mpeg:dash:role:2011\" value=\"{}\"/>\n"
        "      <Representation id=\"subtitle-{}\" bandwidth=\"256\"><BaseURL>{}</BaseURL></Representation>\n"
        "    {}",
        set_begin, escaped(subtitle.language), escaped(subtitle.name), subtitle.is_default ? "main" : "subtitle",
        escaped(subtitle.id), escaped(subtitle.uri), set_end);
  }
  text.insert(at, sets);
  return text;
}

std::string subtitle_playlist(const std::string& text_uri, std::int64_t duration_ms) {
  MediaPlaylist playlist;
  playlist.type = "VOD";
  playlist.ended = true;
  PlaylistSegment segment;
  segment.uri = text_uri;
  segment.duration_us = std::max<std::int64_t>(duration_ms, 1) * 1'000;
  playlist.segments.push_back(std::move(segment));
  return write_playlist(playlist);
}

std::string webvtt_segment(std::string_view webvtt, std::int64_t zero_ticks) {
  const auto line = webvtt.find('\n');
  std::string text(webvtt.substr(0, line));
  text += fmt::format("\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:{}\n", zero_ticks);
  if (line != std::string_view::npos) text += webvtt.substr(line + 1);
  return text;
}

}  // namespace vod::wire
