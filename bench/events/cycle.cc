#include "cycle.h"

#include <deque>
#include <future>
#include <thread>
#include <vector>

namespace vod::bench {
namespace {

struct Chain {
  Database& database;
  const Database::Change& change;
  const SteadyClock::time_point end;
  std::int64_t changes = 0;
  std::promise<void> over;

  void next() {
    database.submit([this](Transaction& tx) { return change(tx); },
                    [this](Done result) {
                      must(result, "submit");
                      ++changes;
                      SteadyClock::now() < end ? next() : over.set_value();
                    });
  }
};

}  // namespace

double cycles_per_second(const std::function<std::int64_t()>& publish,
                         const std::function<void(int consumer, Tally& tally)>& consume) {
  Tally tally;
  std::vector<std::thread> crowd;
  const auto start = SteadyClock::now();
  for (int i = 0; i < consumers; ++i) crowd.emplace_back([&, i] { consume(i, tally); });
  tally.published.store(publish(), std::memory_order_release);
  // Not with the ends of the threads: a call that waits for more events does so for seconds.
  while (!tally.is_over()) std::this_thread::sleep_for(std::chrono::microseconds(100));
  const double rate = static_cast<double>(tally.published) / seconds_since(start);
  for (auto& thread : crowd) thread.join();
  return rate;
}

std::int64_t keep_in_flight(Database& database, const Database::Change& change, SteadyClock::time_point end) {
  std::deque<Chain> chains;
  for (int i = 0; i < in_flight; ++i) {
    chains.push_back({database, change, end, 0, {}});
    chains.back().next();
  }
  std::int64_t changes = 0;
  for (auto& chain : chains) {
    chain.over.get_future().get();
    changes += chain.changes;
  }
  return changes;
}

}  // namespace vod::bench
