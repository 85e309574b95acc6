#include "api/actions.h"

namespace vod::api {
namespace {

std::string switch_text(bool on) { return on ? "ON" : "OFF"; }

}  // namespace

Result<wire::DescribeEventConfigResponse> answer(Context& context, const wire::DescribeEventConfigRequest&) {
  const EventConfig& config = context.app_row->events;
  wire::DescribeEventConfigResponse response;
  response.Mode = config.mode == EventMode::pull ? "PULL" : "PUSH";
  response.NotificationUrl = config.notification_url;
  response.UploadMediaCompleteEventSwitch = switch_text(config.upload_switch);
  response.DeleteMediaCompleteEventSwitch = switch_text(config.delete_switch);
  response.PersistenceCompleteEventSwitch = switch_text(config.persistence_switch);
  return response;
}

}  // namespace vod::api
