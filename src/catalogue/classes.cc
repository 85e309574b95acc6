#include "catalogue/classes.h"

#include <algorithm>

#include "base/text.h"
#include "catalogue/meta.h"
#include "catalogue/values.h"
#include "model/limits.h"

namespace vod::catalogue {
namespace {

#define CLASS_COLUMNS "class_id, parent_id, name, created_ms"

MediaClass read_class(AppId app, const SqlRow& row) {
  return {app, row.integer(0), row.integer(1), text_at(row, 2), row.integer(3)};
}

Result<std::optional<MediaClass>> find_one(ReadTransaction& tx, AppId app, const std::string& condition,
                                           std::initializer_list<SqlValue> values) {
  std::optional<MediaClass> found;
  VOD_TRY(tx.query("SELECT " CLASS_COLUMNS " FROM classes WHERE sub_app_id = $1 AND " + condition, values,
                   [&](const SqlRow& row) { found = read_class(app, row); }));
  return found;
}

Result<std::int64_t> count(ReadTransaction& tx, const std::string& from, std::initializer_list<SqlValue> values) {
  std::int64_t counted = 0;
  VOD_TRY(tx.query("SELECT COUNT(*) FROM " + from, values, [&](const SqlRow& row) { counted = row.integer(0); }));
  return counted;
}

}  // namespace

// The last number is remembered: a class that was deleted may still be named by an upload or a task on its way.
Result<std::int64_t> next_class_id(Transaction& tx, AppId app) {
  const std::string name = "classes.last_id." + app.text();
  VOD_TRY(const auto last, find_meta(tx, name));
  const std::int64_t id = (last ? parse_number<std::int64_t>(*last).value_or(0) : 0) + 1;
  VOD_TRY(put_meta(tx, name, std::to_string(id)));
  return id;
}

Done insert_class(Transaction& tx, const MediaClass& made) {
  VOD_TRY(tx.run("INSERT INTO classes(sub_app_id, class_id, parent_id, name, created_ms) VALUES($1, $2, $3, $4, $5)",
                 {stored(made.app), made.id, made.parent_id, stored(made.name), made.created_ms}));
  return done();
}

Done rename_class(Transaction& tx, AppId app, std::int64_t id, std::string_view name) {
  VOD_TRY(tx.run("UPDATE classes SET name = $1 WHERE sub_app_id = $2 AND class_id = $3",
                 {SqlValue(name), stored(app), id}));
  return done();
}

Done erase_class(Transaction& tx, AppId app, std::int64_t id) {
  VOD_TRY(tx.run("DELETE FROM classes WHERE sub_app_id = $1 AND class_id = $2", {stored(app), id}));
  return done();
}

Result<std::optional<MediaClass>> find_class(ReadTransaction& tx, AppId app, std::int64_t id) {
  return find_one(tx, app, "class_id = $2", {stored(app), id});
}

Result<std::optional<MediaClass>> find_class_named(ReadTransaction& tx, AppId app, std::int64_t parent_id,
                                                   std::string_view name) {
  return find_one(tx, app, "parent_id = $2 AND name = $3", {stored(app), parent_id, SqlValue(name)});
}

Result<std::vector<MediaClass>> list_classes(ReadTransaction& tx, AppId app) {
  std::vector<MediaClass> classes;
  VOD_TRY(tx.query("SELECT " CLASS_COLUMNS " FROM classes WHERE sub_app_id = $1 ORDER BY class_id", {stored(app)},
                   [&](const SqlRow& row) { classes.push_back(read_class(app, row)); }));
  return classes;
}

Result<std::int64_t> count_children(ReadTransaction& tx, AppId app, std::int64_t parent_id) {
  return count(tx, "classes WHERE sub_app_id = $1 AND parent_id = $2", {stored(app), parent_id});
}

Result<std::int64_t> count_classes(ReadTransaction& tx, AppId app) {
  return count(tx, "classes WHERE sub_app_id = $1", {stored(app)});
}

Result<bool> has_media(ReadTransaction& tx, AppId app, std::int64_t id) {
  VOD_TRY(const auto found, count(tx,
                                  "(SELECT 1 FROM media WHERE sub_app_id = $1 AND class_id = $2 AND class_id <> 0"
                                  " LIMIT 1)",
                                  {stored(app), id}));
  return found != 0;
}

Result<std::int64_t> class_or_other(ReadTransaction& tx, AppId app, std::int64_t id) {
  if (id == other_class) return other_class;
  VOD_TRY(const auto found, find_class(tx, app, id));
  return found ? id : other_class;
}

Result<std::vector<MediaClass>> line_of(ReadTransaction& tx, AppId app, std::int64_t id) {
  std::vector<MediaClass> line;
  while (id > other_class && line.size() < limits::class_levels_max) {
    VOD_TRY(auto found, find_class(tx, app, id));
    if (!found) break;
    id = found->parent_id;
    line.push_back(std::move(*found));
  }
  std::reverse(line.begin(), line.end());
  return line;
}

Result<ClassPlace> class_place(ReadTransaction& tx, AppId app, std::int64_t id) {
  VOD_TRY(const auto line, line_of(tx, app, id));
  if (line.empty()) return ClassPlace{};
  ClassPlace place{id, line.back().name, {}};
  for (const MediaClass& level : line) place.path += (place.path.empty() ? "" : "-") + level.name;
  return place;
}

Result<std::vector<std::int64_t>> with_descendants(ReadTransaction& tx, AppId app, std::vector<std::int64_t> ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  for (std::size_t next = 0; next < ids.size(); ++next) {
    if (ids[next] == top_class) continue;
    VOD_TRY(tx.query("SELECT class_id FROM classes WHERE sub_app_id = $1 AND parent_id = $2", {stored(app), ids[next]},
                     [&](const SqlRow& row) {
                       if (std::find(ids.begin(), ids.end(), row.integer(0)) == ids.end())
                         ids.push_back(row.integer(0));
                     }));
  }
  return ids;
}

}  // namespace vod::catalogue
