#include "delivery/signatures.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "model/errors.h"

namespace vod {
namespace {

constexpr std::int64_t now_ms = 1'614'265'330'000;
// The worked example of the Standard Webhooks specification.
constexpr const char* hmac_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr const char* example_id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
constexpr const char* example_body = R"({"test": 2432232314})";
constexpr const char* example_signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

// RFC 8032, section 7.1, test 2.
constexpr const char* seed_hex = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
constexpr const char* public_hex = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
constexpr const char* signature_hex =
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

std::string ed25519_secret() { return "whsk_" + to_base64(*from_hex(seed_hex)); }

std::string sign(const std::vector<SigningSecret>& secrets) {
  return webhook_signature(secrets, example_id, now_ms / 1'000, example_body, now_ms).value();
}

TEST(WebhookSignature, IsThatOfTheSpecificationsExample) {
  EXPECT_EQ(sign({{.secret = hmac_secret}}), example_signature);
}

TEST(WebhookSignature, Ed25519IsThatOfItsRfc) {
  EXPECT_EQ(to_hex(sign_ed25519(*from_hex(seed_hex), "\x72")), signature_hex);
  const auto key = parse_signing_secret(ed25519_secret());
  ASSERT_TRUE(key);
  EXPECT_EQ(public_key_text(key.value()), "whpk_" + to_base64(*from_hex(public_hex)));
}

TEST(WebhookSignature, V1aSignsTheSameContentAsV1) {
  const std::string content = std::string(example_id) + ".1614265330." + example_body;
  EXPECT_EQ(sign({{.secret = ed25519_secret()}}), "v1a," + to_base64(sign_ed25519(*from_hex(seed_hex), content)));
}

TEST(WebhookSignature, BothSecretsOfARotationSignUntilTheOldOneExpires) {
  const std::string both = sign({{.secret = ed25519_secret()}, {hmac_secret, 0, now_ms + 1}});
  EXPECT_TRUE(both.starts_with("v1a,"));
  EXPECT_TRUE(both.ends_with(std::string(" ") + example_signature));
  EXPECT_EQ(sign({{.secret = hmac_secret}, {ed25519_secret(), 0, now_ms}}), example_signature);
}

TEST(WebhookSignature, NoSecretNoSignature) {
  EXPECT_EQ(sign({}), "");
  EXPECT_EQ(sign({{hmac_secret, 0, now_ms - 1}}), "");
}

TEST(SigningSecret, PrivateKeyMayCarryItsPublicKey) {
  auto bytes = *from_hex(seed_hex);
  const auto more = *from_hex(public_hex);
  bytes.insert(bytes.end(), more.begin(), more.end());
  EXPECT_EQ(parse_signing_secret("whsk_" + to_base64(bytes)).value().bytes, *from_hex(seed_hex));
}

TEST(SigningSecret, BadOnesAreRefusedWithoutBeingRepeated) {
  for (const std::string bad : {"", "secret", "whsec_", "whsec_c2hvcnQ=", "whsec_%%%%", "whsk_c2hvcnQ=", "whpk_AAAA"}) {
    const auto key = parse_signing_secret(bad);
    ASSERT_FALSE(key) << bad;
    EXPECT_EQ(key.error().code, ErrorCode::invalid_parameter_value);
    EXPECT_EQ(key.error().detail.find("c2hvcnQ"), std::string::npos);
  }
}

}  // namespace
}  // namespace vod
