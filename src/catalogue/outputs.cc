#include "catalogue/outputs.h"

#include "catalogue/notes.h"
#include "catalogue/values.h"

namespace vod::catalogue {

Done put_output(Transaction& tx, const Output& output) {
  VOD_TRY(
      tx.run("INSERT INTO outputs(sub_app_id, file_id, kind, definition, path, created_ms, detail)"
             " VALUES($1, $2, $3, $4, $5, $6, $7) ON CONFLICT(sub_app_id, file_id, kind, definition)"
             " DO UPDATE SET path = excluded.path, created_ms = excluded.created_ms, detail = excluded.detail",
             {stored(output.app), stored(output.file), stored(output.kind), output.definition, stored(output.path),
              output.created_ms, stored(output.detail_json)}));
  note_media(tx, output.app, output.file);
  return done();
}

Result<std::vector<Output>> list_outputs(ReadTransaction& tx, AppId app, FileId file) {
  std::vector<Output> outputs;
  VOD_TRY(
      tx.query("SELECT sub_app_id, file_id, kind, definition, path, created_ms, detail FROM outputs"
               " WHERE sub_app_id = $1 AND file_id = $2 ORDER BY kind, definition",
               {stored(app), stored(file)}, [&](const SqlRow& row) {
                 outputs.push_back({app_at(row, 0), file_at(row, 1), enum_at<OutputKind>(row, 2), row.integer(3),
                                    text_at(row, 4), row.integer(5), text_at(row, 6)});
               }));
  return outputs;
}

Done erase_outputs(Transaction& tx, AppId app, FileId file, OutputKind kind, std::int64_t definition) {
  VOD_TRY(
      tx.run("DELETE FROM outputs WHERE sub_app_id = $1 AND file_id = $2 AND kind = $3 AND ($4 = 0 OR definition = $4)",
             {stored(app), stored(file), stored(kind), definition}));
  note_media(tx, app, file);
  return done();
}

}  // namespace vod::catalogue
