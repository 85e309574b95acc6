#include "wire/playlist_attributes.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::wire {

Error bad_playlist(std::string_view rule) { return error(ErrorCode::source_malformed, {}, fmt::format("{}.", rule)); }

Done check_playlist_uri(std::string_view uri) {
  if (uri.empty()) return bad_playlist("a URI is missing");
  if (uri.size() > limits::playlist_uri_bytes_max) return bad_playlist("the URI is too long");
  if (uri.find_first_of("\"\t") != std::string_view::npos) return bad_playlist("a URI has no quotes and no tabs");
  return done();
}

Result<PlaylistAttributes> PlaylistAttributes::read(std::string_view text) {
  PlaylistAttributes attributes;
  while (!text.empty()) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) return bad_playlist("an attribute is NAME=value");
    Pair pair;
    pair.name = trim(text.substr(0, equals));
    const bool good_name = std::ranges::all_of(
        pair.name, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; });
    if (!good_name || pair.name.empty()) return bad_playlist("an attribute's name is of capitals, digits and -");
    if (attributes.find(pair.name) != nullptr) return bad_playlist(fmt::format("{} comes twice", pair.name));
    text.remove_prefix(equals + 1);
    if (text.starts_with('"')) {
      const auto end = text.find('"', 1);
      if (end == std::string_view::npos) return bad_playlist("a quote is not closed");
      pair.value = text.substr(1, end - 1);
      pair.in_quotes = true;
      text.remove_prefix(end + 1);
    } else {
      const auto end = text.find(',');
      pair.value = trim(text.substr(0, end));
      text.remove_prefix(end == std::string_view::npos ? text.size() : end);
      // Such a value would end its attribute when it is written again.
      if (pair.value.find_first_of("\" \t") != std::string_view::npos)
        return bad_playlist("a value with quotes or blanks stands in quotes");
    }
    attributes.pairs_.push_back(pair);
    text = trim(text);
    if (text.empty()) break;
    if (text.front() != ',') return bad_playlist("attributes are separated by commas");
    text = trim(text.substr(1));
  }
  return attributes;
}

const PlaylistAttributes::Pair* PlaylistAttributes::find(std::string_view name) const {
  const auto found = std::ranges::find(pairs_, name, &Pair::name);
  return found == pairs_.end() ? nullptr : &*found;
}

std::string PlaylistAttributes::word(std::string_view name) const {
  const auto* const pair = find(name);
  return pair != nullptr && !pair->in_quotes ? std::string(pair->value) : std::string();
}

std::string PlaylistAttributes::quoted(std::string_view name) const {
  const auto* const pair = find(name);
  return pair != nullptr && pair->in_quotes ? std::string(pair->value) : std::string();
}

Result<std::uint64_t> PlaylistAttributes::number(std::string_view name) const {
  const auto* const pair = find(name);
  if (pair == nullptr) return std::uint64_t{0};
  const auto number = parse_number<std::uint64_t>(pair->value);
  if (pair->in_quotes || !number) return bad_playlist(fmt::format("{} is a number", name));
  return *number;
}

Result<std::string> PlaylistAttributes::needed_word(std::string_view name) const {
  auto value = word(name);
  if (value.empty()) return bad_playlist(fmt::format("{} is missing", name));
  return value;
}

Result<std::string> PlaylistAttributes::needed_uri() const {
  auto uri = quoted("URI");
  VOD_TRY(check_playlist_uri(uri));
  return uri;
}

}  // namespace vod::wire
