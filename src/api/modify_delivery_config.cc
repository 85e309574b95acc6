#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "api/actions.h"
#include "api/checks.h"
#include "api/delivery_secrets.h"
#include "catalogue/apps.h"
#include "catalogue/events.h"
#include "model/limits.h"
#include "wire/json_value.h"

namespace vod::api {
namespace {

Error wrong(std::string_view field, std::string_view rest) {
  return error(ErrorCode::invalid_parameter_value, std::string(field), fmt::format("{}: {}", field, rest));
}

Result<bool> read_switch(const std::string& text, const std::string& field) {
  VOD_TRY(check::one_of(text, {"ON", "OFF"}, ErrorCode::invalid_parameter_value, field));
  return text == "ON";
}

Done set_switch(EventConfig& events, const wire::EventSwitch& wanted, const std::string& field) {
  const auto type = event_type(wanted.EventType);
  if (!type) return wrong(field + ".EventType", wire::shown(wanted.EventType) + " is not a type of event.");
  VOD_TRY(const bool is_on, read_switch(wanted.Switch, field + ".Switch"));
  const EventRow& row = event_row(*type);
  if (row.enabled != nullptr) {
    events.*row.enabled = is_on;
    return done();
  }
  auto& off = events.delivery.switched_off;
  std::erase(off, row.wire_name);
  if (!is_on) off.emplace_back(row.wire_name);
  return done();
}

Done set_retries(DeliveryConfig& config, const wire::ModifyDeliveryConfigRequest& request) {
  const auto& waits = request.RetryIntervals;
  const bool is_reset = request.ResetRetryIntervals.value_or(false);
  if (is_reset && !waits.empty()) {
    return wrong("ResetRetryIntervals", "RetryIntervals and ResetRetryIntervals exclude each other.");
  }
  if (waits.size() > limits::callback_retries_max) {
    return wrong("RetryIntervals",
                 fmt::format("{} entries are more than the limit of {}.", waits.size(), limits::callback_retries_max));
  }
  for (std::size_t i = 0; i < waits.size(); ++i) {
    VOD_TRY(check::number(std::optional(waits[i]), 0, 1, limits::callback_retry_s_max,
                          ErrorCode::invalid_parameter_value, fmt::format("RetryIntervals.{}", i)));
  }
  if (is_reset || !waits.empty()) config.retries_s = waits;
  return done();
}

// A number that the app may set for itself; 0 = none of its own.
Done set_number(std::int64_t& to, const std::optional<std::uint64_t>& value, std::int64_t most,
                std::string_view field) {
  if (!value) return done();
  VOD_TRY(to, check::number(value, 0, 0, most, ErrorCode::invalid_parameter_value, field));
  return done();
}

// The same words for a file that is missing, forbidden or no PEM file: the answer is not to tell what stands where.
bool is_pem_file(const std::string& path) {
  constexpr std::size_t beginning_bytes = 64 << 10;
  std::ifstream file(path, std::ios::binary);
  std::string beginning(beginning_bytes, '\0');
  file.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  beginning.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return beginning.find("-----BEGIN ") != std::string::npos;
}

Done set_file(std::string& to, const std::optional<std::string>& path, std::string_view field) {
  if (!path) return done();
  constexpr std::size_t path_bytes_max = 1'024;
  const bool is_path =
      path->starts_with('/') && path->size() <= path_bytes_max && path->find('\0') == std::string::npos;
  if (!path->empty() && (!is_path || !is_pem_file(*path))) {
    return wrong(field, wire::shown(*path) + " is not the absolute path of a PEM file that the server can read.");
  }
  to = *path;
  return done();
}

Done set_bind_address(std::string& to, const std::optional<std::string>& address) {
  if (!address) return done();
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  const bool is_address = inet_pton(AF_INET, address->c_str(), bytes.data()) == 1 ||
                          inet_pton(AF_INET6, address->c_str(), bytes.data()) == 1;
  if (!address->empty() && (!is_address || address->find('\0') != std::string::npos)) {
    return wrong("BindAddress", wire::shown(*address) + " is not an IP address.");
  }
  to = *address;
  return done();
}

Done set_secrets(DeliveryConfig& config, const wire::ModifyDeliveryConfigRequest& request, const std::string& generated,
                 std::int64_t now_ms) {
  constexpr std::int64_t rotation_s_max = limits::secret_rotation_ms_max / 1'000;
  VOD_TRY(const auto rotation_s, check::number(request.RotationSeconds, limits::secret_rotation_ms / 1'000, 0,
                                               rotation_s_max, ErrorCode::invalid_parameter_value, "RotationSeconds"));
  for (const std::string& name : request.RemoveSecrets) {
    VOD_TRY(delivery_secrets::remove(config.secrets, name));
  }
  for (const std::string& secret : {request.AddSecret.value_or(""), generated}) {
    if (secret.empty()) continue;
    VOD_TRY(delivery_secrets::add(config.secrets, secret, rotation_s * 1'000, now_ms));
  }
  return done();
}

// Only what was given changes.
Done change(const wire::ModifyDeliveryConfigRequest& request, const std::string& generated, std::int64_t now_ms,
            EventConfig& events) {
  DeliveryConfig& config = events.delivery;
  for (std::size_t i = 0; i < request.EventSwitches.size(); ++i) {
    VOD_TRY(set_switch(events, request.EventSwitches[i], fmt::format("EventSwitches.{}", i)));
  }
  if (request.NotificationUrlV2) {
    VOD_TRY(check::callback_url(*request.NotificationUrlV2, ErrorCode::invalid_parameter_value, "NotificationUrlV2"));
    config.url_v2 = *request.NotificationUrlV2;
  }
  VOD_TRY(set_retries(config, request));
  if (request.GivenUp) {
    VOD_TRY(
        check::one_of(*request.GivenUp, {"Park", "Queue", "Default"}, ErrorCode::invalid_parameter_value, "GivenUp"));
    config.given_up.reset();
    if (*request.GivenUp != "Default") config.given_up = *request.GivenUp == "Queue" ? GivenUp::queue : GivenUp::park;
  }
  constexpr std::int64_t deliveries_max = 1'000'000;
  VOD_TRY(set_number(config.park_after_deliveries, request.ParkAfterDeliveries, deliveries_max, "ParkAfterDeliveries"));
  VOD_TRY(
      set_number(config.concurrency_max, request.ConcurrencyMax, limits::callbacks_in_flight_max, "ConcurrencyMax"));
  VOD_TRY(
      set_number(config.attempts_per_second_max, request.AttemptsPerSecondMax, deliveries_max, "AttemptsPerSecondMax"));
  if (request.BreakerSwitch) {
    VOD_TRY(config.has_breaker, read_switch(*request.BreakerSwitch, "BreakerSwitch"));
  }
  VOD_TRY(set_secrets(config, request, generated, now_ms));
  VOD_TRY(set_bind_address(config.bind_address, request.BindAddress));
  return done();
}

Done set_files(const wire::ModifyDeliveryConfigRequest& request, DeliveryConfig& config) {
  VOD_TRY(set_file(config.ca_file, request.CaFile, "CaFile"));
  VOD_TRY(set_file(config.client_certificate_file, request.ClientCertificateFile, "ClientCertificateFile"));
  return set_file(config.client_key_file, request.ClientKeyFile, "ClientKeyFile");
}

}  // namespace

Result<wire::ModifyDeliveryConfigResponse> answer(Context& context, const wire::ModifyDeliveryConfigRequest& request) {
  World& world = context.world;
  std::string generated;
  if (request.GenerateSecret) {
    VOD_TRY(generated, delivery_secrets::generate(*request.GenerateSecret, world.random));
  }
  DeliveryConfig files;
  VOD_TRY(set_files(request, files));  // Reads them: not inside the change.
  VOD_TRY(world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(auto app, catalogue::find_app(tx, context.app));
    if (!app) return error(ErrorCode::value_sub_app_id, "SubAppId");
    VOD_TRY(change(request, generated, context.now_ms, app->events));
    DeliveryConfig& config = app->events.delivery;
    if (request.CaFile) config.ca_file = files.ca_file;
    if (request.ClientCertificateFile) config.client_certificate_file = files.client_certificate_file;
    if (request.ClientKeyFile) config.client_key_file = files.client_key_file;
    if (config.client_certificate_file.empty() != config.client_key_file.empty()) {
      return wrong("ClientKeyFile", "ClientCertificateFile and ClientKeyFile need each other.");
    }
    // What is on its way goes by the new configuration at once.
    tx.on_commit([&bells = world.bells] { bells.ring_all(catalogue::push_bell); });
    return world.apps.update(tx, *app);
  }));
  wire::ModifyDeliveryConfigResponse response;
  // The only time that it is shown.
  if (!generated.empty()) response.GeneratedSecret = generated;
  return response;
}

}  // namespace vod::api
