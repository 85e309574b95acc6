#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace vod::wire {

/// source_malformed with the rule that the playlist breaks.
Error bad_playlist(std::string_view rule);

/// Refuses URIs that are empty, too long, or hold quotes or tabs. Spaces pass: names of files have them, and
/// writers of playlists don't encode them.
Done check_playlist_uri(std::string_view uri);

/// The NAME=value pairs after a tag's colon (RFC 8216, section 4.2). Borrows the line.
class PlaylistAttributes {
 public:
  static Result<PlaylistAttributes> read(std::string_view text);

  /// A value without quotes; "" when it is not there.
  std::string word(std::string_view name) const;
  /// A value in quotes, without them; "" when it is not there. NONE, which stands for no value, is "" too.
  std::string quoted(std::string_view name) const;
  /// A whole number; 0 when it is not there.
  Result<std::uint64_t> number(std::string_view name) const;
  Result<std::string> needed_word(std::string_view name) const;
  /// The URI, checked.
  Result<std::string> needed_uri() const;

 private:
  struct Pair {
    std::string_view name;
    std::string_view value;
    bool in_quotes = false;
  };
  const Pair* find(std::string_view name) const;

  std::vector<Pair> pairs_;
};

}  // namespace vod::wire
