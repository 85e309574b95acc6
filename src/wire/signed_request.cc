#include "wire/signed_request.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::wire {

std::optional<std::string_view> only_header(std::span<const HeaderView> headers, std::string_view name) {
  std::optional<std::string_view> value;
  for (const HeaderView& header : headers) {
    if (header.name.size() != name.size() || !equal_ignoring_case(header.name, name)) continue;
    if (value) return {};
    value = header.value;
  }
  return value;
}

std::string_view host_without_port(std::string_view host) {
  const auto colon = host.rfind(':');
  if (colon == std::string_view::npos) return host;
  const std::string_view port = host.substr(colon + 1);
  const bool is_port = std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; });
  return is_port ? host.substr(0, colon) : host;  // In [::1] what follows the last colon ends with a bracket.
}

Done check_timestamp(std::int64_t timestamp_s, std::int64_t wall_ms) {
  const std::int64_t now_s = wall_ms / 1'000;
  if (timestamp_s >= now_s - limits::signature_window_s && timestamp_s <= now_s + limits::signature_window_s) {
    return done();
  }
  return error(ErrorCode::signature_expire, "Timestamp",
               fmt::format("The timestamp {} is more than {} seconds from the server's time {} ({}).", timestamp_s,
                           limits::signature_window_s, now_s, iso8601(wall_ms)));
}

Done check_token(const SecretKey& key, std::string_view token, std::int64_t wall_ms) {
  if (key.token.empty() && !token.empty()) {
    return error(ErrorCode::token_failure, "Token", "The key is a lasting one; it takes no token.");
  }
  if (!equal_in_constant_time(bytes_of(key.token), bytes_of(token))) {
    return error(ErrorCode::token_failure, "Token",
                 token.empty() ? "The key is a temporary one; its token is missing." : "The token is not the key's.");
  }
  if (key.expires_ms != 0 && wall_ms >= key.expires_ms) {
    return error(ErrorCode::token_failure, "Token",
                 fmt::format("The temporary key expired at {}.", iso8601(key.expires_ms)));
  }
  return done();
}

}  // namespace vod::wire
