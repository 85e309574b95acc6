// The 2.0 form on its own URL: a delivery beside the event's own.
#include "delivery/test_push.h"

namespace vod {
namespace {

using testing::answer;

constexpr const char* second = "http://second.example.net/";
constexpr const char* upload = R"({"EventType":"NewFileUpload","FileUploadEvent":{"FileId":"5"}})";

class PushV2 : public CallbackDispatcherTest {
 protected:
  void SetUp() override {
    CallbackDispatcherTest::SetUp();
    world.change_config(app, [](EventConfig& config) { config.delivery.url_v2 = "http://second.example.net/two"; });
    answer_all(200);
    answer_second(200);
  }
  void answer_second(int status) {
    outbound.put_peer(second, [=](const OutboundRequest&) { return answer(status); });
  }
  std::vector<OutboundRequest> sent_to(std::string_view begin) {
    auto requests = outbound.requests();
    std::erase_if(requests, [&](const OutboundRequest& each) { return !each.url.starts_with(begin); });
    return requests;
  }
  std::string parked_reason(std::uint64_t sequence) {
    std::string reason = "not parked";
    EXPECT_TRUE(world.database->read([&](ReadTransaction& tx) {
      return tx.query("SELECT parked_reason FROM pushes WHERE seq = $1 AND destination = 1 AND lane = 2",
                      {static_cast<std::int64_t>(sequence)}, [&](const SqlRow& row) { reason = row.text(0); });
    }));
    return reason;
  }
};

TEST_F(PushV2, BothUrlsGetTheirForm) {
  const auto sequence = world.publish(app, upload);
  settle();
  ASSERT_EQ(sent_to(receiver).size(), 1U);
  ASSERT_EQ(sent_to(second).size(), 1U);
  EXPECT_EQ(sent_to(receiver)[0].body, upload);
  EXPECT_TRUE(sent_to(second)[0].body.starts_with(R"({"version":"4.0","eventType":"NewFileUpload",)"));
  EXPECT_EQ(sent_to(second)[0].headers[1], sent_to(receiver)[0].headers[1]);
  EXPECT_EQ(world.state_of(sequence), EventState::done);
  EXPECT_EQ(log_of(sequence).size(), 2U);
}

TEST_F(PushV2, QueuedEventIsSentThereToo) {
  world.change_config(app, [](EventConfig& config) { config.mode = EventMode::pull; });
  const auto sequence = world.publish(app, upload);
  settle();
  EXPECT_EQ(sent_to(second).size(), 1U);
  EXPECT_EQ(world.state_of(sequence), EventState::queued);
}

TEST_F(PushV2, EventWithoutA3UrlIsSentThereAndStaysUnrouted) {
  world.change_config(app, [](EventConfig& config) { config.notification_url.clear(); });
  const auto sequence = world.publish(app, upload);
  settle();
  EXPECT_EQ(sent_to(second).size(), 1U);
  EXPECT_EQ(world.state_of(sequence), EventState::unrouted);
}

TEST_F(PushV2, TypeThatIsSwitchedOffIsNotSent) {
  world.change_config(app, [](EventConfig& config) { config.upload_switch = false; });
  world.publish(app, upload);
  settle();
  EXPECT_TRUE(outbound.requests().empty());
}

TEST_F(PushV2, TypeWithoutA2FormGoesToThe3UrlAlone) {
  world.publish(app, R"({"EventType":"EditMediaComplete","EditMediaCompleteEvent":{}})",
                EventType::edit_media_complete);
  settle();
  EXPECT_EQ(sent_to(receiver).size(), 1U);
  EXPECT_TRUE(sent_to(second).empty());
}

TEST_F(PushV2, FailureIsRetriedAndNeverChangesTheEvent) {
  answer_second(500);
  const auto sequence = world.publish(app, upload);
  settle();
  EXPECT_EQ(world.state_of(sequence), EventState::done);
  answer_second(200);
  run_for(7'000);
  const auto requests = sent_to(second);
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[1].body, requests[0].body);
  EXPECT_EQ(sent_to(receiver).size(), 1U);
}

TEST_F(PushV2, FailureOfThe3UrlLeavesTheOtherAlone) {
  answer_all(500);
  const auto sequence = world.publish(app, upload);
  run_for(60'000);
  EXPECT_EQ(sent_to(second).size(), 1U);
  EXPECT_EQ(world.state_of(sequence), EventState::sending);
}

TEST_F(PushV2, GoneParksThePushAndItCanBeResumed) {
  answer_second(410);
  const auto sequence = world.publish(app, upload);
  settle();
  EXPECT_EQ(parked_reason(sequence), "gone");
  EXPECT_EQ(world.state_of(sequence), EventState::done);
  run_for(60'000);
  EXPECT_EQ(sent_to(second).size(), 1U);
  EXPECT_EQ(dispatcher->list(app).value().at(1).parked, 1U);

  answer_second(200);
  world.write([&](Transaction& tx) -> Done {
    VOD_TRY(catalogue::resume_push(tx, app, {sequence, catalogue::to_url_v2}, world.clock.wall_ms()));
    tx.on_commit([&] { world.bells.ring(catalogue::redelivery_bell); });
    return done();
  });
  settle();
  EXPECT_EQ(sent_to(second).size(), 2U);
  EXPECT_EQ(parked_reason(sequence), "not parked");
}

TEST_F(PushV2, RemovedUrlParksThePushes) {
  answer_second(500);
  const auto sequence = world.publish(app, upload);
  settle();
  world.change_config(app, [](EventConfig& config) { config.delivery.url_v2.clear(); });
  run_for(11'000);
  EXPECT_EQ(parked_reason(sequence), "url_removed");
  EXPECT_EQ(world.state_of(sequence), EventState::done);
}

TEST_F(PushV2, BacklogOfBothUrlsSurvivesARestart) {
  for (int i = 0; i < 300; ++i) world.publish(app, upload);
  restart();
  run_for(5'000);
  EXPECT_EQ(sent_to(receiver).size(), 300U);
  EXPECT_EQ(sent_to(second).size(), 300U);
}

}  // namespace
}  // namespace vod
