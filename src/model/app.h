#pragma once

#include <cstdint>
#include <string>

#include "base/ids.h"
#include "model/delivery_config.h"

namespace vod {

enum class AppStatus { on = 0, off = 1, destroyed = 2 };

/// How an app is told of events: POSTed to its URL, or kept for PullEvents.
enum class EventMode { push = 0, pull = 1 };

/// What ModifyEventConfig sets. The switches of the types that the cloud delivers only on request are off at first.
struct EventConfig {
  EventMode mode = EventMode::push;
  std::string notification_url;
  std::string sign_key;
  bool upload_switch = false;
  bool delete_switch = false;
  bool persistence_switch = false;
  DeliveryConfig delivery;

  bool operator==(const EventConfig&) const = default;
};

/// A VOD application: everything else belongs to one.
struct App {
  AppId id;
  std::string name;
  std::string description;
  AppStatus status = AppStatus::on;
  std::int64_t created_ms = 0;
  EventConfig events;
};

}  // namespace vod
