#include "catalogue/procedures.h"

#include "catalogue/values.h"
#include "model/errors.h"

namespace vod::catalogue {
namespace {

// Adaptive stream, sprite, and a cover from the beginning: the documents name no position for it.
Procedure preset(std::string name, std::string comment, std::uint64_t adaptive_definition) {
  Procedure procedure{.name = std::move(name), .comment = std::move(comment), .is_preset = true};
  wire::AdaptiveDynamicStreamingTaskInput adaptive;
  adaptive.Definition = adaptive_definition;
  procedure.input.AdaptiveDynamicStreamingTaskSet.push_back(std::move(adaptive));
  wire::ImageSpriteTaskInput sprite;
  sprite.Definition = 10;
  procedure.input.ImageSpriteTaskSet.push_back(std::move(sprite));
  wire::CoverBySnapshotTaskInput cover;
  cover.Definition = 10;
  cover.PositionType = "Time";
  cover.PositionValue = 0;
  procedure.input.CoverBySnapshotTaskSet.push_back(std::move(cover));
  return procedure;
}

#define PROCEDURE_COLUMNS "name, comment, created_ms, updated_ms, body"

Done read(const SqlRow& row, Procedure& procedure) {
  procedure.name = text_at(row, 0);
  procedure.comment = text_at(row, 1);
  procedure.created_ms = row.integer(2);
  procedure.updated_ms = row.integer(3);
  VOD_TRY(procedure.input, wire::decode_answer<wire::MediaProcessTaskInput>(std::string_view(text_at(row, 4))));
  return done();
}

Result<std::vector<Procedure>> query(ReadTransaction& tx, std::string_view sql,
                                     std::initializer_list<SqlValue> values) {
  std::vector<Procedure> procedures;
  Done well = done();
  VOD_TRY(tx.query(sql, values, [&](const SqlRow& row) {
    Procedure procedure;
    if (auto one = read(row, procedure); !one) well = one;
    procedures.push_back(std::move(procedure));
  }));
  VOD_TRY(well);
  return procedures;
}

}  // namespace

const std::vector<Procedure>& preset_procedures() {
  static const std::vector<Procedure> rows = {
      preset("LongVideoPreset", "Adaptive HLS, a sprite and a cover", 10),
      preset("SimpleAesEncryptPreset", "Encrypted adaptive HLS, a sprite and a cover", 12)};
  return rows;
}

Result<std::optional<Procedure>> find_procedure(ReadTransaction& tx, AppId app, const std::string& name) {
  for (const Procedure& row : preset_procedures()) {
    if (row.name == name) return std::optional(row);
  }
  VOD_TRY(auto found, query(tx, "SELECT " PROCEDURE_COLUMNS " FROM procedures WHERE sub_app_id = $1 AND name = $2",
                            {stored(app), stored(name)}));
  if (found.empty()) return std::optional<Procedure>();
  return std::optional(std::move(found.front()));
}

Result<std::vector<Procedure>> list_procedures(ReadTransaction& tx, AppId app) {
  return query(tx, "SELECT " PROCEDURE_COLUMNS " FROM procedures WHERE sub_app_id = $1 ORDER BY name", {stored(app)});
}

Done put_procedure(Transaction& tx, AppId app, const Procedure& procedure) {
  VOD_TRY(tx.run("INSERT INTO procedures(sub_app_id, " PROCEDURE_COLUMNS ") VALUES($1, $2, $3, $4, $5, $6)"
                 " ON CONFLICT(sub_app_id, name) DO UPDATE SET comment = excluded.comment,"
                 " created_ms = excluded.created_ms, updated_ms = excluded.updated_ms, body = excluded.body",
                 {stored(app), stored(procedure.name), stored(procedure.comment), procedure.created_ms,
                  procedure.updated_ms, stored(wire::encode_text(procedure.input))}));
  return done();
}

Result<bool> erase_procedure(Transaction& tx, AppId app, const std::string& name) {
  VOD_TRY(const auto changed,
          tx.run("DELETE FROM procedures WHERE sub_app_id = $1 AND name = $2", {stored(app), stored(name)}));
  return changed == 1;
}

Result<TaskId> start_procedure_by_name(Transaction& tx, Bells& bells, Random& random, const TaskWish& wish,
                                       const Media& media, const std::string& name, std::int64_t now_ms) {
  VOD_TRY(const auto procedure, find_procedure(tx, wish.app, name));
  if (!procedure) {
    return error(ErrorCode::value_procedure_name, "ProcedureName",
                 "ProcedureName: there is no procedure \"" + name + "\" in this application.");
  }
  return start_procedure(tx, bells, random, wish, media, procedure->input, now_ms);
}

}  // namespace vod::catalogue
