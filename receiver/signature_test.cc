#include "receiver/signature.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "base/text.h"

namespace vod::receiver {
namespace {

// The public vectors of the Standard Webhooks libraries: one message, signed both ways.
constexpr std::string_view body = R"({"test": 2432232314})";
constexpr std::int64_t sent_s = 1'614'265'330;
const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const std::string signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
const std::string public_key = "whpk_ZlN4eg7dSSqi0moX9hQUk3orrOouK3QVQSlJa248c/g=";
const std::string asymmetric =
    "v1a,tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag==";

Notification signed_with(const std::string& signatures, std::string_view content = body) {
  return {{{"webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"},
           {"webhook-timestamp", std::to_string(sent_s)},
           {"webhook-signature", signatures}},
          content};
}

SignatureCheck secrets(const std::vector<std::string>& texts) {
  auto check = SignatureCheck::with("", texts);
  EXPECT_TRUE(check) << check.error().text();
  return check ? std::move(check).value() : SignatureCheck();
}

std::string refusal(const SignatureCheck& check, const Notification& notification, std::int64_t now_s = sent_s) {
  return check.refusal(notification, now_s * 1'000).value_or("");
}

TEST(SignatureCheck, PublicVectorsAreGenuine) {
  EXPECT_EQ(refusal(secrets({secret}), signed_with(signature)), "");
  EXPECT_EQ(refusal(secrets({public_key}), signed_with(asymmetric)), "");
}

TEST(SignatureCheck, ChangedBodyIsRefused) {
  EXPECT_EQ(refusal(secrets({secret}), signed_with(signature, "{}")), "no signature fits a secret");
  EXPECT_EQ(refusal(secrets({public_key}), signed_with(asymmetric, "{}")), "no signature fits a secret");
}

TEST(SignatureCheck, IdAndTimeAreSignedToo) {
  Notification notification = signed_with(signature);
  notification.headers["webhook-id"] = "msg_other";
  EXPECT_NE(refusal(secrets({secret}), notification), "");
  notification = signed_with(signature);
  notification.headers["webhook-timestamp"] = std::to_string(sent_s + 1);
  EXPECT_NE(refusal(secrets({secret}), notification), "");
}

TEST(SignatureCheck, FiveMinutesToEitherSideAreTolerated) {
  const SignatureCheck check = secrets({secret});
  EXPECT_EQ(refusal(check, signed_with(signature), sent_s + 300), "");
  EXPECT_EQ(refusal(check, signed_with(signature), sent_s - 300), "");
  EXPECT_EQ(refusal(check, signed_with(signature), sent_s + 301), "its webhook-timestamp is too old");
  EXPECT_EQ(refusal(check, signed_with(signature), sent_s - 301), "its webhook-timestamp lies ahead");
}

TEST(SignatureCheck, DuringARotationOneOfSeveralIsEnough) {
  const std::string other = "whsec_" + to_base64(bytes_of("another secret of 24 by."));
  EXPECT_EQ(refusal(secrets({other, secret}), signed_with(signature)), "");
  EXPECT_EQ(refusal(secrets({secret}), signed_with("v1,AAAA v2," + signature.substr(3) + " junk " + signature)), "");
  EXPECT_EQ(refusal(secrets({secret, public_key}), signed_with(asymmetric)), "");
  EXPECT_NE(refusal(secrets({other}), signed_with(signature)), "");
}

TEST(SignatureCheck, VersionBelongsToTheKindOfSecret) {
  EXPECT_NE(refusal(secrets({secret}), signed_with("v1a" + signature.substr(2))), "");
  EXPECT_NE(refusal(secrets({public_key}), signed_with("v1" + asymmetric.substr(3))), "");
}

TEST(SignatureCheck, MissingOrBrokenHeadersAreRefused) {
  const SignatureCheck check = secrets({secret, public_key});
  EXPECT_EQ(refusal(check, {{}, body}), "it is not signed");
  for (const char* broken : {"v1,", "v1a,", "v1", ",", " ", "v1,%%%", "v1a,AAAA"}) {
    EXPECT_NE(refusal(check, signed_with(broken)), "") << broken;
  }
  Notification notification = signed_with(signature);
  notification.headers["webhook-timestamp"] = "soon";
  EXPECT_EQ(refusal(check, notification), "its webhook-timestamp is no time");
  std::string many;
  for (int i = 0; i < 100; ++i) many += "v1,AAAA ";
  EXPECT_EQ(refusal(check, signed_with(many + signature)), "it has too many signatures");
}

std::string with_sign(const std::string& key, std::int64_t until_s) {
  const std::string until = std::to_string(until_s);
  return R"({"EventType":"FileDeleted","Sign":")" + to_hex(md5(key + until)) + R"(","T":)" + until + "}";
}

TEST(SignKey, SignFitsUntilItsTimeHasPassed) {
  const SignatureCheck check = SignatureCheck::with("key", {}).value();
  const std::string good = with_sign("key", sent_s + 600);
  EXPECT_EQ(refusal(check, {{}, good}), "");
  EXPECT_EQ(refusal(check, {{}, good}, sent_s + 600), "");
  EXPECT_EQ(refusal(check, {{}, good}, sent_s + 601), "its T has passed");
  EXPECT_EQ(refusal(check, {{}, with_sign("other", sent_s + 600)}), "its Sign is wrong");
}

TEST(SignKey, MissingMembersAreRefused) {
  const SignatureCheck check = SignatureCheck::with("key", {}).value();
  for (const char* broken : {"", "{", "[]", "{}", R"({"Sign":"a"})", R"({"T":5})", R"({"Sign":5,"T":5})"}) {
    EXPECT_EQ(refusal(check, {{}, broken}), "it has no Sign and T") << broken;
  }
  EXPECT_EQ(refusal(check, {{}, R"({"Sign":"a","T":"soon"})"}), "its T is no time");
}

TEST(SignatureCheck, BothHoldWhereBothAreSet) {
  const SignatureCheck check = SignatureCheck::with("key", {secret}).value();
  const std::string text = with_sign("key", sent_s + 600);
  EXPECT_EQ(refusal(check, {{}, text}), "it is not signed");
  EXPECT_EQ(refusal(check, signed_with(signature)), "it has no Sign and T");
  const std::string content = "msg_p5jXN8AQM9LWM0D4loKWxJek." + std::to_string(sent_s) + "." + text;
  const auto key = from_base64("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").value();
  EXPECT_EQ(refusal(check, signed_with("v1," + to_base64(hmac_sha256(key, content)), text)), "");
}

TEST(SignatureCheck, NothingIsAskedWithoutSecrets) {
  EXPECT_FALSE(SignatureCheck().is_on());
  EXPECT_EQ(refusal(SignatureCheck(), {{}, "anything"}), "");
}

}  // namespace
}  // namespace vod::receiver
