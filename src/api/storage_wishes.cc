#include "api/storage_wishes.h"

#include "engine/storage.h"

namespace vod::api {

Result<RestoreTier> checked_tier(const std::optional<std::string>& name) {
  if (!name || name->empty()) return RestoreTier::standard;
  VOD_TRY(check::one_of(*name, {"Expedited", "Standard", "Bulk"}, ErrorCode::value_restore_tier, "RestoreTier"));
  return *restore_tier_of(*name);
}

Done move_all(Context& context, const std::vector<FileId>& files, const engine::StorageWish& wish) {
  World& world = context.world;
  const auto delays = engine::StorageDelays::from(world.settings);
  return world.database.write([&](Transaction& tx) -> Done {
    for (const FileId file : files) {
      VOD_TRY(engine::move_storage(tx, world.bells, context.app, file, wish, delays, context.now_ms));
    }
    return done();
  });
}

}  // namespace vod::api
