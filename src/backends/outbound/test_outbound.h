// What the tests of the outbound client stand on: names that resolve as the test says, and peers on loopback.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "backends/outbound/curl_outbound.h"
#include "model/errors.h"
#include "testing/http_stand_in.h"
#include "testing/raw_peer.h"

namespace vod {

using vod::testing::HttpStandIn;
using vod::testing::RawConnection;
using vod::testing::RawPeer;
using vod::testing::StandInAnswer;
using vod::testing::StandInRequest;

/// Answers from a table; several sets of addresses for a name are given in turn.
class TableResolver final : public Resolver {
 public:
  void put(const std::string& host, std::vector<std::vector<std::string>> turns) {
    const std::lock_guard lock(mutex_);
    turns_[host] = std::move(turns);
  }
  Result<std::vector<IpAddress>> resolve(const std::string& host) override {
    const std::lock_guard lock(mutex_);
    ++look_ups_;
    const auto turns = turns_.find(host);
    if (turns == turns_.end()) return error(ErrorCode::network_failed, host, "The host name was not resolved.");
    std::vector<IpAddress> addresses;
    for (const auto& text : turns->second[next_++ % turns->second.size()]) addresses.push_back(*IpAddress::parse(text));
    return addresses;
  }
  int look_ups() const { return look_ups_; }

 private:
  std::mutex mutex_;
  std::map<std::string, std::vector<std::vector<std::string>>> turns_;
  std::size_t next_ = 0;
  std::atomic<int> look_ups_ = 0;
};

inline CurlOutboundOptions options_allowing(const std::vector<std::string>& networks) {
  CurlOutboundOptions options;
  options.callback = AddressRules::parse("callback.allow", networks, false).value();
  options.pull = AddressRules::parse("pull.allow", networks, false).value();
  return options;
}

inline OutboundResult run(Outbound& outbound, OutboundRequest request, Outbound::Sink sink = nullptr) {
  std::promise<OutboundResult> promise;
  outbound.submit(std::move(request), std::move(sink),
                  [&](OutboundResult result) { promise.set_value(std::move(result)); });
  return promise.get_future().get();
}

inline OutboundRequest request_to(std::string url) {
  OutboundRequest request;
  request.url = std::move(url);
  return request;
}

inline OutboundRequest pull_of(std::string url) {
  OutboundRequest request = request_to(std::move(url));
  request.purpose = OutboundPurpose::pull;
  request.answer_bytes_max = 1 << 20;
  request.redirects_max = 5;
  return request;
}

}  // namespace vod
