#include "backends/outbound/curl_outbound.h"

#include "model/limits.h"

namespace vod {

CurlOutbound::CurlOutbound(CurlOutboundOptions options)
    : CurlOutbound(std::move(options), std::make_shared<SystemResolver>(), limits::resolve_cache_ms) {}

CurlOutbound::CurlOutbound(CurlOutboundOptions options, std::shared_ptr<Resolver> resolver,
                           std::int64_t resolve_cache_ms)
    : resolver_(std::move(resolver), resolve_cache_ms),
      callbacks_(std::move(options.callback), options.tls, resolver_),
      pulls_(std::move(options.pull), options.tls, resolver_) {}

CurlOutbound::~CurlOutbound() { resolver_.stop(); }  // Before the loops that it calls go.

std::uint64_t CurlOutbound::submit(OutboundRequest request, Sink sink, Finished finished) {
  const std::uint64_t number = ++last_number_;
  loop_of(request.purpose).submit(number, std::move(request), std::move(sink), std::move(finished));
  return number;
}

void CurlOutbound::cancel(std::uint64_t number) {
  callbacks_.cancel(number);
  pulls_.cancel(number);
}

}  // namespace vod
