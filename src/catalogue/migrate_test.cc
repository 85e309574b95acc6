#include "catalogue/migrate.h"

#include <gtest/gtest.h>

#include "backends/sqlite/sqlite.h"
#include "catalogue/migrations.h"
#include "model/errors.h"

namespace vod::catalogue {
namespace {

class MigrateTest : public testing::Test {
 protected:
  Result<int> run(const std::vector<Migration>& steps) { return migrate(*database_, steps, *log_); }

  std::string ask(std::string_view sql) {
    std::string answer;
    const auto result = database_->read(
        [&](ReadTransaction& tx) { return tx.query(sql, {}, [&](const SqlRow& row) { answer = row.text(0); }); });
    return result ? answer : "failed";
  }

  std::unique_ptr<Log> log_ = make_silent_log();
  std::unique_ptr<Database> database_ = open_sqlite({.ephemeral = true}, *log_).value();

  const std::vector<Migration> steps_ = {
      {1, {"CREATE TABLE a (id INTEGER)", "INSERT INTO a (id) VALUES (1)"}},
      {2, {"ALTER TABLE a ADD COLUMN name TEXT", "UPDATE a SET name = 'x; y'"}},
  };
};

TEST_F(MigrateTest, AnEmptyDatabaseGetsEveryVersion) {
  EXPECT_EQ(run(steps_).value(), 2);
  EXPECT_EQ(ask("SELECT name FROM a"), "x; y");
}

TEST_F(MigrateTest, OnlyWhatIsMissingRuns) {
  ASSERT_EQ(run({steps_[0]}).value(), 1);
  EXPECT_EQ(run(steps_).value(), 2);
  EXPECT_EQ(run(steps_).value(), 2);
  EXPECT_EQ(ask("SELECT count(*) FROM a"), "1");
}

TEST_F(MigrateTest, ANewerDatabaseIsRefusedAndLeftAsItIs) {
  ASSERT_TRUE(run(steps_));
  const auto result = run({steps_[0]});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::database_newer);
  EXPECT_EQ(ask("SELECT max(number) FROM schema_version"), "2");
}

TEST_F(MigrateTest, AFailedStepLeavesTheVersionBeforeIt) {
  auto steps = steps_;
  steps[1].statements.push_back("INSERT INTO nowhere (id) VALUES (1)");
  EXPECT_FALSE(run(steps));
  EXPECT_EQ(ask("SELECT max(number) FROM schema_version"), "1");
  EXPECT_EQ(ask("SELECT name FROM a"), "failed") << "the column of the failed step is gone";
  EXPECT_EQ(run(steps_).value(), 2);
}

TEST_F(MigrateTest, TheShippedSchemaIsReachedFromEveryEarlierVersion) {
  const auto shipped = migrations();
  for (std::size_t version = 0; version <= shipped.size(); ++version) {
    database_ = open_sqlite({.ephemeral = true}, *log_).value();
    ASSERT_TRUE(run({shipped.begin(), shipped.begin() + static_cast<std::ptrdiff_t>(version)}));
    const auto result = run(shipped);
    ASSERT_TRUE(result) << result.error().detail;
    EXPECT_EQ(result.value(), static_cast<int>(shipped.size()));
  }
}

}  // namespace
}  // namespace vod::catalogue
