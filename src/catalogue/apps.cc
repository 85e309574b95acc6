#include "catalogue/apps.h"

#include "catalogue/delivery_config.h"
#include "catalogue/values.h"

namespace vod::catalogue {
namespace {

#define APP_COLUMNS                                                                                      \
  "sub_app_id, name, description, status, created_ms, mode, notification_url, sign_key, upload_switch, " \
  "delete_switch, persistence_switch, delivery"

App read_app(const SqlRow& row) {
  App app;
  app.id = app_at(row, 0);
  app.name = text_at(row, 1);
  app.description = text_at(row, 2);
  app.status = enum_at<AppStatus>(row, 3);
  app.created_ms = row.integer(4);
  app.events.mode = enum_at<EventMode>(row, 5);
  app.events.notification_url = text_at(row, 6);
  app.events.sign_key = text_at(row, 7);
  app.events.upload_switch = row.integer(8) != 0;
  app.events.delete_switch = row.integer(9) != 0;
  app.events.persistence_switch = row.integer(10) != 0;
  app.events.delivery = read_delivery_config(row.text(11));
  return app;
}

// `delivery` is borrowed like the app.
std::vector<SqlValue> values_of(const App& app, const std::string& delivery) {
  return {stored(app.id),
          stored(app.name),
          stored(app.description),
          stored(app.status),
          app.created_ms,
          stored(app.events.mode),
          stored(app.events.notification_url),
          stored(app.events.sign_key),
          stored(app.events.upload_switch),
          stored(app.events.delete_switch),
          stored(app.events.persistence_switch),
          stored(delivery)};
}

}  // namespace

Result<std::optional<App>> find_app(ReadTransaction& tx, AppId id) {
  std::optional<App> app;
  VOD_TRY(tx.query("SELECT " APP_COLUMNS " FROM apps WHERE sub_app_id = $1", {stored(id)},
                   [&](const SqlRow& row) { app = read_app(row); }));
  return app;
}

Result<std::optional<EventConfig>> find_event_config(ReadTransaction& tx, AppId id) {
  std::optional<EventConfig> config;
  VOD_TRY(
      tx.query("SELECT mode, notification_url, upload_switch, delete_switch, persistence_switch, delivery FROM apps"
               " WHERE sub_app_id = $1",
               {stored(id)}, [&](const SqlRow& row) {
                 config.emplace();
                 config->mode = enum_at<EventMode>(row, 0);
                 config->notification_url = text_at(row, 1);
                 config->upload_switch = row.integer(2) != 0;
                 config->delete_switch = row.integer(3) != 0;
                 config->persistence_switch = row.integer(4) != 0;
                 config->delivery = read_delivery_config(row.text(5));
               }));
  return config;
}

Result<AppPage> list_apps(ReadTransaction& tx, const AppFilter& filter) {
  std::string where = " WHERE 1 = 1";
  std::vector<SqlValue> values;
  const auto placeholder = [&](SqlValue value) {
    values.push_back(value);
    return "$" + std::to_string(values.size());
  };
  if (!filter.name.empty()) where += " AND name = " + placeholder(stored(filter.name));
  if (!filter.ids.empty()) {
    where += " AND sub_app_id IN (";
    for (std::size_t i = 0; i < filter.ids.size(); ++i)
      where += (i == 0 ? "" : ", ") + placeholder(stored(filter.ids[i]));
    where += ")";
  }
  AppPage page;
  VOD_TRY(
      tx.query("SELECT COUNT(*) FROM apps" + where, values, [&](const SqlRow& row) { page.total = row.integer(0); }));
  const std::string limit = placeholder(filter.limit);
  const std::string offset = placeholder(filter.offset);
  VOD_TRY(
      tx.query("SELECT " APP_COLUMNS " FROM apps" + where + " ORDER BY sub_app_id LIMIT " + limit + " OFFSET " + offset,
               values, [&](const SqlRow& row) { page.apps.push_back(read_app(row)); }));
  return page;
}

Result<AppId> last_app_id(ReadTransaction& tx) {
  AppId id;
  VOD_TRY(
      tx.query("SELECT COALESCE(MAX(sub_app_id), 0) FROM apps", {}, [&](const SqlRow& row) { id = app_at(row, 0); }));
  return id;
}

Done insert_app(Transaction& tx, const App& app) {
  const std::string delivery = delivery_config_text(app.events.delivery);
  VOD_TRY(tx.run("INSERT INTO apps(" APP_COLUMNS ") VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                 values_of(app, delivery)));
  return done();
}

Done update_app(Transaction& tx, const App& app) {
  const std::string delivery = delivery_config_text(app.events.delivery);
  auto values = values_of(app, delivery);
  values.erase(values.begin());
  values.push_back(stored(app.id));
  VOD_TRY(
      tx.run("UPDATE apps SET name = $1, description = $2, status = $3, created_ms = $4, mode = $5,"
             " notification_url = $6, sign_key = $7, upload_switch = $8, delete_switch = $9,"
             " persistence_switch = $10, delivery = $11 WHERE sub_app_id = $12",
             values));
  return done();
}

}  // namespace vod::catalogue
