#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/media_class.h"
#include "ports/database.h"

namespace vod::catalogue {

/// A number that no class of the app has or had.
Result<std::int64_t> next_class_id(Transaction& tx, AppId app);
Done insert_class(Transaction& tx, const MediaClass& made);
Done rename_class(Transaction& tx, AppId app, std::int64_t id, std::string_view name);
Done erase_class(Transaction& tx, AppId app, std::int64_t id);

/// Nothing for "Other", which has no row.
Result<std::optional<MediaClass>> find_class(ReadTransaction& tx, AppId app, std::int64_t id);
Result<std::optional<MediaClass>> find_class_named(ReadTransaction& tx, AppId app, std::int64_t parent_id,
                                                   std::string_view name);
/// All of an app, by id.
Result<std::vector<MediaClass>> list_classes(ReadTransaction& tx, AppId app);
Result<std::int64_t> count_children(ReadTransaction& tx, AppId app, std::int64_t parent_id);
Result<std::int64_t> count_classes(ReadTransaction& tx, AppId app);
/// Whether media are in the class itself.
Result<bool> has_media(ReadTransaction& tx, AppId app, std::int64_t id);

/// The id if there is such a class, else "Other": what a new media gets when its class is gone by then.
Result<std::int64_t> class_or_other(ReadTransaction& tx, AppId app, std::int64_t id);
/// The class with its ancestors, from the first level on. Empty for "Other" and for what is no class.
Result<std::vector<MediaClass>> line_of(ReadTransaction& tx, AppId app, std::int64_t id);
/// What is said of a media in the class; that of "Other" where there is no such class.
Result<ClassPlace> class_place(ReadTransaction& tx, AppId app, std::int64_t id);
/// The classes and all below them.
Result<std::vector<std::int64_t>> with_descendants(ReadTransaction& tx, AppId app, std::vector<std::int64_t> ids);

}  // namespace vod::catalogue
