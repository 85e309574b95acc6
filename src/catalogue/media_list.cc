#include "catalogue/media_list.h"

#include "catalogue/conditions.h"
#include "catalogue/media_row.h"
#include "catalogue/tasks.h"
#include "catalogue/tokens.h"
#include "catalogue/values.h"

namespace vod::catalogue {
namespace {

// Behind the columns of the media.
constexpr int size_column = media_columns;
constexpr int row_column = media_columns + 1;

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

// Media with these words, up to the number from which on a page is full soon without the text index.
constexpr std::int64_t many_matches = 2'000;
Result<bool> are_few(ReadTransaction& tx, const std::string& words) {
  std::int64_t matches = 0;
  VOD_TRY(tx.query("SELECT COUNT(*) FROM (SELECT 1 FROM media_text WHERE media_text MATCH $1 LIMIT $2)",
                   {stored(words), many_matches}, [&](const SqlRow& row) { matches = row.integer(0); }));
  return matches < many_matches;
}

// What leaves media out, beside the text.
void narrow(Conditions& conditions, const MediaListFilter& filter, bool by_id) {
  const auto equals = [&](const char* name) {
    return [&conditions, name](const std::string& item) {
      return "+" + std::string(name) + " = " + conditions.value(stored(item));
    };
  };
  conditions.any_of(filter.files, [&](FileId file) { return "file_id = " + conditions.value(stored(file)); });
  conditions.any_of(filter.types, equals("type"));
  conditions.any_of(filter.categories, equals("category"));
  if (!filter.is_processing) return;
  const std::string app = conditions.value(stored(filter.app));
  const std::string open =
      "(SELECT file_id FROM tasks WHERE status < 2 AND file_id IS NOT NULL AND +tasks.sub_app_id = " + app +
      " UNION ALL SELECT file_id FROM ingests WHERE ingests.sub_app_id = " + app + ")";
  conditions.both((by_id && filter.files.empty() ? "file_id" : "+file_id") +
                  std::string(*filter.is_processing ? " IN " : " NOT IN ") + open);
}
Conditions conditions_of(const MediaListFilter& filter, const std::string& words, bool by_words, bool by_id,
                         const std::string& column) {
  Conditions conditions;
  conditions.both((by_words ? "+sub_app_id = " : "sub_app_id = ") + conditions.value(stored(filter.app)));
  if (filter.after) {
    const std::string at =
        conditions.value(filter.sort == MediaSort::name ? stored(filter.after->name) : SqlValue(filter.after->number));
    conditions.both("(" + column + ", row) " + (filter.ascending ? ">" : "<") + " (" + at + ", " +
                    conditions.value(filter.after->row) + ")");
  }
  if (by_words) {
    conditions.both("row IN (SELECT rowid FROM media_text WHERE media_text MATCH " + conditions.value(stored(words)) +
                    ")");
  }
  if (!filter.text.empty()) {
    conditions.both("instr(lower(name), lower(" + conditions.value(stored(filter.text)) + ")) > 0");
  }
  narrow(conditions, filter, by_id);
  return conditions;
}

}  // namespace

Result<std::vector<MediaListRow>> list_media(ReadTransaction& tx, const MediaListFilter& filter) {
  const std::string words = match_words(filter.text);
  // Few are named, few have open work, and few a rare word: they are looked up by their ids and sorted. Everything else
  // is read in the order of an index. A plus before a column keeps its index out of the plan.
  const bool by_files = !filter.files.empty();
  bool by_words = false;
  if (!words.empty() && !by_files) {
    VOD_TRY(by_words, are_few(tx, words));
  }
  const bool by_id = by_files || (!by_words && filter.is_processing.value_or(false));
  const std::string column = std::string(by_id || by_words ? "+" : "") + column_of(filter.sort);
  Conditions conditions = conditions_of(filter, words, by_words, by_id, column);
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
