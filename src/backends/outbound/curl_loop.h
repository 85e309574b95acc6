#pragma once

#include <curl/curl.h>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

#include "backends/outbound/exchange.h"
#include "backends/outbound/resolver.h"

namespace vod {

/// One thread with one curl multi handle: all transfers of one purpose. Requests come in through a queue; everything
/// else belongs to the thread.
class CurlLoop {
 public:
  CurlLoop(AddressRules rules, OutboundTls tls, ResolverPool& resolver);
  /// Ends what is in flight with `cancelled`.
  ~CurlLoop();
  CurlLoop(const CurlLoop&) = delete;
  CurlLoop& operator=(const CurlLoop&) = delete;

  void submit(std::uint64_t number, OutboundRequest request, Outbound::Sink sink, Outbound::Finished finished);
  void cancel(std::uint64_t number);

 private:
  struct Resolved {
    std::uint64_t number;
    int hop;
    Result<std::vector<IpAddress>> addresses;
  };
  struct Cancelled {
    std::uint64_t number;
  };
  using Message = std::variant<std::unique_ptr<Exchange>, Resolved, Cancelled>;
  struct Flight {
    std::unique_ptr<Exchange> exchange;
    // Counts the look-ups, so that a late answer to an earlier one is told apart.
    int hop = 0;
    bool is_resolving = false;
  };
  using Flights = std::map<std::uint64_t, Flight>;

  void post(Message message);
  void run();
  void take_messages();
  void start(std::unique_ptr<Exchange> exchange);
  void start_hop(Flights::iterator flight);
  void take(Resolved resolved);
  void connect(Flights::iterator flight, const std::vector<IpAddress>& addresses);
  void take_finished();
  void expire_look_ups();
  void end(Flights::iterator flight);
  void put_back(CURL* easy);
  int wait_ms() const;

  const AddressRules rules_;
  const OutboundTls tls_;
  ResolverPool& resolver_;
  CURLM* multi_ = nullptr;
  Flights flights_;
  std::size_t resolving_ = 0;
  std::vector<CURL*> spare_;

  std::mutex mutex_;
  std::vector<Message> inbox_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace vod
