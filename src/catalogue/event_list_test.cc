#include "catalogue/event_list.h"

#include <gtest/gtest.h>

#include "catalogue/events.h"
#include "catalogue/parks.h"
#include "catalogue/test_catalogue.h"

namespace vod::catalogue {
namespace {

class EventListTest : public ::testing::Test {
 protected:
  static constexpr AppId other{1'500'000'002};

  EventListTest() {
    world.write([](Transaction& tx) -> Done {
      App row;
      row.id = other;
      row.events.mode = EventMode::pull;
      VOD_TRY(insert_app(tx, row));
      VOD_TRY(auto first, find_app(tx, TestCatalogue::app));
      first->events.mode = EventMode::pull;
      return update_app(tx, *first);
    });
  }
  std::uint64_t publish(AppId app, EventType type = EventType::pull_complete, std::int64_t created_ms = 1'000) {
    std::uint64_t sequence = 0;
    world.write([&](Transaction& tx) -> Done {
      EventDraft draft;
      draft.app = app;
      draft.type = type;
      draft.file = FileId{77};
      draft.task = TaskId{"1-Pull-1"};
      draft.created_ms = created_ms;
      draft.body = "{}";
      VOD_TRY(sequence, append_event(tx, bells, draft));
      return done();
    });
    return sequence;
  }
  EventsFound find(const EventWalk& walk, std::size_t limit = 100, std::size_t looked_at_max = 20'000) {
    return world.read<EventsFound>([&](ReadTransaction& tx) { return find_events(tx, walk, limit, looked_at_max); });
  }
  static EventWalk walk_of(EventFilter filter = {}, bool is_newest_first = false) {
    EventWalk walk;
    walk.app = TestCatalogue::app;
    walk.filter = std::move(filter);
    walk.is_newest_first = is_newest_first;
    return walk;
  }

  using Sequences = std::vector<std::uint64_t>;
  Bells bells;
  TestCatalogue world;
};

TEST_F(EventListTest, WalkLooksAtABoundedNumberAndSaysWhereToGoOn) {
  const auto mine = publish(TestCatalogue::app);
  for (int i = 0; i < 25; ++i) publish(other);
  const auto last = publish(TestCatalogue::app);
  EventWalk walk = walk_of();
  walk.after = mine;
  int calls = 0;
  EventsFound found;
  while (!found.is_over) {
    found = find(walk, 100, 10);
    walk.after = found.cursor;
    ++calls;
    if (!found.sequences.empty()) {
      EXPECT_EQ(found.sequences, Sequences{last});
    }
  }
  EXPECT_EQ(calls, 3);
  EXPECT_EQ(found.cursor, last);
}

TEST_F(EventListTest, PageEndsAtItsLimitAndTheNextBeginsBehindIt) {
  const Sequences all = {publish(TestCatalogue::app), publish(TestCatalogue::app), publish(TestCatalogue::app)};
  const auto first = find(walk_of(), 2);
  EXPECT_EQ(first.sequences, (Sequences{all[0], all[1]}));
  EXPECT_EQ(first.cursor, all[1]);
  EXPECT_FALSE(first.is_over);
  EventWalk rest = walk_of();
  rest.after = first.cursor;
  EXPECT_EQ(find(rest, 2).sequences, Sequences{all[2]});
  EXPECT_TRUE(find(rest, 2).is_over);

  const auto newest = find(walk_of({}, true), 2);
  EXPECT_EQ(newest.sequences, (Sequences{all[2], all[1]}));
  EventWalk back = walk_of({}, true);
  back.after = newest.cursor;
  EXPECT_EQ(find(back).sequences, Sequences{all[0]});
  back.until = all[1];
  EXPECT_TRUE(find(back).sequences.empty());
}

TEST_F(EventListTest, EachFilterNarrows) {
  const auto early = publish(TestCatalogue::app, EventType::pull_complete, 1'000);
  const auto late = publish(TestCatalogue::app, EventType::procedure_state_changed, 2'000);
  publish(other);
  EventFilter filter;
  filter.types = {EventType::pull_complete};
  EXPECT_EQ(find(walk_of(filter)).sequences, Sequences{early});
  filter = {};
  filter.from_ms = 1'001;
  EXPECT_EQ(find(walk_of(filter)).sequences, Sequences{late});
  filter = {};
  filter.to_ms = 2'000;
  EXPECT_EQ(find(walk_of(filter)).sequences, Sequences{early});
  filter = {};
  filter.file = FileId{77};
  filter.task = TaskId{"1-Pull-1"};
  filter.is_test = false;
  EXPECT_EQ(find(walk_of(filter)).sequences, (Sequences{early, late}));
  filter.task = TaskId{"another"};
  EXPECT_TRUE(find(walk_of(filter)).sequences.empty());
}

TEST_F(EventListTest, EventsOfOneStateAreFoundInBothDirections) {
  const auto queued = publish(TestCatalogue::app);
  const auto parked = publish(TestCatalogue::app);
  const auto sent = publish(TestCatalogue::app);
  publish(other);
  world.write([&](Transaction& tx) -> Done {
    VOD_TRY(set_aside(tx, TestCatalogue::app, parked, "broken", 5'000));
    VOD_TRY(bring_to_callback(tx, TestCatalogue::app, sent, true, 5'000));
    return done();
  });
  const std::vector<std::pair<EventState, std::uint64_t>> expected = {
      {EventState::queued, queued}, {EventState::parked, parked}, {EventState::sending, sent}};
  for (const auto& [state, sequence] : expected) {
    for (const bool is_newest_first : {false, true}) {
      EventFilter filter;
      filter.states = {state};
      EXPECT_EQ(find(walk_of(filter, is_newest_first)).sequences, Sequences{sequence}) << name_of(state);
      filter.parked_reason = "broken";
      const Sequences by_reason = state == EventState::parked ? Sequences{parked} : Sequences{};
      EXPECT_EQ(find(walk_of(filter, is_newest_first)).sequences, by_reason) << name_of(state);
    }
  }
  EventFilter two;
  two.states = {EventState::queued, EventState::sending};
  EXPECT_EQ(find(walk_of(two)).sequences, (Sequences{queued, sent}));
}

TEST_F(EventListTest, SummaryTellsWhyAnEventIsWhereItIs) {
  const auto parked = publish(TestCatalogue::app);
  world.write([&](Transaction& tx) -> Done {
    VOD_TRY(set_aside(tx, TestCatalogue::app, parked, "broken", 5'000));
    return done();
  });
  const auto summary = world.read<std::optional<EventSummary>>(
      [&](ReadTransaction& tx) { return find_summary(tx, TestCatalogue::app, parked, true); });
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->event.state, EventState::parked);
  EXPECT_EQ(summary->parked_reason, "broken");
  EXPECT_EQ(summary->parked_ms, 5'000);
  EXPECT_EQ(summary->event.body, "{}");
  const auto foreign = world.read<std::optional<EventSummary>>(
      [&](ReadTransaction& tx) { return find_summary(tx, other, parked, true); });
  EXPECT_FALSE(foreign);
}

TEST_F(EventListTest, AgeOfTheQueueCountsWhatIsOld) {
  const auto oldest = publish(TestCatalogue::app, EventType::pull_complete, 1'000);
  publish(TestCatalogue::app, EventType::pull_complete, 2'000);
  publish(TestCatalogue::app, EventType::pull_complete, 9'000);
  const auto parked = publish(TestCatalogue::app, EventType::pull_complete, 9'500);
  world.write([&](Transaction& tx) -> Done {
    VOD_TRY(set_aside(tx, TestCatalogue::app, parked, "broken", 3'000));
    return done();
  });
  const auto age =
      world.read<QueueAge>([&](ReadTransaction& tx) { return queue_age(tx, TestCatalogue::app, 5'000, 20'000); });
  EXPECT_EQ(age.oldest, oldest);
  EXPECT_EQ(age.oldest_ms, 1'000);
  EXPECT_EQ(age.old, 3U);
  EXPECT_TRUE(age.is_exact);
}

}  // namespace
}  // namespace vod::catalogue
