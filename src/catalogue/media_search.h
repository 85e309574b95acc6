// SearchMedia's reading. Texts (names, prefixes, descriptions, tags, text) are found by the words of catalogue/tokens.h
// and then looked for as they were typed, so a text is found from the beginning of a word on. Words that very many
// media have don't help: there the newest media are read until the page is full, and the count ends at many_matches.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/media.h"
#include "ports/database.h"

namespace vod::catalogue {

/// What SearchMedia asks for: values in one list are alternatives, the lists narrow each other.
struct MediaFilter {
  AppId app;
  std::vector<FileId> files;
  std::vector<std::string> names;
  std::vector<std::string> name_prefixes;
  std::vector<std::string> descriptions;
  std::vector<std::string> tags;
  std::vector<std::string> categories;
  std::vector<std::string> source_types;
  std::vector<std::string> storage_regions;
  std::vector<StorageClass> storage_classes;
  std::vector<std::string> types;
  std::vector<std::int64_t> class_ids;
  /// Found in name, description or tags.
  std::string text;
  /// Only media whose distribution is forbidden, or only others.
  std::optional<bool> is_forbidden;
  std::int64_t created_after_ms = 0;  // Both ends included; 0 = open.
  std::int64_t created_before_ms = 0;
  std::int64_t expire_after_ms = 0;
  std::int64_t expire_before_ms = 0;
  bool ascending = false;
  /// With text the default order is by relevance.
  bool by_relevance = false;
  std::int64_t offset = 0;
  std::int64_t limit = 10;
};

/// So many media with the words of a search are neither ranked nor counted one by one: that takes some 10 us each.
inline constexpr std::int64_t many_matches = 10'000;

struct MediaPage {
  std::vector<Media> media;
  /// Exact, but for a search by words that many_matches media or more have: there that number means "or more".
  std::int64_t total = 0;
};

Result<MediaPage> search_media(ReadTransaction& tx, const MediaFilter& filter);

}  // namespace vod::catalogue
