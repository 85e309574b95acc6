#include "receiver/puller.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "testing/http_stand_in.h"
#include "testing/manual_clock.h"
#include "testing/seeded_random.h"
#include "wire/json_value.h"

namespace vod::receiver {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using vod::testing::HttpStandIn;
using vod::testing::StandInAnswer;
using vod::testing::StandInRequest;

std::string uploaded(const std::string& handle, const std::string& file_id, const std::string& event_id = {}) {
  return R"({"EventHandle":")" + handle + R"(","EventType":"NewFileUpload",)" +
         (event_id.empty() ? "" : R"("EventId":")" + event_id + R"(",)") + R"("FileUploadEvent":{"FileId":")" +
         file_id + R"("}})";
}

// A server whose queue is what the test puts there: each PullEvents takes one list of events.
class PullMode : public ::testing::Test {
 protected:
  PullMode() : server_([this](const StandInRequest& request) { return answer(request); }) {
    configuration_.secret_id = "id";
    configuration_.secret_key = "key";
    configuration_.endpoint = server_.url();
  }

  StandInAnswer answer(const StandInRequest& request) {
    const std::lock_guard lock(mutex_);
    const std::string action = request.headers.at("x-tc-action");
    StandInAnswer result;
    if (action == vanishing_on_) {
      result.vanish = true;
      return result;
    }
    std::string response = R"({"RequestId":"r"})";
    if (action == "DescribeEventConfig") response = R"({"Mode":")" + mode_ + R"(","RequestId":"r"})";
    if (action == "PullEvents") {
      ++pulls_;
      std::string events;
      if (!queue_.empty()) {
        events = queue_.front();
        queue_.pop_front();
      }
      response = R"({"EventSet":[)" + events + R"(],"RequestId":"r"})";
    }
    if (action == "ProcessMedia") {
      ++processed_;
      clock_.advance(process_ms_);
      if (is_failing_) response = R"({"Error":{"Code":"InternalError","Message":"No."},"RequestId":"r"})";
      if (!is_failing_) response = R"({"TaskId":"t","RequestId":"r"})";
    }
    if (action == "ConfirmEvents") {
      const auto request_body = wire::parse_json(request.body).value();
      for (const auto& handle : request_body.at("EventHandles").as_array()) {
        confirmed_.emplace_back(handle.as_string());
      }
    }
    result.body = R"({"Response":)" + response + "}";
    return result;
  }

  // What the stand-in does from now on. Its thread may still be at a connection that it dropped.
  void vanish_on(std::string action) {
    const std::lock_guard lock(mutex_);
    vanishing_on_ = std::move(action);
  }
  void enqueue(std::string events) {
    const std::lock_guard lock(mutex_);
    queue_.push_back(std::move(events));
  }
  int pulls() {
    const std::lock_guard lock(mutex_);
    return pulls_;
  }

  Puller puller() { return {{configuration_, journal_, memory_, clock_}, random_, stopped_}; }

  std::mutex mutex_;
  std::deque<std::string> queue_;
  std::string mode_ = "PULL";
  std::string vanishing_on_;
  std::vector<std::string> confirmed_;
  bool is_failing_ = false;
  std::int64_t process_ms_ = 0;
  int processed_ = 0;
  int pulls_ = 0;

  vod::testing::ManualClock clock_;
  vod::testing::SeededRandom random_{1};
  std::atomic<bool> stopped_ = false;
  Journal journal_{clock_};
  Memory memory_;
  Configuration configuration_;
  HttpStandIn server_;
};

TEST_F(PullMode, WhatWasDealtWithIsConfirmed) {
  queue_ = {uploaded("h-1", "1") + "," + R"({"EventHandle":"h-2","EventType":"FileDeleted"})"};
  EXPECT_EQ(puller().step(), 0);
  EXPECT_THAT(confirmed_, ElementsAre("h-1", "h-2"));
  EXPECT_EQ(processed_, 1);
}

