#include "backends/sqlite/sqlite.h"
#include "ports/database_contract.h"

namespace vod {
namespace {

std::unique_ptr<Database> open_ephemeral() {
  static const auto log = make_silent_log();
  auto database = open_sqlite({.ephemeral = true}, *log);
  return database ? std::move(database).value() : nullptr;
}

INSTANTIATE_TEST_SUITE_P(Sqlite, DatabaseContract, testing::Values(DatabaseFactory{"Ephemeral", &open_ephemeral}));

}  // namespace
}  // namespace vod
