// The room engine: the decisions. Uploads, media, tasks, applications, object storage, sweeping; each function runs
// inside one transaction and says what changes, with its event. It refuses to know SQL, sockets, threads and FFmpeg:
// rows come from the catalogue, bytes from a port, and media work is a row that the pipeline reads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/app.h"
#include "ports/database.h"

namespace vod::engine {

/// Makes the default application if it is not there.
Done ensure_app(Transaction& tx, AppId id, std::string_view name, std::int64_t now_ms);

/// Makes an application with the next free id. Names are unique among apps that are not destroyed.
Result<App> create_app(Transaction& tx, const std::string& name, const std::string& description, std::int64_t now_ms);

/// Absent members stay as they are.
Done modify_app(Transaction& tx, AppId id, const std::optional<std::string>& name,
                const std::optional<std::string>& description);

/// A destroyed application stays destroyed; the default one can't be switched off or destroyed.
Done set_app_status(Transaction& tx, AppId id, AppId default_id, AppStatus status);

}  // namespace vod::engine
