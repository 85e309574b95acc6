// The room catalogue: the only room that speaks SQL (the queue's too). One file per table: its rows as values of
// model/, and the statements that find and change them. It refuses to decide anything: rules stand in the rooms above.
#pragma once

#include <optional>
#include <vector>

#include "model/app.h"
#include "ports/database.h"

namespace vod::catalogue {

Result<std::optional<App>> find_app(ReadTransaction& tx, AppId id);
/// What each event asks of its app, and no more of the row.
Result<std::optional<EventConfig>> find_event_config(ReadTransaction& tx, AppId id);
/// Sorted by id; with the number of all that match. `name` and `id` narrow the list where they are set.
struct AppPage {
  std::vector<App> apps;
  std::int64_t total = 0;
};
struct AppFilter {
  std::string name;
  std::vector<AppId> ids;
  std::int64_t offset = 0;
  std::int64_t limit = 200;
};
Result<AppPage> list_apps(ReadTransaction& tx, const AppFilter& filter);
/// The largest id there is, so that a new app gets the next one.
Result<AppId> last_app_id(ReadTransaction& tx);
Done insert_app(Transaction& tx, const App& app);
/// Writes all members of an app that is there.
Done update_app(Transaction& tx, const App& app);

}  // namespace vod::catalogue
