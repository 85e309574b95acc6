#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "model/stream_key.h"
#include "ports/database.h"

namespace vod::catalogue {

/// The key of an output takes the place of the one of its earlier making.
Done put_stream_key(Transaction& tx, AppId app, FileId file, std::int64_t definition, const StreamKey& key,
                    std::int64_t now_ms);
/// Nothing when the media has no such key (any more).
Result<std::optional<StreamKey>> find_stream_key(ReadTransaction& tx, AppId app, FileId file, std::string_view key_id);
/// Of one definition or of all (0).
Done erase_stream_keys(Transaction& tx, AppId app, FileId file, std::int64_t definition);

/// What an app's play tokens are signed with.
struct PlayKey {
  std::string secret;
  std::int64_t created_ms = 0;
};
Result<std::optional<PlayKey>> find_play_key(ReadTransaction& tx, AppId app);
Done put_play_key(Transaction& tx, AppId app, const PlayKey& key);

}  // namespace vod::catalogue
