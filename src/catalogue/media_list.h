#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/media.h"
#include "model/task.h"
#include "ports/database.h"

namespace vod::catalogue {

/// Where a page of the list ended: the last row's value of the sort order, and what makes it unique.
struct MediaPosition {
  std::int64_t number = 0;  // Creation time or size.
  std::string name;
  std::int64_t row = 0;
};

enum class MediaSort { created, name, size };

/// What the console's list asks for. Values in one list are alternatives, the filters narrow each other.
struct MediaListFilter {
  AppId app{};
  /// Only these; empty = all.
  std::vector<FileId> files{};
  /// Stands in the name; where few media have its words, it begins with a word.
  std::string text{};
  std::vector<std::string> types{};
  std::vector<std::string> categories{};
  /// With an open task, or still to be looked at; without.
  std::optional<bool> is_processing{};
  MediaSort sort = MediaSort::created;
  bool ascending = false;
  std::optional<MediaPosition> after{};
  std::size_t limit = 0;
};

struct MediaListRow {
  Media media;
  MediaPosition position;
  std::int64_t size_bytes = 0;
  std::int64_t outputs = 0;
  /// The open one that was made last; without request and detail.
  std::optional<Task> task;
};

/// One page, in the order of an index: its cost does not grow with the number of media, but where a filter leaves out
/// nearly all of them.
Result<std::vector<MediaListRow>> list_media(ReadTransaction& tx, const MediaListFilter& filter);

}  // namespace vod::catalogue
