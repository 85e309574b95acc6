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

TEST(Events, TestEventIsNotHeldBackByItsSwitch) {
  EventConfig config;
  config.mode = EventMode::pull;
  EXPECT_EQ(first_state(config, EventType::file_deleted, true), EventState::queued);
  config.mode = EventMode::push;
  EXPECT_EQ(first_state(config, EventType::file_deleted, true), EventState::unrouted);
}

TEST(Events, TypeSwitchedOffByTheAppIsHistoryOnly) {
  EventConfig config;
  config.mode = EventMode::pull;
  config.delivery.switched_off = {"PullComplete"};
  EXPECT_EQ(first_state(config, EventType::pull_complete), EventState::unrouted);
  EXPECT_TRUE(is_switched_on(config, EventType::procedure_state_changed));
}

TEST(Events, EventIdsAreReadBackAndOtherTextsAreNot) {
  EXPECT_EQ(event_sequence(event_id(17)), 17U);
  EXPECT_EQ(event_sequence(event_id(INT64_MAX)), static_cast<std::uint64_t>(INT64_MAX));
  for (const char* text : {"", "17", "evt_", "evt_0", "evt_017", "evt_-1", "evt_1x", "EVT_1", "evt_9223372036854775808",
                           "evt_99999999999999999999"}) {
    EXPECT_FALSE(event_sequence(text)) << text;
  }
}

TEST(Events, StatesAreReadBackByTheirNames) {
  EXPECT_EQ(event_state("parked"), EventState::parked);
  EXPECT_FALSE(event_state("Parked"));
  EXPECT_FALSE(event_state("unknown"));
}

TEST(Events, PushWithoutAUrlIsUnrouted) {
  EventConfig config;
  EXPECT_EQ(first_state(config, EventType::procedure_state_changed), EventState::unrouted);
  config.notification_url = "http://127.0.0.1/";
  EXPECT_EQ(first_state(config, EventType::procedure_state_changed), EventState::sending);
}

}  // namespace
}  // namespace vod
