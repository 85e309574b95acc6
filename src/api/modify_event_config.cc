#include <algorithm>

#include "api/actions.h"
#include "api/checks.h"
#include "catalogue/apps.h"
#include "catalogue/events.h"

namespace vod::api {
namespace {

Done check_sign_key(const std::string& key) {
  const bool is_alphanumeric = std::all_of(key.begin(), key.end(), [](char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
  });
  if (is_alphanumeric && key.size() <= 32) return done();
  return error(ErrorCode::invalid_parameter, "SignKey", "SignKey: at most 32 letters and digits.");
}

Done read_switch(const std::optional<std::string>& text, const char* field, bool& value) {
  if (!text) return done();
  VOD_TRY(check::one_of(*text, {"ON", "OFF"}, ErrorCode::invalid_parameter, field));
  value = *text == "ON";
  return done();
}

// Only what was given changes.
Done change(const wire::ModifyEventConfigRequest& request, EventConfig& config) {
  if (request.Mode) {
    VOD_TRY(check::one_of(*request.Mode, {"PUSH", "PULL"}, ErrorCode::invalid_parameter, "Mode"));
    config.mode = *request.Mode == "PULL" ? EventMode::pull : EventMode::push;
  }
  if (request.NotificationUrl) {
    VOD_TRY(check::callback_url(*request.NotificationUrl, ErrorCode::invalid_parameter, "NotificationUrl"));
    config.notification_url = *request.NotificationUrl;
  }
  if (request.SignKey) {
    VOD_TRY(check_sign_key(*request.SignKey));
    config.sign_key = *request.SignKey;
  }
  VOD_TRY(read_switch(request.UploadMediaCompleteEventSwitch, "UploadMediaCompleteEventSwitch", config.upload_switch));
  VOD_TRY(read_switch(request.DeleteMediaCompleteEventSwitch, "DeleteMediaCompleteEventSwitch", config.delete_switch));
  VOD_TRY(
      read_switch(request.PersistenceCompleteEventSwitch, "PersistenceCompleteEventSwitch", config.persistence_switch));
  return done();
}

}  // namespace

Result<wire::ModifyEventConfigResponse> answer(Context& context, const wire::ModifyEventConfigRequest& request) {
  World& world = context.world;
  EventConfig rehearsal;
  VOD_TRY(change(request, rehearsal));  // Refused before the writer is asked.
  VOD_TRY(world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(auto app, catalogue::find_app(tx, context.app));
    if (!app) return error(ErrorCode::value_sub_app_id, "SubAppId");
    VOD_TRY(change(request, app->events));
    // What is on its way goes by the new configuration at once: a cleared URL parks it.
    tx.on_commit([&bells = world.bells] { bells.ring_all(catalogue::push_bell); });
    return world.apps.update(tx, *app);
  }));
  return wire::ModifyEventConfigResponse{};
}

}  // namespace vod::api
