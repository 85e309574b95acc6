#include "catalogue/delivery_config.h"

#include <boost/json.hpp>

namespace vod::catalogue {
namespace {

namespace json = boost::json;

// One row per member of one kind: its stored name and where it stands.
template <class T>
struct Member {
  const char* name;
  T DeliveryConfig::* field;
};

constexpr Member<std::string> texts[] = {
    {"url_v2", &DeliveryConfig::url_v2},
    {"ca_file", &DeliveryConfig::ca_file},
    {"client_certificate_file", &DeliveryConfig::client_certificate_file},
    {"client_key_file", &DeliveryConfig::client_key_file},
    {"bind_address", &DeliveryConfig::bind_address},
};
constexpr Member<std::int64_t> numbers[] = {
    {"park_after_deliveries", &DeliveryConfig::park_after_deliveries},
    {"concurrency_max", &DeliveryConfig::concurrency_max},
    {"attempts_per_second_max", &DeliveryConfig::attempts_per_second_max},
};

std::int64_t number_in(const json::object& object, const char* name, std::int64_t otherwise) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_int64() ? value->get_int64() : otherwise;
}

std::string text_in(const json::object& object, const char* name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

const json::array* list_in(const json::object& object, const char* name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr ? value->if_array() : nullptr;
}

}  // namespace

std::string delivery_config_text(const DeliveryConfig& config) {
  json::object object;
  if (!config.switched_off.empty()) object["switched_off"] = json::value_from(config.switched_off);
  if (!config.retries_s.empty()) object["retries_s"] = json::value_from(config.retries_s);
  if (config.given_up) object["given_up"] = static_cast<int>(*config.given_up);
  if (!config.has_breaker) object["has_breaker"] = false;
  for (const auto& [name, field] : texts) {
    if (!(config.*field).empty()) object[name] = config.*field;
  }
  for (const auto& [name, field] : numbers) {
    if (config.*field != 0) object[name] = config.*field;
  }
  json::array secrets;
  for (const SigningSecret& secret : config.secrets) {
    secrets.push_back(
        {{"secret", secret.secret}, {"created_ms", secret.created_ms}, {"expires_ms", secret.expires_ms}});
  }
  if (!secrets.empty()) object["secrets"] = std::move(secrets);
  return object.empty() ? std::string() : json::serialize(object);
}

DeliveryConfig read_delivery_config(std::string_view text) {
  DeliveryConfig config;
  if (text.empty()) return config;
  boost::system::error_code failed;
  const json::value value = json::parse(text, failed);
  if (failed || !value.is_object()) return config;
  const json::object& object = value.get_object();
  if (const auto* list = list_in(object, "switched_off")) {
    for (const json::value& each : *list) {
      if (each.is_string()) config.switched_off.emplace_back(each.get_string());
    }
  }
  if (const auto* list = list_in(object, "retries_s")) {
    for (const json::value& each : *list) {
      if (each.is_int64()) config.retries_s.push_back(each.get_int64());
    }
  }
  if (object.contains("given_up")) config.given_up = static_cast<GivenUp>(number_in(object, "given_up", 0));
  if (const json::value* breaker = object.if_contains("has_breaker")) {
    config.has_breaker = !breaker->is_bool() || breaker->get_bool();
  }
  for (const auto& [name, field] : texts) config.*field = text_in(object, name);
  for (const auto& [name, field] : numbers) config.*field = number_in(object, name, 0);
  if (const auto* list = list_in(object, "secrets")) {
    for (const json::value& each : *list) {
      if (!each.is_object()) continue;
      const json::object& secret = each.get_object();
      config.secrets.push_back(
          {text_in(secret, "secret"), number_in(secret, "created_ms", 0), number_in(secret, "expires_ms", 0)});
    }
  }
  return config;
}

}  // namespace vod::catalogue
