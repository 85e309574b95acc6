#include "api/play_keys.h"

namespace vod::api {

Result<catalogue::PlayKey> play_key(Context& context, bool is_new) {
  constexpr std::size_t characters = 32;
  const catalogue::PlayKey fresh = {context.world.random.alphanumeric(characters), context.now_ms};
  catalogue::PlayKey key;
  VOD_TRY(context.world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(const auto found, catalogue::find_play_key(tx, context.app));
    key = found && !is_new ? *found : fresh;
    if (found && !is_new) return done();
    return catalogue::put_play_key(tx, context.app, key);
  }));
  return key;
}

}  // namespace vod::api
