#include "wire/tc3.h"

#include <fmt/format.h>

#include <array>
#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::wire {
namespace {

constexpr std::string_view algorithm = "TC3-HMAC-SHA256";
constexpr std::string_view terminator = "tc3_request";
constexpr std::string_view unsigned_payload = "UNSIGNED-PAYLOAD";

Error malformed(std::string detail) {
  return error(ErrorCode::invalid_authorization, "Authorization", std::move(detail));
}

std::array<std::byte, 32> signing_key(std::string_view secret_key, std::string_view date, std::string_view service) {
  const std::string start = "TC3" + std::string(secret_key);
  const auto date_key = hmac_sha256(bytes_of(start), date);
  const auto service_key = hmac_sha256(date_key, service);
  return hmac_sha256(service_key, terminator);
}

std::string utc_day(std::int64_t timestamp_s) { return iso8601(timestamp_s * 1'000).substr(0, 10); }

void append_hex(std::span<const std::byte> bytes, std::string& to) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (const std::byte byte : bytes) {
    to += digits[std::to_integer<unsigned>(byte) >> 4];
    to += digits[std::to_integer<unsigned>(byte) & 15];
  }
}

Done split_credential(std::string_view credential, Tc3Authorization& to) {
  const std::size_t id_end = credential.find('/');
  const std::size_t date_end = credential.find('/', id_end + 1);
  const std::size_t service_end = credential.rfind('/');
  if (id_end == std::string_view::npos || date_end == std::string_view::npos || service_end <= date_end ||
      credential.substr(service_end + 1) != terminator) {
    return malformed("Credential must be <SecretId>/<date>/<service>/tc3_request.");
  }
  to.secret_id = credential.substr(0, id_end);
  to.date = credential.substr(id_end + 1, date_end - id_end - 1);
  to.service = credential.substr(date_end + 1, service_end - date_end - 1);
  to.scope = credential.substr(id_end + 1);
  to.key_scope = credential.substr(0, service_end);
  if (to.secret_id.empty() || to.date.empty() || to.service.empty()) return malformed("Credential has an empty part.");
  if (to.key_scope.size() > limits::credential_bytes_max) return malformed("Credential is too long.");
  return done();
}

bool names_header(std::string_view signed_headers, std::string_view wanted) {
  for (const std::string_view name : split(signed_headers, ';')) {
    if (name == wanted) return true;
  }
  return false;
}

}  // namespace

Result<Tc3Authorization> parse_tc3(std::string_view authorization) {
  authorization = trim(authorization);
  if (authorization.empty()) return malformed("The Authorization header is missing.");
  if (authorization == "SKIP") return malformed("Unsigned calls (Authorization: SKIP) are not accepted.");
  if (!authorization.starts_with(algorithm) || authorization.substr(algorithm.size()).find(' ') != 0) {
    return malformed("The Authorization header must begin with TC3-HMAC-SHA256 and a space.");
  }
  std::string_view credential;
  Tc3Authorization parts;
  for (const std::string_view part : split(authorization.substr(algorithm.size()), ',')) {
    const std::string_view pair = trim(part);
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) return malformed("The Authorization header has a part without =.");
    const std::string_view name = pair.substr(0, equals);
    std::string_view* to = name == "Credential"      ? &credential
                           : name == "SignedHeaders" ? &parts.signed_headers
                           : name == "Signature"     ? &parts.signature
                                                     : nullptr;
    if (to == nullptr) return malformed("The Authorization header has a part that TC3-HMAC-SHA256 does not know.");
    if (!to->empty()) return malformed("The Authorization header has a part twice.");
    *to = pair.substr(equals + 1);
  }
  if (parts.signed_headers.empty() || parts.signature.empty()) {
    return malformed("The Authorization header needs Credential, SignedHeaders and Signature.");
  }
  VOD_TRY(split_credential(credential, parts));
  if (!names_header(parts.signed_headers, "host") || !names_header(parts.signed_headers, "content-type")) {
    return malformed("SignedHeaders must have content-type and host.");
  }
  return parts;
}

Done Tc3Verifier::append_headers(const SignedRequest& request, std::string_view names, Variant variant) {
  std::size_t count = 0;
  for (const std::string_view name : split(names, ';')) {
    if (++count > limits::signed_headers_max) return malformed("SignedHeaders has too many names.");
    const auto found = only_header(request.headers, name);
    if (!found) {
      return malformed(
          fmt::format("SignedHeaders names {}, which the request does not have exactly once.", name.substr(0, 64)));
    }
    const bool is_host = name == "host";
    std::string_view value = trim(*found);
    if (is_host && variant.without_port) value = host_without_port(value);
    text_ += name;
    text_ += ':';
    if (variant.lower_values) {
      text_ += lower(value);
    } else {
      text_ += value;
    }
    text_ += '\n';
  }
  return done();
}

