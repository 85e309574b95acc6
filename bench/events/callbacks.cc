#include "callbacks.h"

#include <curl/curl.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "base/text.h"
#include "catalogue/events.h"
#include "embedded.h"
#include "model/limits.h"
#include "receiver.h"
#include "whole_server.h"

namespace vod::bench {
namespace {

constexpr int callbacks_per_ms = 10;  // Of the plan's time: enough to send.
constexpr int latency_events_per_second = 1'000;

// libcurl's handles are all of one type to the compiler.
using Handle = std::unique_ptr<CURL, void (*)(CURL*)>;
using Multi = std::unique_ptr<CURLM, CURLMcode (*)(CURLM*)>;
using Headers = std::unique_ptr<curl_slist, void (*)(curl_slist*)>;

std::size_t drop(char*, std::size_t size, std::size_t count, void*) { return size * count; }

// Times when each event was committed, and when the receiver had it, by its number.
struct Times {
  explicit Times(std::size_t count) : committed(count), received(count) {}
  std::vector<std::atomic<std::int64_t>> committed;
  std::vector<std::atomic<std::int64_t>> received;
};

std::int64_t now_ns() { return SteadyClock::now().time_since_epoch().count(); }

std::string numbered_body(std::size_t number) {
  const std::string head = R"({"EventType":"ProcedureStateChanged","Number":)" + std::to_string(number);
  return head + R"(,"Filler":")" + std::string(body_bytes - head.size(), 'x') + R"("})";
}

std::size_t number_of(std::string_view body) {
  constexpr std::string_view name = R"("Number":)";
  const auto at = body.find(name) + name.size();
  return static_cast<std::size_t>(parse_number<std::int64_t>(body.substr(at, body.find(',', at) - at)).value_or(0));
}

void publish_evenly(Running& running, Times& times) {
  EventDraft draft = bench_draft();
  const auto start = SteadyClock::now();
  for (std::size_t i = 0; i < times.committed.size(); ++i) {
    std::this_thread::sleep_until(start + std::chrono::microseconds(1'000'000 / latency_events_per_second) * i);
    draft.task = TaskId{"task-" + std::to_string(i)};
    draft.body = numbered_body(i);
    running.database().submit(
        [&bells = running.bells(), draft](Transaction& tx) -> Done {
          VOD_TRY(catalogue::append_event(tx, bells, draft));
          return done();
        },
        [&times, i](Done result) {
          must(result, "submit");
          times.committed[i] = now_ns();
        });
  }
}

}  // namespace

double callbacks_per_second(const Plan& plan) {
  const std::int64_t events = std::int64_t{plan.run_ms} * callbacks_per_ms;
  FastReceiver receiver;
  WholeServer server(plan, bench_app_row(EventMode::push, receiver.url()), static_cast<std::uint64_t>(events));
  receiver.wait_for(events / 10);
  const auto start = SteadyClock::now();
  const std::int64_t before = receiver.count();
  receiver.wait_for(events);
  return static_cast<double>(events - before) / seconds_since(start);
}

double curl_posts_per_second(const Plan& plan) {
  FastReceiver receiver;
  const std::string url = receiver.url();
  const Multi multi(curl_multi_init(), curl_multi_cleanup);
  const Headers headers(curl_slist_append(nullptr, "Content-Type: application/json"), curl_slist_free_all);
  std::vector<Handle> handles;
  for (std::size_t i = 0; i < limits::callbacks_per_endpoint_max; ++i) {
    CURL* const handle = curl_easy_init();
    handles.emplace_back(handle, curl_easy_cleanup);
    curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, event_body().c_str());
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(event_body().size()));
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, drop);
    curl_multi_add_handle(multi.get(), handle);
  }
  std::int64_t posts = 0;
  const auto start = SteadyClock::now();
  const auto end = start + milliseconds(plan.run_ms);
  while (SteadyClock::now() < end) {
    int running = 0;
    curl_multi_perform(multi.get(), &running);
    int left = 0;
    while (const CURLMsg* const message = curl_multi_info_read(multi.get(), &left)) {
      must(message->data.result == CURLE_OK, "curl", curl_easy_strerror(message->data.result));
      CURL* const handle = message->easy_handle;
      ++posts;
      curl_multi_remove_handle(multi.get(), handle);
      curl_multi_add_handle(multi.get(), handle);
    }
    curl_multi_poll(multi.get(), nullptr, 0, 10, nullptr);
  }
  const double rate = static_cast<double>(posts) / seconds_since(start);
  for (const auto& handle : handles) curl_multi_remove_handle(multi.get(), handle.get());
  return rate;
}

double commit_to_receiver_p99_ms(const Plan& plan) {
  Times times(static_cast<std::size_t>(plan.run_ms) * latency_events_per_second / 1'000);
  FastReceiver receiver([&](std::string_view body) { times.received[number_of(body)] = now_ns(); });
  WholeServer server(plan, bench_app_row(EventMode::push, receiver.url()), 0);
  publish_evenly(server.get(), times);
  receiver.wait_for(static_cast<std::int64_t>(times.received.size()));
  std::vector<double> took_ms;
  for (std::size_t i = 0; i < times.received.size(); ++i) {
    // The receiver may be told before this process hears of the commit.
    took_ms.push_back(static_cast<double>(std::max<std::int64_t>(times.received[i] - times.committed[i], 0)) / 1e6);
  }
  std::ranges::sort(took_ms);
  return took_ms[took_ms.size() * 99 / 100];
}

}  // namespace vod::bench
