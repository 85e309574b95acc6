#include "api/console_tokens.h"

#include "base/hash.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

constexpr std::size_t token_characters = 43;  // 256 bits.
constexpr std::int64_t minute_ms = 60'000;

}  // namespace

ConsoleTokens::Made ConsoleTokens::make(std::string_view secret_id) {
  Made made{random_.alphanumeric(token_characters), clock_.wall_ms() + limits::console_token_ms};
  const std::int64_t now_ms = clock_.monotonic_ms();
  const std::lock_guard lock(mutex_);
  std::erase_if(rows_, [&](const Row& row) { return row.expires_ms <= now_ms; });
  if (rows_.size() >= limits::console_tokens_max) rows_.erase(rows_.begin());
  rows_.push_back({sha256(made.token), std::string(secret_id), now_ms + limits::console_token_ms});
  return made;
}

Result<std::string> ConsoleTokens::take(std::string_view token, std::string_view peer) {
  const std::int64_t now_ms = clock_.monotonic_ms();
  const auto hash = sha256(token);
  const std::lock_guard lock(mutex_);
  if (peers_.size() >= limits::bad_token_peers_max) peers_.clear();  // Lenient, and bounded.
  Peer& known = peers_[std::string(peer)];
  if (now_ms - known.since_ms >= minute_ms) known = {0, now_ms};
  if (known.failures >= limits::bad_tokens_max) {
    return error(ErrorCode::request_limit_exceeded, {}, "Too many wrong tokens from here; try again in a minute.");
  }
  std::erase_if(rows_, [&](const Row& row) { return row.expires_ms <= now_ms; });
  // All of them are compared, each in constant time.
  auto found = rows_.end();
  for (auto row = rows_.begin(); row != rows_.end(); ++row) {
    if (equal_in_constant_time(row->hash, hash)) found = row;
  }
  if (found == rows_.end()) {
    ++known.failures;
    return error(ErrorCode::token_failure, "OneTimeToken", "OneTimeToken: not known, used before, or over.");
  }
  std::string secret_id = std::move(found->secret_id);
  rows_.erase(found);
  return secret_id;
}

std::string console_link(std::string_view public_url, std::string_view token) {
  return std::string(public_url) + "/console/#token=" + std::string(token);
}

}  // namespace vod
