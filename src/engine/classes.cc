#include "engine/classes.h"

#include <fmt/format.h>

#include "catalogue/classes.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::engine {
namespace {

Done check_parent(ReadTransaction& tx, AppId app, std::int64_t parent_id) {
  if (parent_id == top_class) return done();
  if (parent_id <= other_class) {
    return error(ErrorCode::value_parent_id, "ParentId",
                 fmt::format("ParentId: {} has no children; -1 makes a class of the first level.", parent_id));
  }
  VOD_TRY(const auto line, catalogue::line_of(tx, app, parent_id));
  if (line.empty()) {
    return error(ErrorCode::parent_id_no_found, "ParentId",
                 fmt::format("ParentId: there is no class {} in this application.", parent_id));
  }
  if (line.size() < limits::class_levels_max) return done();
  return error(ErrorCode::class_level_limit_exceeded, "ParentId",
               fmt::format("ParentId: {} is on level 3, the last one.", parent_id));
}

// Names are unique below one parent; "Other" is taken on the first level.
Done check_name(ReadTransaction& tx, AppId app, std::int64_t parent_id, const std::string& name, std::int64_t self) {
  VOD_TRY(const auto taken, catalogue::find_class_named(tx, app, parent_id, name));
  const bool is_other = parent_id == top_class && name == other_class_name;
  if (!is_other && (!taken || taken->id == self)) return done();
  return error(ErrorCode::class_name_duplicate, "ClassName",
               fmt::format("ClassName: there is a class \"{}\" below the same parent already.", name));
}

Done check_room(ReadTransaction& tx, AppId app, std::int64_t parent_id) {
  VOD_TRY(const auto children, catalogue::count_children(tx, app, parent_id));
  if (children >= limits::class_children_max) {
    return error(
        ErrorCode::subclass_limit_exceeded, "ParentId",
        fmt::format("ParentId: {} has {} children; {} is the limit.", parent_id, children, limits::class_children_max));
  }
  VOD_TRY(const auto classes, catalogue::count_classes(tx, app));
  if (classes < limits::classes_max) return done();
  return error(ErrorCode::limit_exceeded, "ClassName",
               fmt::format("The application has {} classes; that is the limit.", classes));
}

}  // namespace

Result<std::int64_t> create_class(Transaction& tx, AppId app, std::int64_t parent_id, const std::string& name,
                                  std::int64_t now_ms) {
  VOD_TRY(check_parent(tx, app, parent_id));
  VOD_TRY(check_name(tx, app, parent_id, name, other_class));
  VOD_TRY(check_room(tx, app, parent_id));
  VOD_TRY(const auto id, catalogue::next_class_id(tx, app));
  VOD_TRY(catalogue::insert_class(tx, {app, id, parent_id, name, now_ms}));
  return id;
}

Done rename_class(Transaction& tx, AppId app, std::int64_t id, const std::string& name) {
  if (id <= other_class) {
    return error(ErrorCode::value_class_id, "ClassId", fmt::format("ClassId: {} can't be changed.", id));
  }
  VOD_TRY(const auto found, catalogue::find_class(tx, app, id));
  if (!found) {
    return error(ErrorCode::class_no_found, "ClassId",
                 fmt::format("ClassId: there is no class {} in this application.", id));
  }
  VOD_TRY(check_name(tx, app, found->parent_id, name, id));
  return catalogue::rename_class(tx, app, id, name);
}

Done delete_class(Transaction& tx, AppId app, std::int64_t id) {
  VOD_TRY(const auto found, catalogue::find_class(tx, app, id));
  if (!found) {
    return error(ErrorCode::value_class_id, "ClassId",
                 fmt::format("ClassId: {} is no class of this application that can be deleted.", id));
  }
  VOD_TRY(const auto children, catalogue::count_children(tx, app, id));
  VOD_TRY(const bool has_media, catalogue::has_media(tx, app, id));
  if (children == 0 && !has_media) return catalogue::erase_class(tx, app, id);
  return error(ErrorCode::class_not_empty, "ClassId",
               fmt::format("ClassId: {} {}; only an empty class can be deleted.", id,
                           children != 0 ? "has classes below it" : "has media in it"));
}

}  // namespace vod::engine
