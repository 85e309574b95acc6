#pragma once

#include <functional>
#include <string>

#include "api/app_cache.h"
#include "api/console_tokens.h"
#include "api/key_ring.h"
#include "base/bells.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "delivery/desk.h"
#include "engine/blob_trash.h"
#include "model/settings.h"
#include "ports/backups.h"
#include "ports/blobs.h"
#include "ports/change_log.h"
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
  EventDesk& desk;
  Outbound& outbound;
  const EndpointBoard& endpoints;
  Processes& processes;
  ProgressBoard& progress;
  const ChangeLog& changes;
  const Clock& clock;
  Random& random;
  Bells& bells;
  Log& log;
  const Settings& settings;
  AppCache& apps;
  KeyRing& keys;
  ConsoleTokens& console_tokens;
  Backups& backups;
  /// Wall clock when the server was started.
  std::int64_t started_ms = 0;
  /// Whether /console/ is there to be linked to.
  bool has_console = false;
  /// What media URLs begin with, without a slash at the end. Known once the listener is.
  std::function<std::string()> public_url;
};

}  // namespace vod
