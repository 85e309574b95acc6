#include "model/events.h"

#include <gtest/gtest.h>

#include <set>

namespace vod {
namespace {

TEST(Events, TypesAndNamesAreUnique) {
  std::set<int> types;
  std::set<std::string_view> names;
  for (const EventRow& row : event_rows) {
    EXPECT_TRUE(types.insert(static_cast<int>(row.type)).second);
    EXPECT_TRUE(names.insert(row.wire_name).second);
    EXPECT_EQ(event_type(row.wire_name), row.type);
  }
  EXPECT_FALSE(event_type("NoSuchEvent"));
}

TEST(Events, ATypeWhoseSwitchIsOffIsHistoryOnly) {
  EventConfig config;
  config.mode = EventMode::pull;
  EXPECT_EQ(first_state(config, EventType::new_file_upload), EventState::unrouted);
  config.upload_switch = true;
  EXPECT_EQ(first_state(config, EventType::new_file_upload), EventState::queued);
  EXPECT_EQ(first_state(config, EventType::file_deleted), EventState::unrouted);
}

TEST(Events, TypesWithoutASwitchAreAlwaysDelivered) {
  EventConfig config;
  config.mode = EventMode::pull;
  EXPECT_EQ(first_state(config, EventType::procedure_state_changed), EventState::queued);
  EXPECT_EQ(first_state(config, EventType::pull_complete), EventState::queued);
}

TEST(Events, PushWithoutAUrlIsUnrouted) {
  EventConfig config;
  EXPECT_EQ(first_state(config, EventType::procedure_state_changed), EventState::unrouted);
  config.notification_url = "http://127.0.0.1/";
  EXPECT_EQ(first_state(config, EventType::procedure_state_changed), EventState::sending);
}

}  // namespace
}  // namespace vod
