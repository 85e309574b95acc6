#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "ports/outbound.h"

namespace vod::testing {

/// The network of a test: answers by functions, on the clock that the test moves. Nothing finishes by itself: step()
/// ends what is due, on the caller's thread.
class FakeOutbound final : public Outbound {
 public:
  struct Answer {
    OutboundResult result;
    /// How long it takes; longer than the request's total_ms_max is a time-out.
    std::int64_t after_ms = 0;
  };
  using Peer = std::function<Answer(const OutboundRequest&)>;

  explicit FakeOutbound(const Clock& clock) : clock_(clock) {}

  /// URLs that begin so are answered so; the longest beginning wins. Others can't be resolved.
  void put_peer(const std::string& url_begin, Peer peer);
  /// Ends what is due by now; gives when the next one is due.
  std::optional<std::int64_t> step();
  /// All requests that were ever submitted.
  std::vector<OutboundRequest> requests() const;
  std::size_t in_flight() const;

  std::uint64_t submit(OutboundRequest request, Sink sink, Finished finished) override;
  void cancel(std::uint64_t number) override;

 private:
  struct Flight {
    OutboundRequest request;
    Sink sink;
    Finished finished;
    OutboundResult result;
    std::int64_t due_ms = 0;
  };

  Answer ask(const OutboundRequest& request) const;
  Answer follow(const OutboundRequest& request) const;
  static void give(Flight flight);

  const Clock& clock_;
  mutable std::mutex mutex_;
  std::map<std::string, Peer> peers_;
  std::uint64_t last_number_ = 0;
  std::map<std::uint64_t, Flight> flights_;
  std::vector<OutboundRequest> requests_;
};

/// An answer of a peer.
FakeOutbound::Answer answer(int status, std::string body = {},
                            std::vector<std::pair<std::string, std::string>> headers = {}, std::int64_t after_ms = 0);
/// A request that fails.
FakeOutbound::Answer failure(OutboundFailure failure, std::string detail, std::int64_t after_ms = 0);

}  // namespace vod::testing
