#include <fmt/format.h>
#include <sys/utsname.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "api/actions.h"
#include "api/checks.h"
#include "base/text.h"
#include "catalogue/migrate.h"
#include "catalogue/tasks.h"
#include "model/limits.h"
#include "model/version.h"

namespace vod::api {
namespace {

// One line of the report: well unless something is said against it.
void add(wire::DescribeHealthResponse& response, std::string name, bool is_well, std::string detail) {
  wire::HealthCheck check;
  check.Name = std::move(name);
  check.Status = is_well ? "OK" : "WARNING";
  check.Detail = std::move(detail);
  response.Checks.push_back(std::move(check));
}

void look_at_database(World& world, wire::DescribeHealthResponse& response) {
  const auto failure = world.database.write_failure();
  add(response, "database", !failure, failure ? "No writes until a restart: " + message_of(*failure) : "Takes writes.");
}

Done look_at_disk(World& world, wire::DescribeHealthResponse& response) {
  VOD_TRY(response.DiskUsedShare, world.blobs.used_share());
  const auto room = check::disk_has_room(world, limits::disk_uploads_share_max, "uploads");
  add(response, "disk", room.has_value(), room ? "Has room." : message_of(room.error()));
  return done();
}

void look_at_media_programs(World& world, wire::DescribeHealthResponse& response) {
  const ProcessesHealth health = world.processes.health();
  response.Sandbox = std::string(name_of(health.level));
  response.FfmpegVersion = health.ffmpeg_version;
  response.Encoders = health.encoders;
  add(response, "sandbox", health.level == SandboxLevel::full,
      health.reason.empty() ? "Media programs run in namespaces of their own." : health.reason);
  add(response, "ffmpeg", health.ffmpeg_problem.empty(),
      health.ffmpeg_problem.empty() ? "Can be run." : health.ffmpeg_problem);
}

// What a report of a fault is read with.
void look_at_machine(World& world, wire::DescribeHealthResponse& response) {
  if (utsname system{}; uname(&system) == 0) {
    response.OsDescription = fmt::format("{} {} {}", system.sysname, system.release, system.machine);
  }
  response.CpuCount = std::thread::hardware_concurrency();
  std::error_code problem;
  const auto space = std::filesystem::space(world.settings.data, problem);
  if (!problem) response.DataFolderBytesFree = space.available;
}

Done look_at_versions(World& world, wire::DescribeHealthResponse& response) {
  return world.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(const auto versions, catalogue::database_versions(tx));
    response.SqliteVersion = versions.engine;
    response.SchemaVersion = static_cast<std::uint64_t>(versions.schema);
    return done();
  });
}

Done count_tasks(World& world, wire::DescribeHealthResponse& response) {
  return world.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(const auto waiting, catalogue::count_tasks(tx, TaskStatus::waiting));
    VOD_TRY(const auto processing, catalogue::count_tasks(tx, TaskStatus::processing));
    response.TasksWaiting = static_cast<std::uint64_t>(waiting);
    response.TasksProcessing = static_cast<std::uint64_t>(processing);
    return done();
  });
}

}  // namespace

Result<wire::DescribeHealthResponse> answer(Context& context, const wire::DescribeHealthRequest&) {
  World& world = context.world;
  wire::DescribeHealthResponse response;
  response.Version = std::string(version);
  response.StartTime = iso8601(world.started_ms);
  response.UptimeSeconds =
      static_cast<std::uint64_t>(std::max<std::int64_t>(0, context.now_ms - world.started_ms) / 1000);
  response.PublicUrl = world.public_url();
  look_at_database(world, response);
  VOD_TRY(look_at_disk(world, response));
  look_at_media_programs(world, response);
  look_at_machine(world, response);
  VOD_TRY(look_at_versions(world, response));
  VOD_TRY(count_tasks(world, response));
  const bool is_well = std::all_of(response.Checks.begin(), response.Checks.end(),
                                   [](const wire::HealthCheck& check) { return check.Status == "OK"; });
  response.Status = is_well ? "OK" : "WARNING";
  return response;
}

}  // namespace vod::api
