#include "wire/q_signature.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod::wire {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

Error malformed(std::string detail) {
  return error(ErrorCode::invalid_authorization, "Authorization", std::move(detail));
}

std::string encoded_name(std::string_view name) { return lower(url_encode(name)); }

std::string_view value_of(const Pairs& pairs, std::string_view name) {
  for (const auto& [key, value] : pairs) {
    if (equal_ignoring_case(key, name)) return value;
  }
  return {};
}

// The pairs of a query or of the Authorization header, decoded. A `+` is a plus.
Pairs pairs_of(std::string_view text) {
  Pairs pairs;
  for (const std::string_view part : split(text, '&')) {
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    pairs.emplace_back(url_decode(part.substr(0, equals)),
                       equals < part.size() ? url_decode(part.substr(equals + 1)) : std::string());
  }
  return pairs;
}

// What the signature says of itself.
struct Claims {
  std::string secret_id;
  std::string sign_time;
  std::string key_time;
  std::vector<std::string> headers;  // Encoded names, sorted.
  std::vector<std::string> params;
  std::string signature;
};

Result<std::vector<std::string>> list_of(std::string_view text) {
  std::vector<std::string> names;
  for (const std::string_view name : split(text, ';')) {
    if (!name.empty()) names.push_back(encoded_name(name));
  }
  if (names.size() > limits::signed_headers_max) return malformed("The signature's list of names is too long.");
  std::sort(names.begin(), names.end());
  return names;
}

Result<Claims> claims_of(const QRequest& request) {
  const std::string_view header = trim(value_of(request.headers, "authorization"));
  const Pairs pairs = header.empty() ? request.params : pairs_of(header);
  if (value_of(pairs, "q-sign-algorithm") != "sha1") return malformed("The signature must have q-sign-algorithm=sha1.");
  Claims claims;
  claims.secret_id = value_of(pairs, "q-ak");
  claims.sign_time = value_of(pairs, "q-sign-time");
  claims.key_time = value_of(pairs, "q-key-time");
  claims.signature = value_of(pairs, "q-signature");
  if (claims.secret_id.empty() || claims.sign_time.empty() || claims.key_time.empty() || claims.signature.empty()) {
    return malformed("The signature needs q-ak, q-sign-time, q-key-time and q-signature.");
  }
  VOD_TRY(claims.headers, list_of(value_of(pairs, "q-header-list")));
  VOD_TRY(claims.params, list_of(value_of(pairs, "q-url-param-list")));
  return claims;
}

// `start;end` must be about now.
Done check_time(std::string_view name, std::string_view span, std::int64_t wall_ms) {
  const auto parts = split(span, ';');
  const auto start_s = parse_number<std::int64_t>(parts.front());
  const auto end_s = parse_number<std::int64_t>(parts.back());
  if (parts.size() != 2 || !start_s || !end_s || *start_s < 0 || *end_s < *start_s) {
    return malformed(fmt::format("{} must be <start>;<end> in UNIX seconds.", name));
  }
  const std::int64_t now_s = wall_ms / 1'000;
  if (now_s <= *end_s && now_s + limits::signature_window_s >= *start_s) return done();
  return error(ErrorCode::signature_expire, std::string(name),
               fmt::format("The signature is valid from {} to {}; the server's time is {}.", *start_s, *end_s, now_s));
}

// `k=v&k=v` of the names listed, in their order. What the request does not have counts as empty.
std::string covered(const std::vector<std::string>& names, const Pairs& pairs, bool without_port) {
  std::string text;
  for (const std::string& name : names) {
    const auto found =
        std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return encoded_name(pair.first) == name; });
    std::string_view value = found == pairs.end() ? std::string_view() : std::string_view(found->second);
    if (without_port && name == "host") value = host_without_port(value);
    if (!text.empty()) text += '&';
    text += name;
    text += '=';
    text += url_encode(value);
  }
  return text;
}

std::string signature_of(const QRequest& request, const Claims& claims, std::string_view secret_key,
                         bool without_port) {
  const std::string http_text = fmt::format("{}\n{}\n{}\n{}\n", lower(request.method), request.path,
                                            covered(claims.params, request.params, false),
                                            covered(claims.headers, request.headers, without_port));
  const std::string text = fmt::format("sha1\n{}\n{}\n", claims.sign_time, to_hex(sha1(http_text)));
  const std::string sign_key = to_hex(hmac_sha1(bytes_of(secret_key), claims.key_time));  // Used as text from here on.
  return to_hex(hmac_sha1(bytes_of(sign_key), text));
}

std::string joined(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, ";")); }

std::vector<std::string> names_of(const Pairs& pairs) {
  std::vector<std::string> names;
  names.reserve(pairs.size());
  for (const auto& pair : pairs) names.push_back(encoded_name(pair.first));
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

QRequest q_request(std::string_view method, std::string_view target, Pairs headers) {
  const std::size_t mark = std::min(target.find('?'), target.size());
  QRequest request;
  request.method = method;
  request.path = url_decode(target.substr(0, mark));
  if (mark < target.size()) request.params = pairs_of(target.substr(mark + 1));
  request.headers = std::move(headers);
  return request;
}

bool is_q_signed(const QRequest& request) {
  return trim(value_of(request.headers, "authorization")).starts_with("q-sign-algorithm=") ||
         !value_of(request.params, "q-sign-algorithm").empty();
}

Result<Signer> verify_q(const QRequest& request, const FindKey& find_key, std::int64_t wall_ms) {
  VOD_TRY(const Claims claims, claims_of(request));
  VOD_TRY(check_time("q-sign-time", claims.sign_time, wall_ms));
  VOD_TRY(check_time("q-key-time", claims.key_time, wall_ms));
  const auto key = find_key(claims.secret_id);
  if (!key) return error(ErrorCode::secret_id_not_found, claims.secret_id.substr(0, limits::credential_bytes_max));

  const std::string given = lower(claims.signature);
  const auto same = [&](bool without_port) {
    const std::string expected = signature_of(request, claims, key->secret_key, without_port);
    return equal_in_constant_time(bytes_of(expected), bytes_of(given));
  };
  if (!same(false) && !same(true)) return error(ErrorCode::signature_failure);

  std::string_view token = value_of(request.headers, "x-cos-security-token");
  if (token.empty()) token = value_of(request.params, "x-cos-security-token");
  VOD_TRY(check_token(*key, token, wall_ms));
  return Signer{claims.secret_id, claims.signature};
}

std::string q_authorization(const QRequest& request, std::string_view secret_id, std::string_view secret_key,
                            std::int64_t start_s, std::int64_t end_s) {
  Claims claims;
  claims.sign_time = fmt::format("{};{}", start_s, end_s);
  claims.key_time = claims.sign_time;
  claims.headers = names_of(request.headers);
  claims.params = names_of(request.params);
  return fmt::format(
      "q-sign-algorithm=sha1&q-ak={}&q-sign-time={}&q-key-time={}&q-header-list={}&q-url-param-list={}&q-signature={}",
      secret_id, claims.sign_time, claims.key_time, joined(claims.headers), joined(claims.params),
      signature_of(request, claims, secret_key, false));
}

}  // namespace vod::wire
