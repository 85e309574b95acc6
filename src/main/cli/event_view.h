#pragma once

#include <string>

#include "wire/types.h"

namespace vod::cli {

/// What a person wants to know of an event at a glance.
struct EventView {
  std::string type;
  std::string file_id;
  std::string task_id;
  /// `FINISH, 2 outputs`, `clip.mp4`, ...
  std::string summary;
};

EventView view_of(const wire::EventContent& event);

}  // namespace vod::cli
