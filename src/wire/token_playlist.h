#pragma once

#include <string>
#include <string_view>

namespace vod::wire {

/// A playlist of ours as a player with a token gets it: the playlists that it names, and the keys of this server, are
/// asked for with the same token. Segments are not, since they are of no use without the key. `token` is one by
/// looks_like_play_token().
std::string with_play_token(std::string_view playlist, std::string_view token);

}  // namespace vod::wire
