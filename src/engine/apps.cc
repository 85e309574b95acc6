#include "engine/apps.h"

#include "catalogue/apps.h"
#include "model/errors.h"

namespace vod::engine {
namespace {

Result<App> needed_app(ReadTransaction& tx, AppId id) {
  VOD_TRY(auto app, catalogue::find_app(tx, id));
  if (!app || app->status == AppStatus::destroyed) return error(ErrorCode::value_sub_app_id, "SubAppId");
  return std::move(*app);
}

Done check_name_is_free(ReadTransaction& tx, const std::string& name, AppId own) {
  catalogue::AppFilter filter;
  filter.name = name;
  VOD_TRY(const auto page, catalogue::list_apps(tx, filter));
  for (const App& app : page.apps) {
    if (app.id != own && app.status != AppStatus::destroyed) {
      return error(ErrorCode::invalid_parameter_value, "Name",
                   "Name: an application named \"" + name + "\" is there already.");
    }
  }
  return done();
}

}  // namespace

Done ensure_app(Transaction& tx, AppId id, std::string_view name, std::int64_t now_ms) {
  VOD_TRY(const auto found, catalogue::find_app(tx, id));
  if (found) return done();
  App app;
  app.id = id;
  app.name = std::string(name);
  app.created_ms = now_ms;
  return catalogue::insert_app(tx, app);
}

Result<App> new_app(ReadTransaction& tx, const std::string& name, const std::string& description, std::int64_t now_ms) {
  VOD_TRY(check_name_is_free(tx, name, AppId{}));
  VOD_TRY(const auto last, catalogue::last_app_id(tx));
  App app;
  app.id = {last.value + 1};
  app.name = name;
  app.description = description;
  app.created_ms = now_ms;
  return app;
}

Result<App> modified_app(ReadTransaction& tx, AppId id, const std::optional<std::string>& name,
                         const std::optional<std::string>& description) {
  VOD_TRY(auto app, needed_app(tx, id));
  if (name) {
    VOD_TRY(check_name_is_free(tx, *name, id));
    app.name = *name;
  }
  if (description) app.description = *description;
  return app;
}

Result<App> app_with_status(ReadTransaction& tx, AppId id, AppId default_id, AppStatus status) {
  VOD_TRY(auto app, needed_app(tx, id));
  if (id == default_id && status != AppStatus::on) {
    return error(ErrorCode::failed_operation, "SubAppId",
                 "SubAppId: the default application " + id.text() + " can't be switched off or destroyed.");
  }
  app.status = status;
  return app;
}

}  // namespace vod::engine
