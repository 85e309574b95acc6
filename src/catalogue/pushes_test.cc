#include "catalogue/pushes.h"

#include <gtest/gtest.h>

#include "catalogue/events.h"
#include "catalogue/test_catalogue.h"

namespace vod::catalogue {
namespace {

class Pushes : public ::testing::Test {
 protected:
  void configure(const std::function<void(EventConfig&)>& change) {
    catalogue.write([&](Transaction& tx) -> Done {
      VOD_TRY(auto row, find_app(tx, app));
      change(row->events);
      return update_app(tx, *row);
    });
  }
  std::uint64_t append(EventType type, bool is_test = false) {
    std::uint64_t sequence = 0;
    catalogue.write([&](Transaction& tx) -> Done {
      EventDraft draft;
      draft.app = app;
      draft.type = type;
      draft.created_ms = 1'000;
      draft.is_test = is_test;
      draft.body = "{}";
      VOD_TRY(sequence, append_event(tx, bells, draft));
      return done();
    });
    return sequence;
  }
  std::vector<Push> fresh(PushKey after = {}) {
    return catalogue.read<std::vector<Push>>([&](ReadTransaction& tx) { return fresh_pushes(tx, after, 100); });
  }
  std::vector<Push> due(std::int64_t until_ms) {
    return catalogue.read<std::vector<Push>>(
        [&](ReadTransaction& tx) { return due_retries_of(tx, app, to_url, until_ms, 100); });
  }
  Event event(std::uint64_t sequence) {
    return *catalogue.read<std::optional<Event>>([&](ReadTransaction& tx) { return find_event(tx, sequence); });
  }

  TestCatalogue catalogue;
  Bells bells;
  const AppId app = TestCatalogue::app;
};

TEST_F(Pushes, EventGoesToBothUrlsWhereBothAreSet) {
  configure([](EventConfig& config) {
    config.notification_url = "http://three.example.net/";
    config.delivery.url_v2 = "http://two.example.net/";
  });
  const auto sequence = append(EventType::pull_complete);
  const auto pushes = fresh();
  ASSERT_EQ(pushes.size(), 2U);
  EXPECT_EQ(pushes[0].key, (PushKey{sequence, to_url}));
  EXPECT_EQ(pushes[1].key, (PushKey{sequence, to_url_v2}));
  // A reader that stopped between the two goes on with the second.
  EXPECT_EQ(fresh(pushes[0].key).size(), 1U);
  EXPECT_TRUE(fresh(pushes[1].key).empty());
}

TEST_F(Pushes, FormOfMediaInfoIsFixedWhenTheEventIsWritten) {
  configure([](EventConfig& config) { config.notification_url = "http://three.example.net/"; });
  const auto first = append(EventType::pull_complete);
  catalogue.write([](Transaction& tx) { return set_media_info_form(tx, MediaInfoForm::nested); });
  const auto second = append(EventType::pull_complete, true);
  EXPECT_EQ(event(first).media_info, MediaInfoForm::both);
  EXPECT_EQ(event(second).media_info, MediaInfoForm::nested);
  const auto pushes = fresh();
  ASSERT_EQ(pushes.size(), 2U);
  EXPECT_EQ(pushes[0].media_info, MediaInfoForm::both);
  EXPECT_EQ(pushes[1].media_info, MediaInfoForm::nested);
  EXPECT_FALSE(pushes[0].is_test);
  EXPECT_TRUE(pushes[1].is_test);
}

TEST_F(Pushes, RedeliveryReplacesWhatIsThereAndIsDueAtOnce) {
  configure([](EventConfig& config) { config.notification_url = "http://three.example.net/"; });
  const auto sequence = append(EventType::pull_complete);
  catalogue.write([&](Transaction& tx) { return insert_redelivery(tx, app, sequence, 5'000); });
  EXPECT_TRUE(fresh().empty());
  const auto pushes = due(5'000);
  ASSERT_EQ(pushes.size(), 1U);
  EXPECT_TRUE(pushes[0].is_redelivery);
  EXPECT_EQ(pushes[0].attempts, 0);
  EXPECT_EQ(pushes[0].first_ms, 5'000);
}

TEST_F(Pushes, OutcomeOfADeliveryThatWasReplacedChangesNothing) {
  configure([](EventConfig& config) { config.notification_url = "http://three.example.net/"; });
  const auto sequence = append(EventType::pull_complete);
  const Push old = fresh().at(0);
  // In the very millisecond of the first one, too.
  catalogue.write([&](Transaction& tx) { return insert_redelivery(tx, app, sequence, old.first_ms); });
  catalogue.write([&](Transaction& tx) -> Done {
    VOD_TRY(const bool is_finished, finish_push(tx, old.key, old.first_ms));
    VOD_TRY(const bool is_deferred, defer_push(tx, old.key, old.first_ms, 3, 99'000));
    VOD_TRY(const bool is_parked, park_push(tx, old.key, old.first_ms, "gone"));
    EXPECT_FALSE(is_finished || is_deferred || is_parked);
    return done();
  });
  EXPECT_EQ(due(INT64_MAX).size(), 1U);
}

TEST_F(Pushes, CountsTellWhatWaits) {
  configure([](EventConfig& config) { config.notification_url = "http://three.example.net/"; });
  std::vector<std::uint64_t> events;
  for (int i = 0; i < 4; ++i) events.push_back(append(EventType::pull_complete));
  catalogue.write([&](Transaction& tx) -> Done {
    VOD_TRY(defer_push(tx, {events[0], to_url}, 1'000, 1, 2'000));
    VOD_TRY(defer_push(tx, {events[1], to_url}, 1'000, 1, 9'000));
    return done();
  });
  const auto counts =
      catalogue.read<PushCounts>([&](ReadTransaction& tx) { return count_pushes(tx, app, to_url, 5'000); });
  EXPECT_EQ(counts.fresh, 2U);
  EXPECT_EQ(counts.due, 1U);
  EXPECT_EQ(counts.later, 1U);
  EXPECT_EQ(counts.parked, 0U);
}

}  // namespace
}  // namespace vod::catalogue
