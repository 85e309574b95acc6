#include "engine/storage_rules.h"

#include <gtest/gtest.h>

#include "model/errors.h"

namespace vod::engine {
namespace {

using enum StorageClass;

const StorageDelays delays{1, {10, 20, 30}, {0, 200, 300}};

// One word for what becomes of a wish: the code's last part, "stays", or "class tier days after".
std::string became(const StorageState& state, const StorageWish& wish) {
  const auto way = way_of(state, wish, delays);
  if (!way) {
    const auto code = error_row(way.error().code).wire_code;
    return std::string(code.substr(code.rfind('.') + 1));
  }
  if (!way.value()) return "stays";
  const StorageWay& taken = *way.value();
  std::string text = std::string(name_of(taken.to));
  if (taken.tier) text += " " + std::string(name_of(*taken.tier));
  if (taken.restore_days > 0) text += " " + std::to_string(taken.restore_days) + "d";
  return text + " after " + std::to_string(taken.delay_ms);
}

std::string changed(StorageClass from, StorageClass to, RestoreTier tier = RestoreTier::standard) {
  return became({from, 0, false}, {to, 0, tier});
}
std::string restored(StorageClass from, RestoreTier tier) { return became({from, 0, false}, {{}, 3, tier}); }

TEST(StorageRules, EveryClassGoesWhereItMay) {
  const char* const table[4][4] = {
      {"stays", "STANDARD_IA after 1", "ARCHIVE after 1", "DEEP_ARCHIVE after 1"},
      {"STANDARD after 1", "stays", "ARCHIVE after 1", "DEEP_ARCHIVE after 1"},
      {"STANDARD Standard after 20", "UnsupportedTransition", "stays", "UnsupportedTransition"},
      {"STANDARD Standard after 200", "UnsupportedTransition", "UnsupportedTransition", "stays"},
  };
  for (int from = 0; from < 4; ++from) {
    for (int to = 0; to < 4; ++to) {
      EXPECT_EQ(changed(static_cast<StorageClass>(from), static_cast<StorageClass>(to)), table[from][to])
          << storage_class_names[from] << " to " << storage_class_names[to];
    }
  }
}

TEST(StorageRules, ARetrievalTakesAsLongAsItsTierSays) {
  const char* const table[4][3] = {
      {"NotRestorable", "NotRestorable", "NotRestorable"},
      {"NotRestorable", "NotRestorable", "NotRestorable"},
      {"ARCHIVE Expedited 3d after 10", "ARCHIVE Standard 3d after 20", "ARCHIVE Bulk 3d after 30"},
      {"UnsupportedRestoreTier", "DEEP_ARCHIVE Standard 3d after 200", "DEEP_ARCHIVE Bulk 3d after 300"},
  };
  for (int from = 0; from < 4; ++from) {
    for (int tier = 0; tier < 3; ++tier) {
      EXPECT_EQ(restored(static_cast<StorageClass>(from), static_cast<RestoreTier>(tier)), table[from][tier])
          << storage_class_names[from] << " by " << restore_tier_names[tier];
    }
  }
  EXPECT_EQ(changed(archive, standard, RestoreTier::expedited), "STANDARD Expedited after 10");
  EXPECT_EQ(changed(deep_archive, standard, RestoreTier::expedited), "UnsupportedRestoreTier");
}

TEST(StorageRules, AMediaOnItsWayTakesNoOtherWish) {
  EXPECT_EQ(became({archive, 0, true}, {{}, 3, RestoreTier::bulk}), "ResourceUnavailable");
  EXPECT_EQ(became({standard, 0, true}, {archive, 0, {}}), "ResourceUnavailable");
  EXPECT_EQ(became({standard, 0, true}, {{}, 3, RestoreTier::bulk}), "NotRestorable");
}

TEST(StorageRules, WhatIsRestoredIsThereAtOnce) {
  EXPECT_EQ(became({archive, 99, false}, {{}, 3, RestoreTier::bulk}), "ARCHIVE Bulk 3d after 0");
  EXPECT_EQ(became({deep_archive, 99, false}, {standard, 0, RestoreTier::standard}), "STANDARD Standard after 0");
}

TEST(StorageRules, ACopyLastsItsDaysAndIsNeverShortened) {
  constexpr std::int64_t day_ms = 86'400'000;
  EXPECT_EQ(at_end({archive, 0, true}, archive, 2, 1'000), (StorageState{archive, 1'000 + 2 * day_ms, false}));
  EXPECT_EQ(at_end({archive, 9 * day_ms, false}, archive, 2, 0), (StorageState{archive, 9 * day_ms, false}));
  EXPECT_EQ(at_end({archive, 9 * day_ms, true}, standard, 0, 0), (StorageState{standard, 0, false}));
  EXPECT_EQ(at_end({standard, 0, true}, deep_archive, 0, 0), (StorageState{deep_archive, 0, false}));
}

}  // namespace
}  // namespace vod::engine
