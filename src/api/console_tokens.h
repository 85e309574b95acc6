#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"

namespace vod {

/// One-time tokens that a console is signed in with: limits::console_token_ms long, once. In memory, and only as their
/// hashes. Thread-safe.
class ConsoleTokens {
 public:
  /// Both outlive it.
  ConsoleTokens(const Clock& clock, Random& random) : clock_(clock), random_(random) {}

  struct Made {
    std::string token;
    std::int64_t expires_ms = 0;  // Wall clock.
  };
  /// A token for the rights of a key. Past limits::console_tokens_max the oldest one ends.
  Made make(std::string_view secret_id);

  /// Uses a token up and gives the SecretId of its key. token_failure for one that is unknown, used or over;
  /// request_limit_exceeded, unseen, for an address that came with too many of those within a minute.
  Result<std::string> take(std::string_view token, std::string_view peer);

 private:
  struct Row {
    std::array<std::byte, 32> hash{};
    std::string secret_id;
    std::int64_t expires_ms = 0;  // Monotonic.
  };
  struct Peer {
    std::size_t failures = 0;
    std::int64_t since_ms = 0;  // Monotonic.
  };

  const Clock& clock_;
  Random& random_;
  std::mutex mutex_;
  std::vector<Row> rows_;  // Oldest first.
  std::unordered_map<std::string, Peer> peers_;
};

/// The console's address that signs in with a token. The token stands behind the #: browsers send that to nobody, so it
/// is in no log and no Referer.
std::string console_link(std::string_view public_url, std::string_view token);

}  // namespace vod
