#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/failure.h"

namespace vod::receiver {

/// A POST from the network.
struct Notification {
  /// Lower-case names.
  std::map<std::string, std::string> headers;
  std::string_view body;
};

/// Tells notifications of the application's own server from anybody's. Two ways, as the application is set up; where
/// both are given, both must hold:
///
/// - a SignKey: the body has `Sign` = md5hex(SignKey + T) and `T`, the second until which it counts. It does not cover
///   the rest of the body.
/// - signing secrets: the headers webhook-id, webhook-timestamp and webhook-signature of the Standard Webhooks
///   specification (https://www.standardwebhooks.com), over the body's bytes. `whsec_...` is a shared secret (v1,
///   HMAC-SHA256), `whpk_...` a public key (v1a, ed25519). One signature that fits one of them is enough, so that
///   secrets can be changed one after the other.
///
/// A value; thread-safe to read. Comparisons take the same time whatever differs.
class SignatureCheck {
 public:
  /// Checks nothing.
  SignatureCheck() = default;
  /// Failure: a secret that is none; it is not shown.
  static client::CallResult<SignatureCheck> with(std::string sign_key, const std::vector<std::string>& secrets);

  bool is_on() const { return !sign_key_.empty() || !secrets_.empty(); }
  /// Whether a genuine notification's webhook-id is the sender's, too.
  bool covers_id() const { return !secrets_.empty(); }
  /// Why the notification is not genuine; nothing when it is.
  std::optional<std::string> refusal(const Notification& notification, std::int64_t now_wall_ms) const;

 private:
  struct Secret {
    bool is_public_key = false;
    std::vector<std::byte> bytes;
  };

  std::optional<std::string> refusal_of_sign(std::string_view body, std::int64_t now_s) const;
  std::optional<std::string> refusal_of_headers(const Notification& notification, std::int64_t now_s) const;
  bool fits(std::string_view version, std::string_view signature, std::string_view content) const;

  std::string sign_key_;
  std::vector<Secret> secrets_;
};

}  // namespace vod::receiver
