#include "backends/outbound/curl_loop.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "model/limits.h"

namespace vod {
namespace {

constexpr int idle_wait_ms = 60'000;
constexpr std::size_t spare_handles_max = 64;

}  // namespace

CurlLoop::CurlLoop(AddressRules rules, OutboundTls tls, ResolverPool& resolver)
    : rules_(std::move(rules)), tls_(std::move(tls)), resolver_(resolver) {
  VOD_CHECK(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK);  // Counts its calls; thread-safe since 7.84.
  multi_ = curl_multi_init();
  VOD_CHECK(multi_ != nullptr);
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(limits::outbound_connections_max));
  thread_ = std::thread([this] { run(); });
}

CurlLoop::~CurlLoop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  curl_multi_wakeup(multi_);
  thread_.join();
  for (CURL* easy : spare_) curl_easy_cleanup(easy);
  curl_multi_cleanup(multi_);
  curl_global_cleanup();
}

void CurlLoop::post(Message message) {
  bool is_first = false;
  {
    const std::lock_guard lock(mutex_);
    is_first = inbox_.empty();
    inbox_.push_back(std::move(message));
  }
  // The loop that is woken for the first one takes the others with it.
  if (is_first) curl_multi_wakeup(multi_);
}

void CurlLoop::submit(std::uint64_t number, OutboundRequest request, Outbound::Sink sink, Outbound::Finished finished) {
  post(std::make_unique<Exchange>(number, std::move(request), std::move(sink), std::move(finished), rules_, tls_));
}

void CurlLoop::cancel(std::uint64_t number) { post(Cancelled{number}); }

void CurlLoop::run() {
  while (true) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) break;
    }
    take_messages();
    int running = 0;
    curl_multi_perform(multi_, &running);
    take_finished();
    expire_look_ups();
    curl_multi_poll(multi_, nullptr, 0, wait_ms(), nullptr);
  }
  take_messages();
  while (!flights_.empty()) {
    flights_.begin()->second.exchange->fail(OutboundFailure::cancelled, "The server stops.");
    end(flights_.begin());
  }
}

void CurlLoop::take_messages() {
  std::vector<Message> messages;
  {
    const std::lock_guard lock(mutex_);
    messages.swap(inbox_);
  }
  for (Message& message : messages) {
    if (auto* exchange = std::get_if<std::unique_ptr<Exchange>>(&message)) {
      start(std::move(*exchange));
    } else if (auto* resolved = std::get_if<Resolved>(&message)) {
      take(std::move(*resolved));
    } else if (const auto flight = flights_.find(std::get<Cancelled>(message).number); flight != flights_.end()) {
      flight->second.exchange->fail(OutboundFailure::cancelled, "The request was cancelled.");
      end(flight);
    }
  }
}

void CurlLoop::start(std::unique_ptr<Exchange> exchange) {
  const std::uint64_t number = exchange->number();
  const auto [flight, is_new] = flights_.emplace(number, Flight{std::move(exchange)});
  VOD_CHECK(is_new);
  start_hop(flight);
}

void CurlLoop::start_hop(Flights::iterator flight) {
  Exchange& exchange = *flight->second.exchange;
  if (!exchange.begin_hop()) return end(flight);
  if (exchange.target().address) return connect(flight, {*exchange.target().address});
  const std::uint64_t number = exchange.number();
  const int hop = ++flight->second.hop;
  flight->second.is_resolving = true;
  ++resolving_;
  resolver_.resolve(exchange.target().host, [this, number, hop](Result<std::vector<IpAddress>> addresses) {
    post(Resolved{number, hop, std::move(addresses)});
  });
}

void CurlLoop::take(Resolved resolved) {
  const auto flight = flights_.find(resolved.number);
  if (flight == flights_.end() || !flight->second.is_resolving || flight->second.hop != resolved.hop) return;
  flight->second.is_resolving = false;
  --resolving_;
  if (resolved.addresses) return connect(flight, resolved.addresses.value());
  flight->second.exchange->fail(OutboundFailure::resolve, resolved.addresses.error().detail);
  end(flight);
}

void CurlLoop::connect(Flights::iterator flight, const std::vector<IpAddress>& addresses) {
  CURL* easy = nullptr;
  if (spare_.empty()) {
    easy = curl_easy_init();
    VOD_CHECK(easy != nullptr);
  } else {
    easy = spare_.back();
    spare_.pop_back();
  }
  if (!flight->second.exchange->prepare(easy, addresses)) {
    put_back(easy);
    return end(flight);
  }
  curl_multi_add_handle(multi_, easy);
}

void CurlLoop::take_finished() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    CURL* easy = message->easy_handle;
    const CURLcode code = message->data.result;
    Exchange* exchange = nullptr;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &exchange);
    const auto flight = flights_.find(exchange->number());
    VOD_CHECK(flight != flights_.end());
    if (exchange->take(code)) {
      end(flight);
    } else {
      put_back(exchange->give_handle());
      start_hop(flight);
    }
  }
}

void CurlLoop::expire_look_ups() {
  if (resolving_ == 0) return;
  const auto now = Exchange::Steady::now();
  for (auto flight = flights_.begin(); flight != flights_.end();) {
    const auto next = std::next(flight);
    if (flight->second.is_resolving && flight->second.exchange->resolve_deadline() <= now) {
      flight->second.exchange->fail(OutboundFailure::resolve, "The host name was not resolved in time.");
      end(flight);
    }
    flight = next;
  }
}

void CurlLoop::end(Flights::iterator flight) {
  const std::unique_ptr<Exchange> exchange = std::move(flight->second.exchange);
  if (flight->second.is_resolving) --resolving_;
  flights_.erase(flight);
  if (CURL* easy = exchange->give_handle()) put_back(easy);
  exchange->finish();
}

void CurlLoop::put_back(CURL* easy) {
  curl_multi_remove_handle(multi_, easy);
  if (spare_.size() >= spare_handles_max) return curl_easy_cleanup(easy);
  curl_easy_reset(easy);
  spare_.push_back(easy);
}

int CurlLoop::wait_ms() const {
  if (resolving_ == 0) return idle_wait_ms;
  const auto now = Exchange::Steady::now();
  auto wait = std::chrono::milliseconds(idle_wait_ms);
  for (const auto& [number, flight] : flights_) {
    if (!flight.is_resolving) continue;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(flight.exchange->resolve_deadline() - now);
    wait = std::clamp(left, std::chrono::milliseconds(0), wait);
  }
  return static_cast<int>(wait.count());
}

}  // namespace vod
