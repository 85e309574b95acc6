#include "wire/v1_signature.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::wire {
namespace {

enum class Names { as_sent, dotted };

std::optional<HashKind> hash_of(std::string_view method) {
  if (method.empty() || method == "HmacSHA1") return HashKind::sha1;
  if (method == "HmacSHA256") return HashKind::sha256;
  return {};
}

std::string signed_text(std::string_view method, std::string_view host, std::span<const FormPair> pairs, Names names) {
  std::vector<std::pair<std::string, std::string_view>> sorted;
  sorted.reserve(pairs.size());
  std::size_t size = 0;
  for (const FormPair& pair : pairs) {
    if (pair.name == "Signature") continue;
    sorted.emplace_back(pair.name, pair.value);
    if (names == Names::dotted) std::replace(sorted.back().first.begin(), sorted.back().first.end(), '_', '.');
    size += pair.name.size() + pair.value.size() + 2;
  }
  std::sort(sorted.begin(), sorted.end());

  std::string text;
  text.reserve(method.size() + host.size() + size + 2);
  text += method;
  text += host;
  text += "/";
  char separator = '?';
  for (const auto& [name, value] : sorted) {
    text += separator;
    separator = '&';
    text += name;
    text += '=';
    text += value;
  }
  return text;
}

bool has_underscore(std::span<const FormPair> pairs) {
  return std::any_of(pairs.begin(), pairs.end(),
                     [](const FormPair& pair) { return pair.name.find('_') != std::string::npos; });
}

// A `+` of base64 that the client did not escape came in as a space.
std::vector<std::byte> mac_of(std::string_view signature) {
  std::string text(signature);
  std::replace(text.begin(), text.end(), ' ', '+');
  return from_base64(text).value_or(std::vector<std::byte>());
}

bool matches_any(std::string_view method, std::string_view host, std::span<const FormPair> pairs, KeyedHmac& key) {
  const auto given = mac_of(form_value(pairs, "Signature"));
  const std::string_view bare_host = host_without_port(host);
  const bool try_dotted = has_underscore(pairs);
  for (const Names names : {Names::as_sent, Names::dotted}) {
    if (names == Names::dotted && !try_dotted) continue;
    if (equal_in_constant_time(given, key.of(signed_text(method, host, pairs, names)).view())) return true;
    if (bare_host == host) continue;
    if (equal_in_constant_time(given, key.of(signed_text(method, bare_host, pairs, names)).view())) return true;
  }
  return false;
}

Done check_present(std::span<const FormPair> pairs) {
  for (const std::string_view name : {"SecretId", "Signature", "Timestamp", "Nonce"}) {
    if (!form_value(pairs, name).empty()) continue;
    return error(ErrorCode::missing_parameter, std::string(name), fmt::format("{} is missing; it is required.", name));
  }
  return done();
}

Result<std::uint64_t> number_of(std::span<const FormPair> pairs, std::string_view name) {
  const auto number = parse_number<std::uint64_t>(form_value(pairs, name));
  if (number) return *number;
  return error(ErrorCode::invalid_parameter, std::string(name),
               fmt::format("{} must be an integer that is not negative.", name));
}

}  // namespace

Result<Signer> V1Verifier::verify(std::string_view method, std::string_view host, std::span<const FormPair> pairs,
                                  const FindKey& find_key, std::int64_t wall_ms) {
  VOD_TRY(check_present(pairs));
  const auto hash = hash_of(form_value(pairs, "SignatureMethod"));
  if (!hash) {
    return error(ErrorCode::invalid_parameter, "SignatureMethod", "SignatureMethod must be HmacSHA1 or HmacSHA256.");
  }
  VOD_TRY(const std::uint64_t timestamp_s, number_of(pairs, "Timestamp"));
  VOD_TRY(number_of(pairs, "Nonce"));
  VOD_TRY(check_timestamp(static_cast<std::int64_t>(std::min<std::uint64_t>(timestamp_s, INT64_MAX)), wall_ms));
  const std::string secret_id(form_value(pairs, "SecretId"));
  const auto key = find_key(secret_id);
  if (!key) return error(ErrorCode::secret_id_not_found, secret_id.substr(0, limits::credential_bytes_max));

  const std::string cache_name = (*hash == HashKind::sha1 ? "1" : "2") + secret_id;
  auto ready = ready_keys_.find(cache_name);
  if (ready == ready_keys_.end() || ready->second.secret_key != key->secret_key) {
    // Ids are ours, so the cache can't be filled by strangers.
    if (ready_keys_.size() >= limits::signing_keys_cached_max) ready_keys_.clear();
    ReadyKey made{key->secret_key, KeyedHmac(*hash, bytes_of(key->secret_key))};
    ready = ready_keys_.insert_or_assign(cache_name, std::move(made)).first;
  }
  if (!matches_any(method, host, pairs, ready->second.hmac)) return error(ErrorCode::signature_failure);
  VOD_TRY(check_token(*key, form_value(pairs, "Token"), wall_ms));
  return Signer{secret_id, std::string(form_value(pairs, "Signature"))};
}

std::string v1_signature(std::string_view method, std::string_view host, std::span<const FormPair> pairs,
                         std::string_view secret_key) {
  const std::string text = signed_text(method, host, pairs, Names::as_sent);
  if (hash_of(form_value(pairs, "SignatureMethod")) == HashKind::sha256) {
    return to_base64(hmac_sha256(bytes_of(secret_key), text));
  }
  return to_base64(hmac_sha1(bytes_of(secret_key), text));
}

}  // namespace vod::wire
