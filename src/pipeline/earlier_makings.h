#pragma once

#include <cstddef>
#include <vector>

#include "model/media.h"
#include "ports/database.h"
#include "wire/types.h"

namespace vod {

/// Drops the files that earlier tasks made of the same kind and template under other names: those of covers, animated
/// pictures and timed snapshots have the number of their sub-task ("coverBySnapshot_10_3.jpg"). Files of the output
/// itself stay, and those of the task's other sub-tasks, whose numbers are `own`. Their blobs are swept as orphans.
Done drop_earlier_makings(Transaction& tx, const Output& output, const std::vector<std::size_t>& own);

/// The numbers of a task's sub-tasks of that kind with that template.
std::vector<std::size_t> sub_tasks_like(const wire::ProcedureTask& task, OutputKind kind, std::int64_t definition);

}  // namespace vod
