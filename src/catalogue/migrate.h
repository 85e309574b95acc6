#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.h"
#include "base/result.h"
#include "ports/database.h"

namespace vod::catalogue {

/// One step of the schema. Numbers grow by one from 1; `statements` run one by one in one transaction.
struct Migration {
  int number = 0;
  std::vector<std::string_view> statements;
};

/// Brings the database up to the last migration, each in a transaction of its own, and gives the version that it has
/// then. A database that is newer than the program is refused (database_newer) and left as it is; a migration that
/// fails leaves the version before it. Waits for the writes: for the start of the program only.
Result<int> migrate(Database& database, std::span<const Migration> migrations, Log& log);

/// What people are told about the database.
struct DatabaseVersions {
  /// Of the schema.
  int schema = 0;
  /// Of the library that keeps it ("3.40.1").
  std::string engine;
};
Result<DatabaseVersions> database_versions(ReadTransaction& tx);

}  // namespace vod::catalogue
