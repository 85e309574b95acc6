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

/// A new application with the next free id, to be inserted. Names are unique among apps that are not destroyed.
Result<App> new_app(ReadTransaction& tx, const std::string& name, const std::string& description, std::int64_t now_ms);

/// The application with its new members, to be updated; absent ones stay as they are. Errors: value_sub_app_id.
Result<App> modified_app(ReadTransaction& tx, AppId id, const std::optional<std::string>& name,
                         const std::optional<std::string>& description);

/// The same for its status. A destroyed application stays destroyed; the default one can't be switched off.
Result<App> app_with_status(ReadTransaction& tx, AppId id, AppId default_id, AppStatus status);

}  // namespace vod::engine
