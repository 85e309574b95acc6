#include "main/backends.h"

#include "backends/disk_blobs/disk_blobs.h"
#include "backends/outbound/curl_outbound.h"
#include "backends/processes/media_processes.h"
#include "backends/sqlite/sqlite.h"
#include "catalogue/migrate.h"
#include "catalogue/migrations.h"

namespace vod {

Result<Backends> open_backends(const Settings& settings, const std::filesystem::path& data, Random& random,
                               ChangeLog& changes, Log& log) {
  Backends backends;
  SqliteOptions sqlite;
  sqlite.path = data / "openvod.db";
  sqlite.ephemeral = settings.ephemeral;
  sqlite.on_changes = [&changes](std::span<const Change> some) { changes.add(some); };
  VOD_TRY(backends.database, open_sqlite(std::move(sqlite), log));
  VOD_TRY(catalogue::migrate(*backends.database, catalogue::migrations(), log));

  VOD_TRY(backends.blobs, DiskBlobs::open(data, random, {.is_ephemeral = settings.ephemeral, .fault = {}}));

  CurlOutboundOptions outbound;
  VOD_TRY(outbound.callback, AddressRules::parse("callback.allow", settings.callback_allow, settings.dev));
  VOD_TRY(outbound.pull, AddressRules::parse("pull.allow", settings.pull_allow, settings.dev));
  backends.outbound = std::make_unique<CurlOutbound>(std::move(outbound));

  MediaProcessesOptions processes;
  processes.insecure_no_sandbox = settings.insecure_no_sandbox;
  backends.processes = make_media_processes(std::move(processes), log);
  return backends;
}

}  // namespace vod
