#include "catalogue/templates.h"

#include <charconv>

#include "catalogue/meta.h"
#include "catalogue/values.h"

namespace vod::catalogue {
namespace {

#define TEMPLATE_COLUMNS "sub_app_id, kind, definition, name, comment, created_ms, updated_ms, body"

TemplateRow template_of(const SqlRow& row) {
  TemplateRow found;
  found.app = app_at(row, 0);
  found.kind = enum_at<TemplateKind>(row, 1);
  found.definition = row.integer(2);
  found.name = text_at(row, 3);
  found.comment = text_at(row, 4);
  found.created_ms = row.integer(5);
  found.updated_ms = row.integer(6);
  found.body_json = text_at(row, 7);
  return found;
}

// The counter outlives the templates, so that a task of yesterday never finds another template under its number.
Result<std::int64_t> next_definition(Transaction& tx, AppId app) {
  const std::string name = "templates.next." + app.text();
  VOD_TRY(const auto noted, find_meta(tx, name));
  std::int64_t next = first_custom_definition;
  if (noted) std::from_chars(noted->data(), noted->data() + noted->size(), next);
  VOD_TRY(put_meta(tx, name, std::to_string(next + 1)));
  return next;
}

}  // namespace

Result<std::optional<TemplateRow>> find_template(ReadTransaction& tx, AppId app, TemplateKind kind,
                                                 std::int64_t definition) {
  std::optional<TemplateRow> found;
  VOD_TRY(tx.query("SELECT " TEMPLATE_COLUMNS " FROM templates WHERE sub_app_id = $1 AND kind = $2 AND definition = $3",
                   {stored(app), stored(kind), definition}, [&](const SqlRow& row) { found = template_of(row); }));
  return found;
}

Result<std::vector<TemplateRow>> list_templates(ReadTransaction& tx, AppId app, TemplateKind kind) {
  std::vector<TemplateRow> rows;
  VOD_TRY(tx.query("SELECT " TEMPLATE_COLUMNS " FROM templates WHERE sub_app_id = $1 AND kind = $2 ORDER BY definition",
                   {stored(app), stored(kind)}, [&](const SqlRow& row) { rows.push_back(template_of(row)); }));
  return rows;
}

Result<std::int64_t> count_templates(ReadTransaction& tx, AppId app, TemplateKind kind) {
  std::int64_t count = 0;
  VOD_TRY(tx.query("SELECT COUNT(*) FROM templates WHERE sub_app_id = $1 AND kind = $2", {stored(app), stored(kind)},
                   [&](const SqlRow& row) { count = row.integer(0); }));
  return count;
}

Result<std::int64_t> add_template(Transaction& tx, const TemplateRow& row) {
  VOD_TRY(const auto definition, next_definition(tx, row.app));
  VOD_TRY(tx.run("INSERT INTO templates(" TEMPLATE_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                 {stored(row.app), stored(row.kind), definition, stored(row.name), stored(row.comment), row.created_ms,
                  row.updated_ms, stored(row.body_json)}));
  return definition;
}

Result<bool> update_template(Transaction& tx, const TemplateRow& row) {
  VOD_TRY(const auto changed, tx.run("UPDATE templates SET name = $1, comment = $2, updated_ms = $3, body = $4"
                                     " WHERE sub_app_id = $5 AND kind = $6 AND definition = $7",
                                     {stored(row.name), stored(row.comment), row.updated_ms, stored(row.body_json),
                                      stored(row.app), stored(row.kind), row.definition}));
  return changed == 1;
}

Result<bool> erase_template(Transaction& tx, AppId app, TemplateKind kind, std::int64_t definition) {
  VOD_TRY(const auto changed, tx.run("DELETE FROM templates WHERE sub_app_id = $1 AND kind = $2 AND definition = $3",
                                     {stored(app), stored(kind), definition}));
  return changed == 1;
}

}  // namespace vod::catalogue
