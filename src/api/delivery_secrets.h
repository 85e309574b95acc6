#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "model/delivery_config.h"
#include "wire/types.h"

/// The secrets that an app's callbacks are signed with, as an operator changes them. A secret is never shown whole once
/// it is stored: it goes by a name that is made from it.
namespace vod::delivery_secrets {

/// Sixteen hex digits that tell secrets apart.
std::string name_of(const SigningSecret& secret);
bool is_over(const SigningSecret& secret, std::int64_t now_ms);
wire::SigningSecretInfo view_of(const SigningSecret& secret);

/// A fresh one: `v1` HMAC-SHA256, `v1a` ed25519.
Result<std::string> generate(const std::string& kind, Random& random);
/// Adds a secret, and gives the others of its kind an end after `rotation_ms`, unless theirs is earlier. Secrets that
/// are over are dropped. limit_exceeded past limits::signing_secrets_max.
Done add(std::vector<SigningSecret>& secrets, const std::string& text, std::int64_t rotation_ms, std::int64_t now_ms);
/// resource_not_found when there is none of that name.
Done remove(std::vector<SigningSecret>& secrets, const std::string& name);

}  // namespace vod::delivery_secrets
