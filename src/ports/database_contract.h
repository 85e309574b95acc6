// What every answer to ports/database.h must do. A backend runs it from a test file of its own:
//
//   INSTANTIATE_TEST_SUITE_P(Sqlite, DatabaseContract, testing::Values(DatabaseFactory{"Sqlite", &open_one}));
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "model/errors.h"
#include "ports/database.h"

namespace vod {

/// Makes an empty database for one test.
struct DatabaseFactory {
  std::string name;
  std::function<std::unique_ptr<Database>()> make;
};

inline void PrintTo(const DatabaseFactory& factory, std::ostream* out) { *out << factory.name; }

class DatabaseContract : public testing::TestWithParam<DatabaseFactory> {
 protected:
  void SetUp() override {
    database_ = GetParam().make();
    ASSERT_NE(database_, nullptr);
    ASSERT_TRUE(change("CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT)"));
  }

  Done change(std::string_view sql) {
    return database_->write([sql](Transaction& tx) -> Done {
      VOD_TRY(tx.run(sql, {}));
      return done();
    });
  }

  static Done insert(Transaction& tx, std::int64_t id, std::string_view body = "") {
    VOD_TRY(tx.run("INSERT INTO notes (id, body) VALUES ($1, $2)", {id, body}));
    return done();
  }

  std::int64_t count() {
    std::int64_t answer = -1;
    const auto read = database_->read([&](ReadTransaction& tx) { return count_in(tx, answer); });
    EXPECT_TRUE(read);
    return answer;
  }

  static Done count_in(ReadTransaction& tx, std::int64_t& answer) {
    return tx.query("SELECT count(*) FROM notes", {}, [&](const SqlRow& row) { answer = row.integer(0); });
  }

