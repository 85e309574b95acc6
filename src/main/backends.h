#pragma once

#include <filesystem>
#include <memory>

#include "base/log.h"
#include "base/random.h"
#include "model/settings.h"
#include "ports/blobs.h"
#include "ports/change_log.h"
#include "ports/database.h"
#include "ports/outbound.h"
#include "ports/processes.h"

namespace vod {

/// The answers to the ports that this server runs on; the only place that names them.
struct Backends {
  std::unique_ptr<Database> database;
  std::unique_ptr<Blobs> blobs;
  std::unique_ptr<Outbound> outbound;
  std::unique_ptr<Processes> processes;
};

/// Opens them on a data folder, the database at its newest version. `random` and `log` outlive them.
Result<Backends> open_backends(const Settings& settings, const std::filesystem::path& data, Random& random,
                               ChangeLog& changes, Log& log);

}  // namespace vod
