#pragma once

#include <vector>

#include "model/media.h"
#include "ports/database.h"

namespace vod::catalogue {

/// Writes an output; one of the same kind and definition is replaced.
Done put_output(Transaction& tx, const Output& output);
/// All outputs of a media, by kind and definition.
Result<std::vector<Output>> list_outputs(ReadTransaction& tx, AppId app, FileId file);
/// Removes the outputs of a kind, of one definition or of all (0).
Done erase_outputs(Transaction& tx, AppId app, FileId file, OutputKind kind, std::int64_t definition);

}  // namespace vod::catalogue
