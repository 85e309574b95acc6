#include <gtest/gtest.h>

#include <algorithm>

#include "delivery/desk.h"
#include "delivery/queue.h"
#include "delivery/test_delivery.h"
#include "wire/json_value.h"
#include "wire/tables.h"
#include "wire/types.h"

namespace vod {
namespace {

TEST(EventExamples, EveryTypesMemberIsInEventContentWithItsType) {
  const wire::TypeRow* content = wire::find_type("EventContent");
  ASSERT_NE(content, nullptr);
  for (const EventRow& row : event_rows) {
    const auto field = std::ranges::find(content->fields, row.member, &wire::FieldRow::name);
    ASSERT_NE(field, content->fields.end()) << row.wire_name;
    EXPECT_EQ(field->type, row.wire_type) << row.wire_name;
    EXPECT_FALSE(row.label.empty());
    EXPECT_FALSE(row.caused_by.empty());
  }
}

TEST(EventExamples, EveryTypesExampleIsReadStrictlyAndSetsItsMemberAlone) {
  for (const EventRow& row : event_rows) {
    const std::string body = example_body(row.type, AppId{1'500'000'001}, "https://vod.example.com", 1'700'000'000'000);
    EXPECT_EQ(body.find('$'), std::string::npos) << body;
    const auto json = wire::parse_json(body);
    ASSERT_TRUE(json) << row.wire_name;
    const auto content = wire::decode_request<wire::EventContent>(json.value());
    ASSERT_TRUE(content) << row.wire_name << ": " << content.error().detail;
    EXPECT_EQ(content.value().EventType, row.wire_name);
    const std::string written = wire::encode_text(content.value());
    EXPECT_NE(written.find("\"" + std::string(row.member) + "\":{"), std::string::npos) << written;
    for (const EventRow& other : event_rows) {
      if (other.type == row.type) continue;
      EXPECT_EQ(written.find("\"" + std::string(other.member) + "\""), std::string::npos) << written;
    }
  }
}

TEST(EventExamples, TestEventGoesTheAppsWayWhateverItsSwitchSaysAndIsMarked) {
  DeliveryWorld world{EventMode::pull};
  const auto queue = EmbeddedQueue::open(*world.database, world.bells, world.clock, world.random, *world.log).value();
  EventDesk desk{*world.database, *queue, world.bells, world.clock, *world.log};
  const auto made = desk.create_test_event(world.app, EventType::file_deleted, "http://127.0.0.1").value();
  EXPECT_EQ(made.state, EventState::queued);
  const auto pulled = queue->pull(world.app, {}).value();
  ASSERT_EQ(pulled.size(), 1U);
  EXPECT_EQ(pulled[0].sequence, made.sequence);
  std::optional<Event> event;
  ASSERT_TRUE(world.database->read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(event, catalogue::find_event(tx, made.sequence));
    return done();
  }));
  EXPECT_TRUE(event->is_test);

  world.change_config(world.app, [](EventConfig& config) { config.mode = EventMode::push; });
  EXPECT_EQ(desk.create_test_event(world.app, EventType::file_deleted, "").value().state, EventState::sending);
  world.change_config(world.app, [](EventConfig& config) { config.notification_url.clear(); });
  EXPECT_EQ(desk.create_test_event(world.app, EventType::file_deleted, "").value().state, EventState::unrouted);
}

}  // namespace
}  // namespace vod
