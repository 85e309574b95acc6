#include "api/actions.h"
#include "api/checks.h"
#include "wire/views.h"

namespace vod::api {
namespace {

std::string_view name_of(BackupStatus status) {
  switch (status) {
    case BackupStatus::running:
      return "Running";
    case BackupStatus::finished:
      return "Finished";
    case BackupStatus::failed:
      return "Failed";
    case BackupStatus::none:
      break;
  }
  return "None";
}

}  // namespace

Result<wire::DescribeBackupResponse> answer(Context& context, const wire::DescribeBackupRequest&) {
  VOD_TRY(check::unlimited_key(context));
  const BackupState state = context.world.backups.state();
  wire::DescribeBackupResponse response;
  response.Status = std::string(name_of(state.status));
  response.Path = state.path;
  response.Step = state.step;
  response.DoneBytes = state.done_bytes;
  response.AllBytes = state.all_bytes;
  response.BlobCount = state.blobs;
  response.StartTime = wire::time_or_empty(state.started_ms);
  response.FinishTime = wire::time_or_empty(state.finished_ms);
  response.Message = state.message;
  return response;
}

}  // namespace vod::api
