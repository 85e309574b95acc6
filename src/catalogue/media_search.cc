#include "catalogue/media_search.h"

#include <algorithm>
#include <utility>

#include "catalogue/conditions.h"
#include "catalogue/media_row.h"
#include "catalogue/tokens.h"
#include "catalogue/values.h"

namespace vod::catalogue {
namespace {

// Media with these words, counted up to `most`.
Result<std::int64_t> count_matches(ReadTransaction& tx, const std::string& words, std::int64_t most) {
  std::int64_t matches = 0;
  VOD_TRY(tx.query("SELECT COUNT(*) FROM (SELECT 1 FROM media_text WHERE media_text MATCH $1 LIMIT $2)",
                   {stored(words), most}, [&](const SqlRow& row) { matches = row.integer(0); }));
  return matches;
}

// The words of a text as a query. Where one of them is rare it stands for all: to find the media that have a common
// word too, the index would read through all that have that one, and the text itself is looked for anyway.
Result<std::string> telling_words(ReadTransaction& tx, const std::string& text) {
  const auto terms = match_terms(text);
  std::string all;
  for (const std::string& term : terms) all += (all.empty() ? "" : " ") + term;
  if (terms.size() < 2) return all;
  for (const std::int64_t rare : {std::int64_t{32}, std::int64_t{1'024}}) {
    for (const std::string& term : terms) {
      VOD_TRY(const auto matches, count_matches(tx, term, rare));
      if (matches < rare) return term;
    }
  }
  return all;
}

// One list of texts as a query: any of them. Empty when one of them has no word: then the index can't leave out
// anything.
Result<std::string> any_words(ReadTransaction& tx, const std::vector<std::string>& texts) {
  std::string either;
  for (const std::string& text : texts) {
    VOD_TRY(const auto words, telling_words(tx, text));
    if (words.empty()) return std::string();
    either += (either.empty() ? "(" : " OR (") + words + ")";
  }
  return either;
}

// All texts of the filter as one query.
Result<std::string> words_in(ReadTransaction& tx, const MediaFilter& filter) {
  std::string all;
  const auto add = [&](const std::string& either) {
    if (!either.empty()) all += (all.empty() ? "(" : " AND (") + either + ")";
  };
  for (const auto* texts : {&filter.names, &filter.name_prefixes, &filter.descriptions, &filter.tags}) {
    VOD_TRY(const auto either, any_words(tx, *texts));
    add(either);
  }
  VOD_TRY(const auto words, telling_words(tx, filter.text));
  add(words);
  return all;
}

// What a search works with: texts are borrowed by the statement, so they stand here before the first value is bound.
struct Search {
  const MediaFilter& filter;
  const std::string words;
  std::vector<std::string> whole_tags;
  std::vector<std::string> storage_classes;
  /// Read by the text index, not by an index of media.
  bool by_words = false;

  Search(const MediaFilter& asked, std::string telling) : filter(asked), words(std::move(telling)) {
    for (const std::string& tag : asked.tags) whole_tags.push_back("\n" + tag + "\n");
    for (const StorageClass storage : asked.storage_classes) storage_classes.emplace_back(name_of(storage));
  }
};

// The texts, as they were typed. A lower-case copy of the column is made for each look: SQLite has no other way.
void add_texts(Conditions& conditions, const Search& search) {
  const MediaFilter& filter = search.filter;
  const auto at = [&](const char* column, const std::string& text, const char* rule) {
    return "instr(lower(" + std::string(column) + "), lower(" + conditions.value(stored(text)) + "))" + rule;
  };
  conditions.any_of(filter.names, [&](const std::string& name) { return at("name", name, " > 0"); });
  conditions.any_of(filter.name_prefixes, [&](const std::string& prefix) { return at("name", prefix, " = 1"); });
  conditions.any_of(filter.descriptions, [&](const std::string& text) { return at("description", text, " > 0"); });
  conditions.any_of(search.whole_tags,
                    [&](const std::string& tag) { return "instr(tags, " + conditions.value(stored(tag)) + ") > 0"; });
  if (filter.text.empty()) return;
  const std::string text = conditions.value(stored(filter.text));
  const auto in = [&](const char* column) {
    return "instr(lower(" + std::string(column) + "), lower(" + text + ")) > 0";
  };
  conditions.both("(" + in("name") + " OR " + in("description") + " OR " + in("tags") + ")");
}

template <class List>
void add_list(Conditions& conditions, const std::string& column, const List& list) {
  if (list.empty()) return;
  std::string places;
  for (const auto& item : list) {
    if constexpr (std::is_same_v<std::decay_t<decltype(item)>, std::int64_t>) {
      places += (places.empty() ? "" : ", ") + conditions.value(item);
    } else {
      places += (places.empty() ? "" : ", ") + conditions.value(stored(item));
    }
  }
  conditions.both(column + " IN (" + places + ")");
}

// The index of classes has no row for "Other"; it is used where that is not asked for.
bool chooses_classes(const MediaFilter& filter) {
  return !filter.class_ids.empty() && std::ranges::find(filter.class_ids, 0) == filter.class_ids.end();
}

Conditions conditions_of(const Search& search) {
  const MediaFilter& filter = search.filter;
  Conditions conditions;
  if (search.by_words) conditions.both("media_text MATCH " + conditions.value(stored(search.words)));
  // A plus before a column keeps its index out of the plan: the text index finds the rows.
  conditions.both((search.by_words ? "+sub_app_id = " : "sub_app_id = ") + conditions.value(stored(filter.app)));
  add_list(conditions, search.by_words ? "+file_id" : "file_id", filter.files);
  if (!filter.class_ids.empty()) {
    if (chooses_classes(filter) && !search.by_words) conditions.both("class_id <> 0");
    add_list(conditions, search.by_words ? "+class_id" : "class_id", filter.class_ids);
  }
  add_list(conditions, "category", filter.categories);
  add_list(conditions, "source_type", filter.source_types);
  add_list(conditions, "storage_region", filter.storage_regions);
  add_list(conditions, "storage_class", search.storage_classes);
  add_list(conditions, "type", filter.types);
  if (filter.is_forbidden) conditions.both("is_forbidden = " + conditions.value(stored(*filter.is_forbidden)));
  conditions.range(search.by_words ? "+created_ms" : "created_ms", filter.created_after_ms, filter.created_before_ms);
  // 0 is never, not long ago.
  if (filter.expire_after_ms != 0 || filter.expire_before_ms != 0) conditions.both("+expire_ms > 0");
  conditions.range("+expire_ms", filter.expire_after_ms, filter.expire_before_ms);
  add_texts(conditions, search);
  return conditions;
}

Done add_media(ReadTransaction& tx, std::int64_t row, MediaPage& page) {
  return tx.query("SELECT " MEDIA_COLUMNS " FROM media WHERE row = $1", {row},
                  [&](const SqlRow& found) { page.media.push_back(read_media(found)); });
}

// Few media have the words: all that fit are listed at once, in their order, and the page's rows are read by their
// keys.
Result<MediaPage> page_by_words(ReadTransaction& tx, const Search& search) {
  const MediaFilter& filter = search.filter;
  const Conditions conditions = conditions_of(search);
  const std::string direction = filter.ascending ? " ASC" : " DESC";
  const std::string order = (filter.by_relevance ? " ORDER BY rank, media.row" : " ORDER BY created_ms") + direction +
                            (filter.by_relevance ? "" : ", media.row" + direction);
  std::vector<std::int64_t> rows;
  VOD_TRY(tx.query(
      "SELECT media.row FROM media_text JOIN media ON media.row = media_text.rowid" + conditions.where() + order,
      conditions.values(), [&](const SqlRow& row) { rows.push_back(row.integer(0)); }));
  MediaPage page;
  page.total = static_cast<std::int64_t>(rows.size());
  const std::int64_t end = std::min(page.total, filter.offset + filter.limit);
  for (std::int64_t at = filter.offset; at < end; ++at) {
    VOD_TRY(add_media(tx, rows[static_cast<std::size_t>(at)], page));
  }
  return page;
}

// Read in the order of an index; many media with the words are not counted to the end.
Result<MediaPage> page_by_time(ReadTransaction& tx, const Search& search) {
  const MediaFilter& filter = search.filter;
  Conditions counted = conditions_of(search);
  const bool has_many = !search.words.empty();
  const std::string most = counted.value(has_many ? many_matches : std::int64_t{-1});  // A negative limit is none.
  MediaPage page;
  VOD_TRY(tx.query("SELECT COUNT(*) FROM (SELECT 1 FROM media" + counted.where() + " LIMIT " + most + ")",
                   counted.values(), [&](const SqlRow& row) { page.total = row.integer(0); }));
  if (page.total <= filter.offset) return page;
  Conditions paged = conditions_of(search);
  const std::string direction = filter.ascending ? " ASC" : " DESC";
  // Media of a few small classes are sorted sooner than found among all.
  const bool is_sorted = chooses_classes(filter) && filter.class_ids.size() > 1 && page.total < many_matches;
  // Beyond the last one there is nothing to look for.
  const std::string limit = paged.value(std::min(filter.limit, has_many ? filter.limit : page.total - filter.offset));
  const std::string offset = paged.value(filter.offset);
  std::vector<std::int64_t> rows;
  VOD_TRY(tx.query("SELECT media.row FROM media" + paged.where() + " ORDER BY " + (is_sorted ? "+" : "") +
                       "created_ms" + direction + ", media.row" + direction + " LIMIT " + limit + " OFFSET " + offset,
                   paged.values(), [&](const SqlRow& row) { rows.push_back(row.integer(0)); }));
  for (const std::int64_t row : rows) {
    VOD_TRY(add_media(tx, row, page));
  }
  return page;
}

}  // namespace

Result<MediaPage> search_media(ReadTransaction& tx, const MediaFilter& filter) {
  std::string words;
  // An id leaves fewer media than any word.
  if (filter.files.empty()) {
    VOD_TRY(words, words_in(tx, filter));
  }
  Search search(filter, std::move(words));
  if (!search.words.empty()) {
    VOD_TRY(const auto matches, count_matches(tx, search.words, many_matches));
    search.by_words = matches < many_matches;
  }
  return search.by_words ? page_by_words(tx, search) : page_by_time(tx, search);
}

}  // namespace vod::catalogue
