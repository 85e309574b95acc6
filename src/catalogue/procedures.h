#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bells.h"
#include "base/random.h"
#include "catalogue/task_starts.h"
#include "model/media.h"
#include "ports/database.h"
#include "wire/types.h"

namespace vod::catalogue {

/// A named task flow: the sub-tasks to run on a media. Times are wall milliseconds; presets have none.
struct Procedure {
  std::string name;
  std::string comment;
  bool is_preset = false;
  std::int64_t created_ms = 0;
  std::int64_t updated_ms = 0;
  wire::MediaProcessTaskInput input = {};
};

/// LongVideoPreset and SimpleAesEncryptPreset: all apps have them, and nobody changes them.
const std::vector<Procedure>& preset_procedures();

/// A preset, or one of the app's own; names are compared byte by byte.
Result<std::optional<Procedure>> find_procedure(ReadTransaction& tx, AppId app, const std::string& name);
/// The app's own, by name.
Result<std::vector<Procedure>> list_procedures(ReadTransaction& tx, AppId app);
/// Adds one of the app's own, or replaces the one with its name.
Done put_procedure(Transaction& tx, AppId app, const Procedure& procedure);
/// False when the app has none of that name.
Result<bool> erase_procedure(Transaction& tx, AppId app, const std::string& name);

/// Starts the named flow on a media that is there and has its original. value_procedure_name when there is none of that
/// name (any more).
Result<TaskId> start_procedure_by_name(Transaction& tx, Bells& bells, Random& random, const TaskWish& wish,
                                       const Media& media, const std::string& name, std::int64_t now_ms);

}  // namespace vod::catalogue
