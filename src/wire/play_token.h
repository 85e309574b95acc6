#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"

namespace vod::wire {

/// What a play token says: its bearer may play one media of one app until then. On the wire it is the player signature
/// of the cloud's players (psign): a JSON web token, HS256, signed with the app's play key, with appId, fileId,
/// currentTimeStamp and expireTimeStamp (Unix seconds) in it; what else such signatures carry is not looked at.
struct PlayToken {
  AppId app;
  FileId file;
  std::int64_t made_s = 0;
  std::int64_t expires_s = 0;

  bool operator==(const PlayToken&) const = default;
};

std::string sign_play_token(const PlayToken& token, std::string_view play_key);

/// Reads a token and checks its signature, in constant time. object_signature when it is not ours, malformed or of
/// another algorithm. Its time is the caller's to check.
Result<PlayToken> read_play_token(std::string_view text, std::string_view play_key);

/// Whether the text can be a token by its characters and length: such a text can stand in URLs and playlists.
bool looks_like_play_token(std::string_view text);

}  // namespace vod::wire