  std::unique_ptr<Database> database_;
};

TEST_P(DatabaseContract, AChangeIsThereOnceItIsFinished) {
  ASSERT_TRUE(database_->write([](Transaction& tx) { return insert(tx, 1); }));
  EXPECT_EQ(count(), 1);
}

TEST_P(DatabaseContract, AFailedChangeLeavesNothingBehind) {
  const auto result = database_->write([](Transaction& tx) -> Done {
    VOD_TRY(insert(tx, 1));
    VOD_TRY(insert(tx, 2));
    return error(ErrorCode::media_type_failed, "the subject", "the detail");
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::media_type_failed);
  EXPECT_EQ(result.error().subject, "the subject");
  EXPECT_EQ(result.error().detail, "the detail");
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseContract, AFailedMemberDoesNotHurtTheOthersOfItsGroup) {
  constexpr int members = 100;
  std::array<std::promise<Done>, members> finished;
  for (int i = 0; i < members; ++i) {
    database_->submit(
        [i](Transaction& tx) -> Done {
          VOD_TRY(insert(tx, i));
          if (i % 3 == 0) return error(ErrorCode::not_found);
          return done();
        },
        [&finished, i](Done result) { finished[static_cast<std::size_t>(i)].set_value(std::move(result)); });
  }
  int succeeded = 0;
  for (int i = 0; i < members; ++i) {
    const auto result = finished[static_cast<std::size_t>(i)].get_future().get();
    EXPECT_EQ(result.has_value(), i % 3 != 0) << i;
    succeeded += result.has_value() ? 1 : 0;
  }
  EXPECT_EQ(count(), succeeded);
}

TEST_P(DatabaseContract, ARefusedStatementCanBeSurvivedByItsChange) {
  ASSERT_TRUE(database_->write([](Transaction& tx) { return insert(tx, 1); }));
  ASSERT_TRUE(database_->write([](Transaction& tx) -> Done {
    EXPECT_FALSE(insert(tx, 1)) << "the key is taken";
    return insert(tx, 2);
  }));
  EXPECT_EQ(count(), 2);
}

TEST_P(DatabaseContract, AThrowBecomesAnErrorAndLeavesNothingBehind) {
  const auto result = database_->write([](Transaction& tx) -> Done {
    VOD_TRY(insert(tx, 1));
    throw std::runtime_error("no memory for this");
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::internal_error);
  EXPECT_EQ(count(), 0);
  EXPECT_TRUE(database_->write([](Transaction& tx) { return insert(tx, 2); }));
}

TEST_P(DatabaseContract, ChangesRunInTheOrderOfTheirSubmission) {
  std::vector<int> order;
  for (int i = 0; i < 50; ++i) {
    database_->submit(
        [i](Transaction& tx) -> Done {
          std::int64_t before = -1;
          VOD_TRY(count_in(tx, before));
          EXPECT_EQ(before, i) << "a change sees those before it";
          return insert(tx, i);
        },
        [&order, i](Done result) {
          EXPECT_TRUE(result);
          order.push_back(i);
        });
  }
  ASSERT_TRUE(database_->write([](Transaction&) { return done(); }));
  ASSERT_EQ(order.size(), 50u);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST_P(DatabaseContract, EffectsRunInOrderAfterTheCommitAndBeforeFinished) {
  std::vector<std::string> story;
  std::promise<void> over;
  database_->submit(
      [&](Transaction& tx) -> Done {
        tx.on_commit([&] { story.push_back("first of " + std::to_string(count()) + " row"); });
        tx.on_commit([&] { story.push_back("second"); });
        return insert(tx, 1);
      },
      [&](Done result) {
        story.push_back(result ? "finished" : "failed");
        over.set_value();
      });
  over.get_future().get();
  EXPECT_EQ(story, (std::vector<std::string>{"first of 1 row", "second", "finished"}));
}

TEST_P(DatabaseContract, AFailedChangeLosesItsEffects) {
  bool ran = false;
  const auto result = database_->write([&](Transaction& tx) -> Done {
    tx.on_commit([&] { ran = true; });
    return error(ErrorCode::not_found);
  });
  EXPECT_FALSE(result);
  EXPECT_FALSE(ran);
}

TEST_P(DatabaseContract, ManyThreadsCanSubmitAtOnce) {
  constexpr int threads = 8;
  constexpr int each = 50;
  std::vector<std::thread> writers;
  std::atomic<int> succeeded = 0;
  for (int thread = 0; thread < threads; ++thread) {
    writers.emplace_back([&, thread] {
      for (int i = 0; i < each; ++i) {
        const int id = thread * each + i;
        if (database_->write([id](Transaction& tx) { return insert(tx, id); })) ++succeeded;
        // Every thread reads between its writes.
        EXPECT_GE(count(), i + 1);
      }
    });
  }
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(succeeded, threads * each);
  EXPECT_EQ(count(), threads * each);
}

TEST_P(DatabaseContract, ALookSeesOneSnapshot) {
  ASSERT_TRUE(database_->write([](Transaction& tx) { return insert(tx, 1); }));
  ASSERT_TRUE(database_->read([&](ReadTransaction& tx) -> Done {
    std::int64_t before = 0;
    std::int64_t after = 0;
    VOD_TRY(count_in(tx, before));
    EXPECT_TRUE(database_->write([](Transaction& other) { return insert(other, 2); }));
    VOD_TRY(count_in(tx, after));
    EXPECT_EQ(before, 1);
    EXPECT_EQ(after, 1);
    return done();
  }));
  EXPECT_EQ(count(), 2);
}

TEST_P(DatabaseContract, ALookPassesItsErrorOn) {
  const auto result = database_->read([](ReadTransaction&) -> Done { return error(ErrorCode::not_found, "it"); });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().subject, "it");
}

TEST_P(DatabaseContract, ALookCannotChange) {
  const auto result = database_->read(
      [](ReadTransaction& tx) { return tx.query("INSERT INTO notes (id) VALUES (7)", {}, [](const SqlRow&) {}); });
  EXPECT_FALSE(result);
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseContract, ValuesOfEveryKindComeBackAsTheyWere) {
  ASSERT_TRUE(change("CREATE TABLE kinds (a BIGINT, b DOUBLE PRECISION, c TEXT, d BLOB, e TEXT, f TEXT)"));
  const std::array<std::byte, 3> blob = {std::byte{0}, std::byte{1}, std::byte{255}};
  ASSERT_TRUE(database_->write([&](Transaction& tx) -> Done {
    VOD_TRY(tx.run("INSERT INTO kinds (a, b, c, d, e, f) VALUES ($1, $2, $3, $4, $5, $6)",
                   {std::int64_t{-9'007'199'254'740'993}, 29.97, std::string_view("\xe8\xa7\x86\0x", 5),
                    std::span<const std::byte>(blob), nullptr, std::string_view()}));
    return done();
  }));
  int rows = 0;
  ASSERT_TRUE(database_->read([&](ReadTransaction& tx) {
    return tx.query("SELECT a, b, c, d, e, f FROM kinds", {}, [&](const SqlRow& row) {
      ++rows;
      EXPECT_EQ(row.integer(0), -9'007'199'254'740'993);
      EXPECT_EQ(row.real(1), 29.97);
      EXPECT_EQ(row.text(2), std::string_view("\xe8\xa7\x86\0x", 5));
      EXPECT_EQ(row.text(3), std::string_view("\0\1\xff", 3));
      EXPECT_TRUE(row.is_null(4));
      EXPECT_EQ(row.text(4), "");
      EXPECT_EQ(row.integer(4), 0);
      EXPECT_FALSE(row.is_null(5));
      EXPECT_EQ(row.text(5), "");
    });
  }));
  EXPECT_EQ(rows, 1);
}

TEST_P(DatabaseContract, PlaceholdersMayRepeatAndStandInAnyOrder) {
  std::string answer;
  ASSERT_TRUE(database_->read([&](ReadTransaction& tx) {
    return tx.query("SELECT $2 || $1 || $2", {std::string_view("a"), std::string_view("b")},
                    [&](const SqlRow& row) { answer = row.text(0); });
  }));
  EXPECT_EQ(answer, "bab");
}

TEST_P(DatabaseContract, TooFewOrTooManyValuesAreRefused) {
  const auto run = [&](std::vector<SqlValue> values) {
    return database_->read([&](ReadTransaction& tx) {
      return tx.query("SELECT $1 || 'x'", std::span<const SqlValue>(values), [](const SqlRow&) {});
    });
  };
  EXPECT_FALSE(run({}));
  EXPECT_TRUE(run({std::string_view("a")}));
  EXPECT_FALSE(run({std::string_view("a"), std::string_view("b")}));
}

TEST_P(DatabaseContract, RunTellsHowManyRowsChanged) {
  ASSERT_TRUE(database_->write([](Transaction& tx) -> Done {
    for (int i = 0; i < 5; ++i) {
      VOD_TRY(insert(tx, i));
    }
    VOD_TRY(const auto some, tx.run("UPDATE notes SET body = 'x' WHERE id < $1", {std::int64_t{3}}));
    EXPECT_EQ(some, 3);
    VOD_TRY(const auto none, tx.run("DELETE FROM notes WHERE id > $1", {std::int64_t{100}}));
    EXPECT_EQ(none, 0);
    VOD_TRY(const auto table, tx.run("CREATE TABLE more (id INTEGER PRIMARY KEY)", {}));
    EXPECT_EQ(table, 0);
    return done();
  }));
}

TEST_P(DatabaseContract, TheLastInsertTellsItsId) {
  std::int64_t first = 0;
  std::int64_t second = 0;
  ASSERT_TRUE(database_->write([&](Transaction& tx) -> Done {
    VOD_TRY(tx.run("INSERT INTO notes (body) VALUES ($1)", {std::string_view("a")}));
    first = tx.last_insert_id();
    VOD_TRY(tx.run("INSERT INTO notes (body) VALUES ($1)", {std::string_view("b")}));
    second = tx.last_insert_id();
    return done();
  }));
  EXPECT_GT(first, 0);
  EXPECT_EQ(second, first + 1);
}

TEST_P(DatabaseContract, AQueryMayBeAskedInsideItself) {
  ASSERT_TRUE(database_->write([](Transaction& tx) -> Done {
    for (int i = 0; i < 4; ++i) {
      VOD_TRY(insert(tx, i));
    }
    return done();
  }));
  int pairs = 0;
  ASSERT_TRUE(database_->read([&](ReadTransaction& tx) {
    constexpr std::string_view sql = "SELECT id FROM notes ORDER BY id";
    return tx.query(sql, {}, [&](const SqlRow&) { EXPECT_TRUE(tx.query(sql, {}, [&](const SqlRow&) { ++pairs; })); });
  }));
  EXPECT_EQ(pairs, 16);
}

TEST_P(DatabaseContract, OnlyOneStatementIsRunAtATime) {
  EXPECT_FALSE(change("INSERT INTO notes (id) VALUES (1); INSERT INTO notes (id) VALUES (2)"));
  EXPECT_EQ(count(), 0);
}

TEST_P(DatabaseContract, ClosingFinishesWhatWasSubmitted) {
  std::atomic<int> succeeded = 0;
  for (int i = 0; i < 2'000; ++i) {
    database_->submit([i](Transaction& tx) { return insert(tx, i); },
                      [&](Done result) { succeeded += result.has_value() ? 1 : 0; });
  }
  database_.reset();
  EXPECT_EQ(succeeded, 2'000);
}

TEST_P(DatabaseContract, ACopyIsADatabaseWithAllThatWasAcknowledged) {
  for (int i = 0; i < 300; ++i) {
    ASSERT_TRUE(database_->write([i](Transaction& tx) { return insert(tx, i, std::string(5'000, 'x')); }));
  }
  auto folder = (std::filesystem::temp_directory_path() / "openvod-copy-XXXXXX").string();
  ASSERT_NE(::mkdtemp(folder.data()), nullptr);
  const auto file = std::filesystem::path(folder) / "copy.db";
  std::atomic<bool> stop = false;
  std::thread others([&] {
    for (int i = 1'000; !stop; ++i) (void)database_->write([i](Transaction& tx) { return insert(tx, i); });
  });
  std::uint64_t all = 0;
  const auto copied = database_->copy_to(file, [&](std::uint64_t done_pages, std::uint64_t all_pages) {
    EXPECT_LE(done_pages, all_pages);
    all = all_pages;
    return true;
  });
  stop = true;
  others.join();
  EXPECT_TRUE(copied);
  EXPECT_GT(all, 300U);
  EXPECT_GT(std::filesystem::file_size(file), 300U * 5'000);
  EXPECT_EQ(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::filesystem::remove_all(folder);
}

TEST_P(DatabaseContract, ACopyEndsWhenItIsToldTo) {
  auto folder = (std::filesystem::temp_directory_path() / "openvod-copy-XXXXXX").string();
  ASSERT_NE(::mkdtemp(folder.data()), nullptr);
  const auto copied =
      database_->copy_to(std::filesystem::path(folder) / "copy.db", [](std::uint64_t, std::uint64_t) { return false; });
  ASSERT_FALSE(copied);
  EXPECT_EQ(copied.error().code, ErrorCode::cancelled);
  EXPECT_TRUE(change("INSERT INTO notes (id, body) VALUES (1, 'x')"));
  std::filesystem::remove_all(folder);
}

}  // namespace vod
