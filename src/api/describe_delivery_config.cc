#include "api/actions.h"
#include "api/delivery_secrets.h"
#include "base/text.h"
#include "model/events.h"

namespace vod::api {
namespace {

std::string switch_text(bool on) { return on ? "ON" : "OFF"; }

}  // namespace

Result<wire::DescribeDeliveryConfigResponse> answer(Context& context, const wire::DescribeDeliveryConfigRequest&) {
  const Settings& settings = context.world.settings;
  const EventConfig& events = context.app_row->events;
  const DeliveryConfig& config = events.delivery;
  wire::DescribeDeliveryConfigResponse response;
  for (const EventRow& row : event_rows) {
    wire::EventSwitch& view = response.EventSwitches.emplace_back();
    view.EventType = std::string(row.wire_name);
    view.Switch = switch_text(is_switched_on(events, row.type));
  }
  response.NotificationUrlV2 = config.url_v2;
  response.HasOwnRetryIntervals = !config.retries_s.empty();
  response.RetryIntervals = config.retries_s.empty() ? settings.push_retries_s : config.retries_s;
  response.GiveUpSeconds = static_cast<std::uint64_t>(settings.push_give_up_s);
  const bool is_queued = config.given_up ? *config.given_up == GivenUp::queue : settings.push_given_up == "queue";
  response.GivenUp = is_queued ? "Queue" : "Park";
  response.ParkAfterDeliveries = static_cast<std::uint64_t>(config.park_after_deliveries);
  response.ConcurrencyMax = static_cast<std::uint64_t>(config.concurrency_max);
  response.AttemptsPerSecondMax = static_cast<std::uint64_t>(config.attempts_per_second_max);
  response.BreakerSwitch = switch_text(config.has_breaker);
  for (const SigningSecret& secret : config.secrets) {
    if (!delivery_secrets::is_over(secret, context.now_ms)) {
      response.SecretSet.push_back(delivery_secrets::view_of(secret));
    }
  }
  response.CaFile = config.ca_file;
  response.ClientCertificateFile = config.client_certificate_file;
  response.ClientKeyFile = config.client_key_file;
  response.BindAddress = config.bind_address;
  return response;
}

}  // namespace vod::api
