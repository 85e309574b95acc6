// The folder outbound: the one guarded way out of the server, for callbacks and for URL pulls. It answers
// ports/outbound.h with libcurl and knows which addresses may be reached; it refuses to know what is sent and why.
//
// A request passes target.h (the URL alone), the resolver, address_rules.h (every address), and is pinned to the
// checked addresses; exchange.h looks again at the socket that curl opens and at the connection that it reuses.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

#include "backends/outbound/curl_loop.h"
#include "backends/outbound/resolver.h"
#include "ports/outbound.h"

namespace vod {

struct CurlOutboundOptions {
  AddressRules callback{"callback.allow"};
  AddressRules pull{"pull.allow"};
  OutboundTls tls;
};

/// Outbound over libcurl. Callbacks and pulls have a thread and a set of connections each: a sink that writes to a slow
/// disk delays no callback, and a connection that one purpose may open is never reused by the other.
class CurlOutbound final : public Outbound {
 public:
  explicit CurlOutbound(CurlOutboundOptions options);
  CurlOutbound(CurlOutboundOptions options, std::shared_ptr<Resolver> resolver, std::int64_t resolve_cache_ms);
  ~CurlOutbound() override;

  std::uint64_t submit(OutboundRequest request, Sink sink, Finished finished) override;
  void cancel(std::uint64_t number) override;

 private:
  CurlLoop& loop_of(OutboundPurpose purpose) { return purpose == OutboundPurpose::pull ? pulls_ : callbacks_; }

  std::atomic<std::uint64_t> last_number_ = 0;
  ResolverPool resolver_;
  CurlLoop callbacks_;
  CurlLoop pulls_;
};

}  // namespace vod
