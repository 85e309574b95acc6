// The room pipeline: from a task's row to its outputs. A pure planner (plan.h) decides which FFmpeg runs are made, a
// performer (run.h) makes them; the task runner, the ingester and the puller take rows, perform, and write what came of
// it with its event in one transaction. It refuses to know HTTP, the API's actions and how FFmpeg is shut in: it speaks
// to the rest of the server through rows and ports.
#pragma once

#include <cstdint>

#include "base/bells.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "pipeline/intake/source_probes.h"
#include "pipeline/plan.h"
#include "ports/blobs.h"
#include "ports/database.h"
#include "ports/outbound.h"
#include "ports/processes.h"
#include "ports/progress.h"
#include "wire/views.h"

namespace vod {

/// What all media work is done with. What is borrowed outlives whoever holds this.
struct Workshop {
  Database& database;
  Blobs& blobs;
  Processes& processes;
  Outbound& outbound;
  Bells& bells;
  const Clock& clock;
  Random& random;
  Log& log;
  ProgressBoard& progress;
  wire::PublicUrl url;
  PlanSettings plan;
  /// Largest file that a pull takes: the setting pull.max_bytes.
  std::uint64_t pull_bytes_max = 0;
  SourceProbes probes = {};
};

}  // namespace vod
