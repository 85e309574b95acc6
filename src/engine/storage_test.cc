#include "engine/storage.h"

#include "catalogue/storage_moves.h"
#include "engine/media.h"
#include "engine/test_engine.h"
#include "model/limits.h"
#include "testing/manual_clock.h"

namespace vod::engine {
namespace {

class Storage : public EngineStand {
 protected:
  static constexpr std::int64_t hour_ms = 3'600'000;
  static constexpr std::int64_t day_ms = 24 * hour_ms;

  Storage() { apply_class(StorageClass::archive); }

  void apply_class(StorageClass to) { EXPECT_EQ(wished({to, 0, RestoreTier::standard}), ""); }
  std::string wished(const StorageWish& wish) {
    return refusal([&](Transaction& tx) {
      return move_storage(tx, bells, app, file, wish, StorageDelays::from(Settings{}), now_ms);
    });
  }
  // Each call is a start of its own: what has to survive is in the database.
  void run_until_idle(std::int64_t after_ms) {
    StorageMover mover(*database, bells, clock, *log);
    const std::int64_t at_ms = clock.monotonic_ms() + after_ms;
    while (mover.step(at_ms) == at_ms) {
    }
  }
  Media now() { return *find(file); }

  vod::testing::ManualClock clock{now_ms};
  const FileId file = media();
};

TEST_F(Storage, AChangeWithoutDelayIsDoneAtOnceAndSilent) {
  EXPECT_EQ(now().storage_class, StorageClass::archive);
  EXPECT_FALSE(now().is_readable());
  EXPECT_TRUE(events().empty());
}

TEST_F(Storage, ARestoredCopyComesAfterItsTierAndGoesAfterItsDays) {
  ASSERT_EQ(wished({{}, 2, RestoreTier::bulk}), "");
  run_until_idle(12 * hour_ms - 1'000);
  EXPECT_FALSE(now().is_readable());
  run_until_idle(12 * hour_ms);
  EXPECT_TRUE(now().is_readable());
  EXPECT_EQ(now().storage_class, StorageClass::archive);
  ASSERT_EQ(events().size(), 1u);
  EXPECT_EQ(events()[0].type, EventType::restore_media_complete);
  EXPECT_NE(events()[0].body.find("\"RestoreTier\":\"Bulk\",\"RestoreDay\":2"), std::string::npos) << events()[0].body;
  run_until_idle(12 * hour_ms + 2 * day_ms - 1'000);
  EXPECT_TRUE(now().is_readable());
  run_until_idle(12 * hour_ms + 2 * day_ms);
  EXPECT_FALSE(now().is_readable());
}

TEST_F(Storage, ARetrievalForGoodEndsInStandard) {
  ASSERT_EQ(wished({StorageClass::standard, 0, RestoreTier::expedited}), "");
  EXPECT_EQ(wished({StorageClass::standard, 0, RestoreTier::expedited}), "ResourceUnavailable");
  run_until_idle(hour_ms);
  EXPECT_EQ(now().storage_class, StorageClass::standard);
  ASSERT_EQ(events().size(), 1u);
}

TEST_F(Storage, AJumpOfTheClockEndsNothingEarly) {
  StorageMover mover(*database, bells, clock, *log);
  ASSERT_EQ(wished({{}, 1, RestoreTier::expedited}), "");
  clock.jump_wall(365 * day_ms);
  mover.step(clock.monotonic_ms());
  EXPECT_FALSE(now().is_readable());
  clock.advance(hour_ms);
  mover.step(clock.monotonic_ms());
  EXPECT_TRUE(now().is_readable());
}

TEST_F(Storage, TheNextLookIsWhenSomethingIsDue) {
  StorageMover mover(*database, bells, clock, *log);
  const std::int64_t at_ms = clock.monotonic_ms();
  EXPECT_GT(mover.step(at_ms), at_ms);
  StorageDelays delays;
  delays.archive_ms[0] = 5;
  ASSERT_TRUE(write([&](Transaction& tx) {
    return move_storage(tx, bells, app, file, {{}, 1, RestoreTier::expedited}, delays, now_ms);
  }));
  EXPECT_EQ(mover.step(at_ms), at_ms + 5);
}

TEST_F(Storage, AClockBeforeTheMachinesStartKeepsNobodyBusy) {
  clock.jump_wall(1'000 - clock.wall_ms());
  StorageMover mover(*database, bells, clock, *log);
  EXPECT_EQ(mover.step(clock.monotonic_ms()), clock.monotonic_ms() + limits::storage_look_ms);
}

TEST_F(Storage, ADeletedMediaIsNotRetrieved) {
  ASSERT_EQ(wished({{}, 1, RestoreTier::bulk}), "");
  BlobTrash trash;
  ASSERT_TRUE(write([&](Transaction& tx) { return delete_media(tx, bells, trash, app, file, {}, url, now_ms); }));
  run_until_idle(day_ms);
  ASSERT_EQ(events().size(), 1u);
  EXPECT_EQ(events()[0].type, EventType::file_deleted);
  EXPECT_EQ(wished({{}, 1, RestoreTier::bulk}), "ResourceNotFound.FileNotExist");
}

}  // namespace
}  // namespace vod::engine
