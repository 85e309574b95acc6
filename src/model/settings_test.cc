#include "model/settings.h"

#include <gtest/gtest.h>

#include <set>

namespace vod {
namespace {

TEST(Settings, NamesOfFileEnvironmentAndFlagComeFromOneRow) {
  const SettingRow* row = find_setting("pull.max_bytes");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->environment_name(), "OPENVOD_PULL_MAX_BYTES");
  EXPECT_EQ(row->flag_name(), "--pull-max-bytes");
  EXPECT_EQ(row->type_name(), "number");
}

TEST(Settings, EveryDefaultIsAllowedByItsOwnRow) {
  Settings settings;
  for (const auto& row : setting_rows()) {
    const std::string before = setting_text(settings, row);
    EXPECT_EQ(set_from_text(settings, row, before), std::nullopt) << row.name;
    EXPECT_EQ(setting_text(settings, row), before) << row.name;
  }
}

TEST(Settings, FlagsAndEnvironmentNamesAreDistinct) {
  std::set<std::string> flags;
  std::set<std::string> variables;
  for (const auto& row : setting_rows()) {
    EXPECT_TRUE(flags.insert(row.flag_name()).second) << row.name;
    EXPECT_TRUE(variables.insert(row.environment_name()).second) << row.name;
  }
}

TEST(Settings, BadNumberNamesValueAndRuleAndChangesNothing) {
  Settings settings;
  const auto problem = set_from_text(settings, *find_setting("events.retention_days"), "91");
  EXPECT_EQ(problem, "events.retention_days is `91`, and must be a whole number from 1 to 90 (days).");
  EXPECT_EQ(settings.events_retention_days, 4);
}

TEST(Settings, UnknownWordIsRefusedWithTheWordsThatThereAre) {
  Settings settings;
  const auto problem = set_from_text(settings, *find_setting("log.level"), "loud");
  EXPECT_EQ(problem, "log.level is `loud`, and must be one of trace, debug, info, warn, error, off.");
}

TEST(Settings, ListsAreReadWithCommas) {
  Settings settings;
  EXPECT_FALSE(set_from_text(settings, *find_setting("callback.allow"), "10.0.0.0/8, fd00::/8"));
  EXPECT_EQ(settings.callback_allow, (std::vector<std::string>{"10.0.0.0/8", "fd00::/8"}));
  EXPECT_FALSE(set_from_text(settings, *find_setting("push.retries_s"), "1,2"));
  EXPECT_EQ(settings.push_retries_s, (std::vector<std::int64_t>{1, 2}));
  EXPECT_TRUE(set_from_text(settings, *find_setting("push.retries_s"), "1,x"));
  EXPECT_EQ(settings.push_retries_s, (std::vector<std::int64_t>{1, 2}));
}

TEST(Settings, MistypedNameFindsItsNeighbour) {
  const SettingRow* row = nearest_setting("pull.maxbytes");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->name, "pull.max_bytes");
  EXPECT_EQ(nearest_setting("colour_of_the_sky"), nullptr);
}

}  // namespace
}  // namespace vod
