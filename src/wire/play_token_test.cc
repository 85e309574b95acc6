#include "wire/play_token.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"

namespace vod::wire {
namespace {

constexpr PlayToken sample = {
    .app = {1500000001}, .file = {5285485487985271487}, .made_s = 1'700'000'000, .expires_s = 1'700'003'600};

// As any library for JSON web tokens makes it.
std::string signed_by_hand(std::string_view header, std::string_view claims, std::string_view key) {
  const auto part = to_base64url(bytes_of(header)) + "." + to_base64url(bytes_of(claims));
  return part + "." + to_base64url(hmac_sha256(bytes_of(key), part));
}

TEST(PlayToken, IsReadWithTheKeyThatSignedIt) {
  const auto text = sign_play_token(sample, "secret");
  const auto read = read_play_token(text, "secret");
  ASSERT_TRUE(read);
  EXPECT_EQ(read.value(), sample);
  EXPECT_EQ(read_play_token(text, "other").error().code, ErrorCode::object_signature);
}

TEST(PlayToken, APlayerSignatureOfTheCloudsPlayersIsOne) {
  const auto text = signed_by_hand(
      R"({"typ":"JWT","alg":"HS256"})",
      R"({"appId":1500000001,"fileId":"5285485487985271487","currentTimeStamp":1700000000,"expireTimeStamp":1700003600,)"
      R"("contentInfo":{"audioVideoType":"Transcode","transcodeDefinition":12},"urlAccessInfo":{"t":"6543"}})",
      "secret");
  const auto read = read_play_token(text, "secret");
  ASSERT_TRUE(read);
  EXPECT_EQ(read.value(), sample);
}

TEST(PlayToken, OtherAlgorithmsAreRefused) {
  const std::string claims = R"({"appId":1,"fileId":"2","expireTimeStamp":9999999999})";
  EXPECT_TRUE(read_play_token(signed_by_hand(R"({"alg":"HS256"})", claims, "k"), "k"));
  EXPECT_FALSE(read_play_token(signed_by_hand(R"({"alg":"none"})", claims, "k"), "k"));
  EXPECT_FALSE(read_play_token(signed_by_hand(R"({"alg":"HS512"})", claims, "k"), "k"));
  const auto unsigned_text = to_base64url(bytes_of(R"({"alg":"none"})")) + "." + to_base64url(bytes_of(claims)) + ".";
  EXPECT_FALSE(read_play_token(unsigned_text, "k"));
}

TEST(PlayToken, AChangedTokenIsRefused) {
  const auto text = sign_play_token(sample, "secret");
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string changed = text;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    if (changed == text) continue;
    EXPECT_FALSE(read_play_token(changed, "secret")) << at;
  }
}

TEST(PlayToken, NothingElseLooksLikeOne) {
  EXPECT_FALSE(looks_like_play_token(""));
  EXPECT_FALSE(looks_like_play_token("a.b"));
  EXPECT_FALSE(looks_like_play_token("a.b.c\"\n#EXT"));
  EXPECT_FALSE(looks_like_play_token("a.b." + std::string(4'096, 'c')));
  EXPECT_TRUE(looks_like_play_token("a.b.c"));
}

}  // namespace
}  // namespace vod::wire
