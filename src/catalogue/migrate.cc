#include "catalogue/migrate.h"

#include <fmt/format.h>

#include "base/check.h"
#include "model/errors.h"

namespace vod::catalogue {
namespace {

Result<int> version_of(Database& database) {
  int version = 0;
  VOD_TRY(database.write([&version](Transaction& tx) -> Done {
    VOD_TRY(tx.run("CREATE TABLE IF NOT EXISTS schema_version (number BIGINT PRIMARY KEY)", {}));
    return tx.query("SELECT max(number) FROM schema_version", {},
                    [&version](const SqlRow& row) { version = static_cast<int>(row.integer(0)); });
  }));
  return version;
}

Done apply(Database& database, const Migration& migration) {
  return database.write([&migration](Transaction& tx) -> Done {
    for (const auto statement : migration.statements) {
      VOD_TRY(tx.run(statement, {}));
    }
    // The key refuses a second run of the same step.
    VOD_TRY(tx.run("INSERT INTO schema_version (number) VALUES ($1)", {std::int64_t{migration.number}}));
    return done();
  });
}

}  // namespace

Result<DatabaseVersions> database_versions(ReadTransaction& tx) {
  DatabaseVersions versions;
  VOD_TRY(tx.query("SELECT max(number) FROM schema_version", {},
                   [&](const SqlRow& row) { versions.schema = static_cast<int>(row.integer(0)); }));
  VOD_TRY(tx.query("SELECT sqlite_version()", {}, [&](const SqlRow& row) { versions.engine = row.text(0); }));
  return versions;
}

Result<int> migrate(Database& database, std::span<const Migration> migrations, Log& log) {
  for (std::size_t i = 0; i < migrations.size(); ++i) VOD_CHECK(migrations[i].number == static_cast<int>(i) + 1);
  const int last = static_cast<int>(migrations.size());
  VOD_TRY(auto version, version_of(database));
  if (version > last) {
    return error(
        ErrorCode::database_newer, "database",
        fmt::format("The database has schema version {}; this openvod knows versions up to {}.", version, last));
  }
  for (; version < last; ++version) {
    const auto& migration = migrations[static_cast<std::size_t>(version)];
    VOD_TRY(apply(database, migration));
    log.info("The database's schema is now version {}.", migration.number);
  }
  return version;
}

}  // namespace vod::catalogue
