#include "catalogue/meta.h"

namespace vod::catalogue {

Result<std::optional<std::string>> find_meta(ReadTransaction& tx, std::string_view name) {
  std::optional<std::string> value;
  VOD_TRY(tx.query("SELECT value FROM meta WHERE name = $1", {name},
                   [&](const SqlRow& row) { value = std::string(row.text(0)); }));
  return value;
}

Done put_meta(Transaction& tx, std::string_view name, std::string_view value) {
  VOD_TRY(tx.run("INSERT INTO meta(name, value) VALUES($1, $2) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
                 {name, value}));
  return done();
}

Done erase_meta(Transaction& tx, std::string_view name) {
  VOD_TRY(tx.run("DELETE FROM meta WHERE name = $1", {name}));
  return done();
}

}  // namespace vod::catalogue
