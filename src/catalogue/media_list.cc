#include "catalogue/media_list.h"

#include "catalogue/conditions.h"
#include "catalogue/media_row.h"
#include "catalogue/tasks.h"
#include "catalogue/tokens.h"
#include "catalogue/values.h"

namespace vod::catalogue {
namespace {

// Behind the columns of the media.
constexpr int size_column = 22;
constexpr int row_column = 23;

const char* column_of(MediaSort sort) {
  switch (sort) {
    case MediaSort::name:
      return "name";
    case MediaSort::size:
      return "size_bytes";
    case MediaSort::created:
      break;
  }
  return "created_ms";
}

std::int64_t number_of(const Media& media, std::int64_t size_bytes, MediaSort sort) {
  if (sort == MediaSort::name) return 0;
  return sort == MediaSort::size ? size_bytes : media.created_ms;
}

Result<std::int64_t> count_outputs(ReadTransaction& tx, const Media& media) {
  std::int64_t count = 0;
  VOD_TRY(tx.query("SELECT COUNT(*) FROM outputs WHERE sub_app_id = $1 AND file_id = $2",
                   {stored(media.app), stored(media.id)}, [&](const SqlRow& row) { count = row.integer(0); }));
  return count;
}

}  // namespace

Result<std::vector<MediaListRow>> list_media(ReadTransaction& tx, const MediaListFilter& filter) {
  const std::string words = match_words(filter.text);
  // Few have open work: they are looked up by their ids and sorted. Everything else is read in the order of an index.
  // A plus before a column keeps its index out of the plan.
  const bool by_id = filter.is_processing.value_or(false);
  const std::string column = std::string(by_id ? "+" : "") + column_of(filter.sort);
  Conditions conditions;
  conditions.both("sub_app_id = " + conditions.value(stored(filter.app)));
  if (filter.after) {
    const std::string at =
        conditions.value(filter.sort == MediaSort::name ? stored(filter.after->name) : SqlValue(filter.after->number));
    conditions.both("(" + column + ", row) " + (filter.ascending ? ">" : "<") + " (" + at + ", " +
                    conditions.value(filter.after->row) + ")");
  }
  if (!words.empty()) {
    conditions.both("+row IN (SELECT rowid FROM media_text WHERE media_text MATCH " + conditions.value(stored(words)) +
                    ")");
  }
  if (!filter.text.empty()) {
    conditions.both("instr(lower(name), lower(" + conditions.value(stored(filter.text)) + ")) > 0");
  }
  const auto equals = [&](const char* name) {
    return [&conditions, name](const std::string& item) {
      return "+" + std::string(name) + " = " + conditions.value(stored(item));
    };
  };
  conditions.any_of(filter.types, equals("type"));
  conditions.any_of(filter.categories, equals("category"));
  if (filter.is_processing) {
    const std::string app = conditions.value(stored(filter.app));
    const std::string open =
        "(SELECT file_id FROM tasks WHERE status < 2 AND file_id IS NOT NULL AND +tasks.sub_app_id = " + app +
        " UNION ALL SELECT file_id FROM ingests WHERE ingests.sub_app_id = " + app + ")";
    conditions.both(*filter.is_processing ? "file_id IN " + open : "+file_id NOT IN " + open);
  }
  const std::string direction = filter.ascending ? " ASC" : " DESC";
  const std::string limit = conditions.value(static_cast<std::int64_t>(filter.limit));
  std::vector<MediaListRow> rows;
  VOD_TRY(tx.query("SELECT " MEDIA_COLUMNS ", size_bytes, row FROM media" + conditions.where() + " ORDER BY " + column +
                       direction + ", row" + direction + " LIMIT " + limit,
                   conditions.values(), [&](const SqlRow& row) {
                     MediaListRow& found = rows.emplace_back();
                     found.media = read_media(row);
                     found.size_bytes = row.integer(size_column);
                     found.position = {number_of(found.media, found.size_bytes, filter.sort), found.media.name,
                                       row.integer(row_column)};
                   }));
  for (MediaListRow& row : rows) {
    VOD_TRY(row.outputs, count_outputs(tx, row.media));
    VOD_TRY(row.task, find_open_task(tx, row.media.app, row.media.id));
  }
  return rows;
}

}  // namespace vod::catalogue