Result<bool> Tc3Verifier::matches(const SignedRequest& request, const Tc3Authorization& authorization,
                                  std::string_view timestamp, std::string_view payload_hash, Variant variant,
                                  KeyedHmac& key) {
  text_.clear();
  text_ += request.method;
  text_ += "\n/\n";
  if (request.method == "GET") text_ += request.query;
  text_ += '\n';
  VOD_TRY(append_headers(request, authorization.signed_headers, variant));
  text_ += '\n';
  text_ += authorization.signed_headers;
  text_ += '\n';
  text_ += payload_hash;
  const auto request_hash = sha256_.of(text_);

  text_.clear();
  text_ += algorithm;
  text_ += '\n';
  text_ += timestamp;
  text_ += '\n';
  text_ += authorization.scope;
  text_ += '\n';
  append_hex(request_hash, text_);
  const Digest expected = key.of(text_);
  const auto given = from_hex(authorization.signature);
  return given && equal_in_constant_time(*given, expected.view());
}

Result<bool> Tc3Verifier::matches_any(const SignedRequest& request, const Tc3Authorization& authorization,
                                      std::string_view timestamp, KeyedHmac& key) {
  std::string payload_hash;
  const bool is_unsigned = only_header(request.headers, "x-tc-content-sha256") == unsigned_payload;
  append_hex(sha256_.of(is_unsigned               ? unsigned_payload
                        : request.method == "GET" ? std::string_view()
                                                  : request.body),
             payload_hash);
  // The common form first: it costs the others nothing.
  constexpr std::array<Variant, 4> variants = {Variant{false, false}, Variant{true, false}, Variant{false, true},
                                               Variant{true, true}};
  for (const Variant variant : variants) {
    VOD_TRY(const bool same, matches(request, authorization, timestamp, payload_hash, variant, key));
    if (same) return true;
  }
  return false;
}

Result<bool> Tc3Verifier::verify_with(const std::string& secret_key, const SignedRequest& request,
                                      const Tc3Authorization& authorization, std::string_view timestamp) {
  const auto found = ready_keys_.find(authorization.key_scope);
  if (found != ready_keys_.end() && found->second.secret_key == secret_key) {
    return matches_any(request, authorization, timestamp, found->second.hmac);
  }
  KeyedHmac hmac(HashKind::sha256, signing_key(secret_key, authorization.date, authorization.service));
  VOD_TRY(const bool same, matches_any(request, authorization, timestamp, hmac));
  // Only who has the secret can fill the cache. Emptying it whole is enough: a key costs 10 us to make again.
  if (same) {
    if (ready_keys_.size() >= limits::signing_keys_cached_max) ready_keys_.clear();
    ready_keys_.insert_or_assign(std::string(authorization.key_scope), ReadyKey{secret_key, std::move(hmac)});
  }
  return same;
}

Result<Signer> Tc3Verifier::verify(const SignedRequest& request, const FindKey& find_key, std::int64_t wall_ms) {
  VOD_TRY(const auto authorization, parse_tc3(only_header(request.headers, "authorization").value_or("")));
  const auto timestamp = only_header(request.headers, "x-tc-timestamp");
  if (!timestamp) return error(ErrorCode::missing_parameter, "X-TC-Timestamp", "The X-TC-Timestamp header is missing.");
  const auto timestamp_s = parse_number<std::int64_t>(*timestamp);
  if (!timestamp_s) {
    return error(ErrorCode::invalid_parameter, "X-TC-Timestamp", "X-TC-Timestamp must be a UNIX time in seconds.");
  }
  VOD_TRY(check_timestamp(*timestamp_s, wall_ms));
  const auto key = find_key(authorization.secret_id);
  if (!key) return error(ErrorCode::secret_id_not_found, std::string(authorization.secret_id));
  if (authorization.date != utc_day(*timestamp_s)) {
    return error(ErrorCode::signature_failure, "Authorization",
                 "The credential's date is not the UTC day of X-TC-Timestamp.");
  }
  VOD_TRY(const bool same, verify_with(key->secret_key, request, authorization, *timestamp));
  if (!same) return error(ErrorCode::signature_failure);
  VOD_TRY(check_token(*key, only_header(request.headers, "x-tc-token").value_or(""), wall_ms));
  return Signer{std::string(authorization.secret_id), std::string(authorization.signature)};
}

std::string tc3_authorization(const Tc3Call& call, std::string_view secret_id, std::string_view secret_key) {
  const bool is_get = call.method == "GET";
  const std::string canonical =
      fmt::format("{}\n/\n{}\ncontent-type:{}\nhost:{}\n\ncontent-type;host\n{}", call.method, is_get ? call.query : "",
                  call.content_type, call.host, to_hex(sha256(is_get ? "" : call.body)));
  const std::string date = utc_day(call.timestamp_s);
  const std::string scope = fmt::format("{}/{}/{}", date, call.service, terminator);
  const std::string text = fmt::format("{}\n{}\n{}\n{}", algorithm, call.timestamp_s, scope, to_hex(sha256(canonical)));
  const auto signature = hmac_sha256(signing_key(secret_key, date, call.service), text);
  return fmt::format("{} Credential={}/{}, SignedHeaders=content-type;host, Signature={}", algorithm, secret_id, scope,
                     to_hex(signature));
}

std::string tc3_authorization(std::string_view secret_id, std::string_view secret_key, std::string_view host,
                              std::string_view body, std::int64_t timestamp_s) {
  Tc3Call call;
  call.host = host;
  call.body = body;
  call.timestamp_s = timestamp_s;
  return tc3_authorization(call, secret_id, secret_key);
}

}  // namespace vod::wire
