#include "api/delivery_secrets.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "base/text.h"
#include "delivery/signatures.h"
#include "model/errors.h"
#include "model/limits.h"
#include "wire/json_value.h"
#include "wire/views.h"

namespace vod::delivery_secrets {
namespace {

constexpr std::string_view ed25519_prefix = "whsk_";

bool is_ed25519(const SigningSecret& secret) { return secret.secret.starts_with(ed25519_prefix); }

}  // namespace

std::string name_of(const SigningSecret& secret) {
  constexpr std::size_t digits = 16;
  return to_hex(sha256(secret.secret)).substr(0, digits);
}

bool is_over(const SigningSecret& secret, std::int64_t now_ms) {
  return secret.expires_ms > 0 && secret.expires_ms <= now_ms;
}

wire::SigningSecretInfo view_of(const SigningSecret& secret) {
  wire::SigningSecretInfo view;
  view.SecretName = name_of(secret);
  view.Kind = is_ed25519(secret) ? "v1a" : "v1";
  view.CreateTime = iso8601(secret.created_ms);
  view.ExpireTime = wire::expire_time(secret.expires_ms);
  if (const auto key = parse_signing_secret(secret.secret); key && is_ed25519(secret)) {
    view.PublicKey = public_key_text(key.value());
  }
  return view;
}

Result<std::string> generate(const std::string& kind, Random& random) {
  if (kind != "v1" && kind != "v1a") {
    return error(ErrorCode::invalid_parameter_value, "GenerateSecret",
                 fmt::format("GenerateSecret: {} is neither v1 nor v1a.", wire::shown(kind)));
  }
  std::array<std::byte, 32> bytes;
  random.fill(bytes);
  return (kind == "v1" ? "whsec_" : std::string(ed25519_prefix)) + to_base64(bytes);
}

Done add(std::vector<SigningSecret>& secrets, const std::string& text, std::int64_t rotation_ms, std::int64_t now_ms) {
  const auto key = parse_signing_secret(text);
  if (!key) return error(ErrorCode::invalid_parameter_value, "AddSecret", "AddSecret: " + key.error().detail);
  SigningSecret fresh{text, now_ms, 0};
  std::erase_if(secrets, [&](const SigningSecret& old) { return is_over(old, now_ms) || old.secret == text; });
  if (secrets.size() >= limits::signing_secrets_max) {
    return error(ErrorCode::limit_exceeded, "AddSecret",
                 fmt::format("AddSecret: {} secrets sign already; remove one.", secrets.size()));
  }
  for (SigningSecret& old : secrets) {
    if (is_ed25519(old) != is_ed25519(fresh)) continue;
    const std::int64_t end_ms = now_ms + rotation_ms;
    old.expires_ms = old.expires_ms == 0 ? end_ms : std::min(old.expires_ms, end_ms);
  }
  std::erase_if(secrets, [&](const SigningSecret& old) { return is_over(old, now_ms); });
  secrets.push_back(std::move(fresh));
  return done();
}

Done remove(std::vector<SigningSecret>& secrets, const std::string& name) {
  const auto removed = std::erase_if(secrets, [&](const SigningSecret& secret) { return name_of(secret) == name; });
  if (removed > 0) return done();
  return error(ErrorCode::resource_not_found, "RemoveSecrets",
               fmt::format("RemoveSecrets: there is no secret of the name {}.", wire::shown(name)));
}

}  // namespace vod::delivery_secrets
