#include "testing/fake_outbound.h"

#include <algorithm>
#include <utility>

namespace vod::testing {
namespace {

constexpr std::int64_t never_ms = INT64_MAX / 2;

bool has_scheme(const std::string& url) { return url.starts_with("http://") || url.starts_with("https://"); }

std::optional<std::string> location_of(const OutboundResult& result) {
  if (result.status < 300 || result.status >= 400) return {};
  for (const auto& [name, value] : result.headers) {
    if (name == "location") return value;
  }
  return {};
}

bool is_success(const OutboundResult& result) { return result.status >= 200 && result.status < 300; }

}  // namespace

FakeOutbound::Answer answer(int status, std::string body, std::vector<std::pair<std::string, std::string>> headers,
                            std::int64_t after_ms) {
  FakeOutbound::Answer answer;
  answer.result.status = status;
  answer.result.body = std::move(body);
  answer.result.headers = std::move(headers);
  answer.result.address = "192.0.2.1";
  answer.after_ms = after_ms;
  return answer;
}

FakeOutbound::Answer failure(OutboundFailure failure, std::string detail, std::int64_t after_ms) {
  FakeOutbound::Answer answer;
  answer.result.failure = failure;
  answer.result.detail = std::move(detail);
  answer.after_ms = after_ms;
  return answer;
}

void FakeOutbound::put_peer(const std::string& url_begin, Peer peer) {
  const std::lock_guard lock(mutex_);
  peers_[url_begin] = std::move(peer);
}

std::vector<OutboundRequest> FakeOutbound::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

std::size_t FakeOutbound::in_flight() const {
  const std::lock_guard lock(mutex_);
  return flights_.size();
}

FakeOutbound::Answer FakeOutbound::ask(const OutboundRequest& request) const {
  if (!has_scheme(request.url))
    return failure(OutboundFailure::bad_url, "The URL must begin with http:// or https://.");
  const Peer* best = nullptr;
  std::size_t best_size = 0;
  for (const auto& [begin, peer] : peers_) {
    if (!request.url.starts_with(begin) || begin.size() < best_size) continue;
    best = &peer;
    best_size = begin.size();
  }
  if (best == nullptr) return failure(OutboundFailure::resolve, "The host name was not resolved.");
  return (*best)(request);
}

FakeOutbound::Answer FakeOutbound::follow(const OutboundRequest& request) const {
  OutboundRequest hop = request;
  Answer given = ask(hop);
  std::int64_t after_ms = given.after_ms;
  for (int hops = 0; request.redirects_max > 0; ++hops) {
    const auto location = location_of(given.result);
    if (!location) break;
    if (hops == request.redirects_max)
      return failure(OutboundFailure::broken, "The URL redirects too often.", after_ms);
    hop.url = *location;
    given = ask(hop);
    after_ms += given.after_ms;
  }
  given.after_ms = after_ms;
  given.result.url = hop.url;
  return given;
}

std::uint64_t FakeOutbound::submit(OutboundRequest request, Sink sink, Finished finished) {
  const std::lock_guard lock(mutex_);
  requests_.push_back(request);
  Answer given = follow(request);
  if (request.total_ms_max > 0 && given.after_ms > request.total_ms_max) {
    given = failure(OutboundFailure::timeout, "No answer in time.", request.total_ms_max);
  }
  Flight flight{std::move(request), std::move(sink), std::move(finished), std::move(given.result), 0};
  flight.due_ms = given.after_ms >= never_ms ? never_ms : clock_.monotonic_ms() + given.after_ms;
  flight.result.phases.total_ms = static_cast<double>(given.after_ms);
  flights_.emplace(++last_number_, std::move(flight));
  return last_number_;
}

void FakeOutbound::cancel(std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  const auto flight = flights_.find(number);
  if (flight == flights_.end()) return;
  flight->second.result = failure(OutboundFailure::cancelled, "The request was cancelled.").result;
  flight->second.due_ms = clock_.monotonic_ms();
}

void FakeOutbound::give(Flight flight) {
  OutboundResult& result = flight.result;
  const OutboundRequest& request = flight.request;
  if (result.failure == OutboundFailure::none && result.body.size() > request.answer_bytes_max) {
    if (request.purpose == OutboundPurpose::pull && is_success(result)) {
      result = failure(OutboundFailure::too_large, "The answer is larger than its limit.").result;
    } else {
      result.body.resize(request.answer_bytes_max);
    }
  }
  if (result.failure == OutboundFailure::none && flight.sink && is_success(result)) {
    const bool has_head = request.head && !result.body.empty();
    const Done heard = has_head ? request.head(result.status, result.headers) : done();
    const Done taken = heard ? flight.sink(std::exchange(result.body, {})) : heard;
    if (!taken) result = failure(OutboundFailure::cancelled, taken.error().detail).result;
  }
  flight.finished(std::move(result));
}

std::optional<std::int64_t> FakeOutbound::step() {
  while (true) {
    std::optional<Flight> due;
    {
      const std::lock_guard lock(mutex_);
      const auto first = std::ranges::min_element(flights_, {}, [](const auto& entry) { return entry.second.due_ms; });
      if (first == flights_.end()) return {};
      if (first->second.due_ms > clock_.monotonic_ms()) return first->second.due_ms;
      due = std::move(first->second);
      flights_.erase(first);
    }
    give(std::move(*due));
  }
}

}  // namespace vod::testing