TEST_F(PullMode, FailedEventIsNotConfirmedAndDealtWithWhenItComesAgain) {
  auto pulling = puller();
  queue_ = {uploaded("h-1", "1") + "," + R"({"EventHandle":"h-2","EventType":"FileDeleted"})", uploaded("h-3", "1")};
  is_failing_ = true;
  pulling.step();
  EXPECT_THAT(confirmed_, ElementsAre("h-2"));
  EXPECT_THAT(journal_.text(), HasSubstr("Left in the queue: ProcessMedia failed: InternalError: No."));
  is_failing_ = false;
  pulling.step();
  EXPECT_THAT(confirmed_, ElementsAre("h-2", "h-3"));
}

TEST_F(PullMode, EventThatComesAgainIsConfirmedWithoutBeingDealtWithTwice) {
  auto pulling = puller();
  queue_ = {uploaded("h-1", "1", "evt_1"), uploaded("h-2", "1", "evt_1"), uploaded("h-3", "1")};
  for (int i = 0; i < 3; ++i) pulling.step();
  EXPECT_EQ(processed_, 1);
  EXPECT_THAT(confirmed_, ElementsAre("h-1", "h-2", "h-3"));
}

TEST_F(PullMode, EventThatCannotBeReadStaysWithoutHarmToTheOthers) {
  queue_ = {R"({"EventHandle":"h-1","EventType":7},5,)" + uploaded("h-2", "2")};
  puller().step();
  EXPECT_THAT(confirmed_, ElementsAre("h-2"));
  EXPECT_THAT(journal_.text(), HasSubstr("Left in the queue"));
}

TEST_F(PullMode, ServerThatIsAwayIsTriedAgainLaterAndLater) {
  auto pulling = puller();
  vanish_on("PullEvents");
  const std::int64_t first_ms = pulling.step();
  EXPECT_GE(first_ms, 800);
  EXPECT_LE(first_ms, 1'200);
  EXPECT_GT(pulling.step(), 1'500);
  vanish_on("");
  enqueue(uploaded("h-1", "1"));
  EXPECT_EQ(pulling.step(), 0);
  EXPECT_THAT(confirmed_, ElementsAre("h-1"));
  EXPECT_THAT(journal_.text(), HasSubstr("PullEvents works again."));
}

TEST_F(PullMode, ConfirmationThatDidNotGetThroughIsSentBeforeTheNextPull) {
  auto pulling = puller();
  enqueue(uploaded("h-1", "1"));
  vanish_on("ConfirmEvents");
  EXPECT_GT(pulling.step(), 0);
  EXPECT_GT(pulling.step(), 0);
  EXPECT_EQ(pulls(), 1);
  vanish_on("");
  pulling.step();
  EXPECT_THAT(confirmed_, ElementsAre("h-1"));
  EXPECT_EQ(processed_, 1);
}

TEST_F(PullMode, EventsWhoseLeasesEndSoonAreLeft) {
  process_ms_ = 10'000;
  queue_ = {uploaded("h-1", "1") + "," + uploaded("h-2", "2") + "," + uploaded("h-3", "3")};
  puller().step();
  EXPECT_THAT(confirmed_, ElementsAre("h-1", "h-2"));
  EXPECT_EQ(processed_, 2);
}

TEST_F(PullMode, EmptyQueueIsNoFailureHoweverItIsSaid) {
  auto pulling = puller();
  EXPECT_LE(pulling.step(), 100);
  EXPECT_EQ(journal_.text(), "");
}

TEST_F(PullMode, WrongModeIsSaidWithTheWayOut) {
  mode_ = "PUSH";
  auto pulling = puller();
  pulling.step();
  pulling.step();
  const std::string text = journal_.text();
  const auto first = text.find("openvod config set --mode PULL");
  EXPECT_NE(first, std::string::npos);
  EXPECT_EQ(text.find("openvod config set --mode PULL", first + 1), std::string::npos);
}

TEST_F(PullMode, StopEndsTheLoopAndConfirmsWhatWasDone) {
  queue_ = {uploaded("h-1", "1")};
  std::jthread stopper([this] {
    for (;;) {
      {
        const std::lock_guard lock(mutex_);
        if (processed_ == 1) break;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    stopped_ = true;
  });
  puller().run();
  EXPECT_THAT(confirmed_, ElementsAre("h-1"));
}

}  // namespace
}  // namespace vod::receiver
