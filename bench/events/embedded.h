#pragma once

#include <memory>

#include "base/bells.h"
#include "base/log.h"
#include "model/app.h"
#include "model/events.h"
#include "plan.h"
#include "ports/database.h"

namespace vod::bench {

inline constexpr AppId bench_app{1'500'000'001};

/// The event that everybody writes.
EventDraft bench_draft();
/// The app that gets it: pulls, or is called back at `url`.
App bench_app_row(EventMode mode, const std::string& url = {});

/// A new database file with the shipped schema and the one app in it.
std::unique_ptr<Database> create_database(const fs::path& file, const App& app, Log& log);

/// Writes so many events with the shipped function, many to a change: for what is measured afterwards.
void fill(Database& database, std::uint64_t events);

/// Figures of this process alone, the database on the disk of the plan's folder.
double publish_per_second(const Plan& plan);
double changes_per_second(const Plan& plan);
double embedded_cycles_per_second(const Plan& plan);
/// Appends of the same bytes to a file that grows, one sync for 64 of them.
double log_appends_per_second(const Plan& plan);

}  // namespace vod::bench
