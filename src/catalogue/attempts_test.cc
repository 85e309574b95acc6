#include "catalogue/attempts.h"

#include <gtest/gtest.h>

#include "catalogue/test_catalogue.h"
#include "model/limits.h"

namespace vod::catalogue {
namespace {

std::int64_t count(TestCatalogue& catalogue) {
  return catalogue.read<std::int64_t>([](ReadTransaction& tx) -> Result<std::int64_t> {
    std::int64_t rows = 0;
    VOD_TRY(tx.query("SELECT COUNT(*) FROM attempts", {}, [&](const SqlRow& row) { rows = row.integer(0); }));
    return rows;
  });
}

TEST(Attempts, LogKeepsTheNewestUpToItsLimit) {
  TestCatalogue catalogue;
  constexpr std::size_t at_once = 1'000;
  for (std::size_t written = 0; written < limits::attempts_kept_max + at_once; written += at_once) {
    catalogue.write([&](Transaction& tx) {
      std::vector<Attempt> attempts(at_once);
      for (std::size_t i = 0; i < at_once; ++i) {
        attempts[i].app = TestCatalogue::app;
        attempts[i].key.sequence = written + i + 1;
        attempts[i].number = 1;
      }
      return insert_attempts(tx, attempts);
    });
  }
  EXPECT_EQ(count(catalogue), static_cast<std::int64_t>(limits::attempts_kept_max));
  const auto of = [&](std::uint64_t sequence) {
    return catalogue.read<std::vector<Attempt>>(
        [&](ReadTransaction& tx) { return attempts_of(tx, TestCatalogue::app, sequence, 10); });
  };
  EXPECT_TRUE(of(at_once).empty());
  EXPECT_EQ(of(at_once + 1).size(), 1U);
}

}  // namespace
}  // namespace vod::catalogue
