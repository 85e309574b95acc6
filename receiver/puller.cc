#include "receiver/puller.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "model/limits.h"
#include "wire/json_value.h"

namespace vod::receiver {
namespace {

using client::CallResult;
using client::Failure;

constexpr std::int64_t empty_pause_ms = 100;  // The server holds an empty answer back; this is for servers that don't.
constexpr std::int64_t slice_ms = 50;         // A stop is noticed so soon.

client::Target target_of(const Configuration& configuration) {
  return {configuration.endpoint, {configuration.secret_id, configuration.secret_key, {}}, configuration.region};
}

}  // namespace

Puller::Puller(const Context& context, Random& random, const std::atomic<bool>& stopped)
    : context_(context),
      stopped_(stopped),
      polling_(target_of(context.configuration), context.clock, [&stopped] { return stopped.load(); }),
      api_(target_of(context.configuration), context.clock),
      backoff_(random) {}

void Puller::run() {
  while (!stopped_) {
    for (std::int64_t left_ms = step(); left_ms > 0 && !stopped_; left_ms -= slice_ms) {
      std::this_thread::sleep_for(std::chrono::milliseconds(std::min(left_ms, slice_ms)));
    }
  }
  confirm();
}

std::int64_t Puller::step() {
  if (!has_shown_mode_) show_mode();
  if (!confirm()) return backoff_.next_ms();
  // A lease runs from the answer on; from the call on is shorter, and safe.
  const std::int64_t pulled_ms = context_.clock.monotonic_ms();
  const auto events = pull();
  if (!events) return fail("PullEvents", events.error());
  if (backoff_.is_failing()) context_.journal.print("PullEvents works again.");
  backoff_.reset();
  if (events.value().empty()) return empty_pause_ms;
  deal(events.value(), pulled_ms);
  return confirm() ? 0 : backoff_.next_ms();
}

CallResult<std::vector<Puller::Pulled>> Puller::pull() {
  // Annotate asks for each event's id beside it.
  auto answer = polling_.call("PullEvents", for_app({{"ExtInfo", R"({"Annotate":true})"}}));
  // What some servers, and openvod by a setting, say of an empty queue.
  if (!answer && answer.error().code == "ResourceNotFound") return std::vector<Pulled>();
  VOD_TRY(const boost::json::object content, std::move(answer));

  std::vector<Pulled> pulled;
  const auto* set = content.if_contains("EventSet");
  if (set == nullptr || !set->is_array()) return pulled;
  for (const auto& event : set->get_array()) {
    const auto typed = client::ApiClient::read_as<wire::EventContent>(event);
    if (!typed) {
      // The others don't suffer from it. It comes again after its lease, for somebody who can read it.
      context_.journal.print("Left in the queue: " + typed.error().text());
      continue;
    }
    Pulled entry{typed.value().EventHandle.value_or(""), {}, typed.value()};
    const auto* id = event.get_object().if_contains("EventId");
    if (id != nullptr && id->is_string()) entry.event_id = std::string(id->get_string());
    pulled.push_back(std::move(entry));
  }
  return pulled;
}

void Puller::deal(const std::vector<Pulled>& events, std::int64_t pulled_ms) {
  for (std::size_t i = 0; i < events.size() && !stopped_; ++i) {
    // Late ones may be somebody else's by now, or will be before they are confirmed.
    if (context_.clock.monotonic_ms() - pulled_ms > limits::consumer_lease_used_ms_max) {
      context_.journal.print(fmt::format("Left {} events in the queue: their leases end soon.", events.size() - i));
      return;
    }
    const auto dealt = deal_event(context_, events[i].content, events[i].event_id);
    if (dealt) {
      dealt_with_.push_back(events[i].handle);
    } else {
      context_.journal.print("Left in the queue: " + dealt.error().text());
    }
  }
}

bool Puller::confirm() {
  if (dealt_with_.empty()) return true;
  boost::json::array handles(dealt_with_.begin(), dealt_with_.end());
  const auto answer = api_.call("ConfirmEvents", for_app({{"EventHandles", std::move(handles)}}));
  if (!answer && answer.error().kind == Failure::Kind::unreachable) {
    context_.journal.print("ConfirmEvents: " + answer.error().text());
    return false;
  }
  // A refused handle is late: its event comes again, and is known again. The good ones of the call are confirmed.
  context_.journal.print(answer ? fmt::format("ConfirmEvents: {} confirmed.", dealt_with_.size())
                                : "ConfirmEvents: " + answer.error().text());
  dealt_with_.clear();
  return true;
}

std::int64_t Puller::fail(const std::string& what, const Failure& failure) {
  if (failure.kind == Failure::Kind::cancelled) return 0;
  const std::int64_t wait_ms = backoff_.next_ms();
  context_.journal.print(
      fmt::format("{}: {} Trying again in {:.1f} s.", what, failure.text(), static_cast<double>(wait_ms) / 1'000));
  return wait_ms;
}

void Puller::show_mode() {
  const auto answer = polling_.call("DescribeEventConfig", for_app({}));
  if (!answer) return;  // PullEvents is going to say why.
  has_shown_mode_ = true;
  const auto* mode = answer.value().if_contains("Mode");
  if (mode == nullptr || *mode == "PULL") return;
  context_.journal.print(
      "The application's mode is not PULL: new events are not queued. To change that: openvod config set --mode PULL");
}

boost::json::object Puller::for_app(boost::json::object request) const {
  if (context_.configuration.subappid != 0) request["SubAppId"] = context_.configuration.subappid;
  return request;
}

}  // namespace vod::receiver
