#include "receiver/signature.h"

#include <openssl/evp.h>

#include <memory>

#include "base/hash.h"
#include "base/text.h"
#include "wire/json_value.h"

namespace vod::receiver {
namespace {

constexpr std::int64_t tolerance_s = 300;          // The specification's: clocks differ, and replays grow stale.
constexpr std::size_t public_key_bytes = 32;       // Of ed25519.
constexpr std::size_t signatures_max = 32;         // A rotation has two or three; more are somebody's try.
constexpr std::string_view shared = "whsec_";      // HMAC-SHA256.
constexpr std::string_view public_key = "whpk_";   // ed25519.
constexpr std::string_view private_key = "whsk_";  // What the sender keeps for itself.

bool is_equal(std::string_view left, std::string_view right) {
  return equal_in_constant_time(bytes_of(left), bytes_of(right));
}

bool verifies(const std::vector<std::byte>& key, const std::vector<std::byte>& signature, std::string_view content) {
  const auto raw = [](const std::vector<std::byte>& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
  };
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> pkey(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(key), key.size()), EVP_PKEY_free);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return pkey && context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, pkey.get()) == 1 &&
         EVP_DigestVerify(context.get(), raw(signature), signature.size(),
                          reinterpret_cast<const unsigned char*>(content.data()), content.size()) == 1;
}

}  // namespace

client::CallResult<SignatureCheck> SignatureCheck::with(std::string sign_key, const std::vector<std::string>& secrets) {
  SignatureCheck check;
  check.sign_key_ = std::move(sign_key);
  for (const std::string& text : secrets) {
    if (text.starts_with(private_key)) {
      return client::local_failure("a whsk_ key is the sender's own: a receiver needs its public half, whpk_");
    }
    const bool is_public = text.starts_with(public_key);
    if (!is_public && !text.starts_with(shared)) {
      return client::local_failure("must be texts that begin with whsec_ or whpk_");
    }
    auto bytes = from_base64(std::string_view(text).substr(is_public ? public_key.size() : shared.size()));
    if (!bytes || bytes->empty() || (is_public && bytes->size() != public_key_bytes)) {
      return client::local_failure(is_public ? "whpk_ must be followed by 32 bytes in base64"
                                             : "whsec_ must be followed by base64");
    }
    check.secrets_.push_back({is_public, *std::move(bytes)});
  }
  return check;
}

std::optional<std::string> SignatureCheck::refusal(const Notification& notification, std::int64_t now_wall_ms) const {
  const std::int64_t now_s = now_wall_ms / 1'000;
  if (!secrets_.empty()) {
    if (auto problem = refusal_of_headers(notification, now_s)) return problem;
  }
  return sign_key_.empty() ? std::nullopt : refusal_of_sign(notification.body, now_s);
}

std::optional<std::string> SignatureCheck::refusal_of_sign(std::string_view body, std::int64_t now_s) const {
  const auto parsed = wire::parse_json(body);
  const auto* object = parsed ? parsed.value().if_object() : nullptr;
  const auto* sign = object == nullptr ? nullptr : object->if_contains("Sign");
  const auto* expiry = object == nullptr ? nullptr : object->if_contains("T");
  if (sign == nullptr || !sign->is_string() || expiry == nullptr) return "it has no Sign and T";
  // T as number or text: what counts is its decimal form.
  std::optional<std::int64_t> until_s;
  if (expiry->is_int64()) until_s = expiry->get_int64();
  if (expiry->is_string()) until_s = parse_number<std::int64_t>(expiry->get_string());
  if (!until_s) return "its T is no time";
  if (!is_equal(sign->get_string(), to_hex(md5(sign_key_ + std::to_string(*until_s))))) return "its Sign is wrong";
  if (*until_s < now_s) return "its T has passed";
  return {};
}

std::optional<std::string> SignatureCheck::refusal_of_headers(const Notification& notification,
                                                              std::int64_t now_s) const {
  const auto header = [&](const std::string& name) {
    const auto found = notification.headers.find(name);
    return found == notification.headers.end() ? std::string() : found->second;
  };
  const std::string id = header("webhook-id");
  const std::string timestamp = header("webhook-timestamp");
  const std::string signatures = header("webhook-signature");
  if (id.empty() || timestamp.empty() || signatures.empty()) return "it is not signed";
  const auto sent_s = parse_number<std::int64_t>(timestamp);
  if (!sent_s) return "its webhook-timestamp is no time";
  if (*sent_s < now_s - tolerance_s) return "its webhook-timestamp is too old";
  if (*sent_s > now_s + tolerance_s) return "its webhook-timestamp lies ahead";

  const std::string content = id + "." + timestamp + "." + std::string(notification.body);
  const auto entries = split(signatures, ' ');
  if (entries.size() > signatures_max) return "it has too many signatures";
  for (const std::string_view entry : entries) {
    const auto comma = entry.find(',');
    if (comma == entry.npos) continue;
    if (fits(entry.substr(0, comma), entry.substr(comma + 1), content)) return {};
  }
  return "no signature fits a secret";
}

bool SignatureCheck::fits(std::string_view version, std::string_view signature, std::string_view content) const {
  const auto given = from_base64(signature);
  if (!given) return false;
  for (const Secret& secret : secrets_) {
    if (secret.is_public_key && version == "v1a" && verifies(secret.bytes, *given, content)) return true;
    if (!secret.is_public_key && version == "v1" &&
        equal_in_constant_time(hmac_sha256(secret.bytes, content), *given)) {
      return true;
    }
  }
  return false;
}

}  // namespace vod::receiver
