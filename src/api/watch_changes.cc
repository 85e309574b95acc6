#include "api/actions.h"
#include "api/checks.h"
#include "model/events.h"
#include "model/limits.h"

namespace vod::api {
namespace {

constexpr std::array<std::string_view, change_kinds> kind_names = {"Media", "Task", "Event", "Delivery"};
constexpr std::int64_t second_ms = 1'000;

Result<ChangeLog::Wanted> checked(const Context& context, const wire::WatchChangesRequest& request) {
  ChangeLog::Wanted wanted;
  wanted.app = context.app;
  for (const std::string& kind : request.Kinds) {
    VOD_TRY(check::one_of(kind, {"Media", "Task", "Event", "Delivery"}, ErrorCode::invalid_parameter_value, "Kinds"));
    for (std::size_t i = 0; i < change_kinds; ++i) wanted.kinds[i] = wanted.kinds[i] || kind_names[i] == kind;
  }
  if (request.Kinds.empty()) wanted.kinds.fill(true);
  VOD_TRY(const auto limit, check::number(request.Limit, 100, 1, static_cast<std::int64_t>(limits::watch_changes_max),
                                          ErrorCode::value_limit, "Limit"));
  wanted.limit = static_cast<std::size_t>(limit);
  return wanted;
}

wire::ChangeInfo view_of(const Context& context, const Change& change) {
  wire::ChangeInfo view;
  view.Kind = std::string(kind_names[static_cast<std::size_t>(change.kind)]);
  if (change.file) view.FileId = change.file->text();
  switch (change.kind) {
    case ChangeKind::media:
      view.Id = change.file ? change.file->text() : std::string();
      break;
    case ChangeKind::task:
      view.Id = change.task;
      if (const auto progress = context.world.progress.find({change.task})) {
        view.Progress = progress->percent;
        if (progress->speed > 0) view.Speed = progress->speed;
        if (progress->left_s >= 0) view.SecondsLeft = progress->left_s;
      }
      break;
    case ChangeKind::event:
    case ChangeKind::delivery:
      view.Id = event_id(change.sequence);
      break;
  }
  return view;
}

}  // namespace

Result<wire::WatchChangesResponse> answer(Context& context, const wire::WatchChangesRequest& request) {
  VOD_TRY(const auto wanted, checked(context, request));
  VOD_TRY(const auto wait_s, check::number(request.WaitSeconds, limits::watch_wait_s_max, 0, limits::watch_wait_s_max,
                                           ErrorCode::invalid_parameter_value, "WaitSeconds"));
  const auto found = context.world.changes.after(request.Cursor.value_or(""), wanted);
  wire::WatchChangesResponse response;
  if (found.changes.empty() && !found.is_reset && context.waited_ms < wait_s * second_ms) {
    context.wait = Wait{ChangeLog::bell, wait_s * second_ms};
    return response;
  }
  response.Reset = found.is_reset;
  response.NextCursor = found.cursor;
  for (const Change& change : found.changes) response.ChangeSet.push_back(view_of(context, change));
  return response;
}

}  // namespace vod::api
