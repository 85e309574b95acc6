#pragma once

#include <functional>
#include <string>

#include "api/app_cache.h"
#include "base/bells.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "engine/blob_trash.h"
#include "model/settings.h"
#include "ports/blobs.h"
#include "ports/database.h"
#include "ports/endpoints.h"
#include "ports/outbound.h"
#include "ports/processes.h"
#include "ports/progress.h"
#include "ports/queue.h"

namespace vod {

/// What handlers work with. Everything is thread-safe and outlives the door.
struct World {
  Database& database;
  Blobs& blobs;
  engine::BlobTrash& trash;
  Queue& queue;
  Outbound& outbound;
  const EndpointBoard& endpoints;
  Processes& processes;
  ProgressBoard& progress;
  const Clock& clock;
  Random& random;
  Bells& bells;
  Log& log;
  const Settings& settings;
  AppCache& apps;
  /// Wall clock when the server was started.
  std::int64_t started_ms = 0;
  /// What media URLs begin with, without a slash at the end. Known once the listener is.
  std::function<std::string()> public_url;
};

}  // namespace vod
