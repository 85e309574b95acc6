#include "wire/v1_signature.h"

#include <gmock/gmock.h>

#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"

namespace vod::wire {
namespace {

constexpr std::string_view secret_key = "ExampleSecretKey0000000000000001";
constexpr std::int64_t now_s = 1'700'000'000;

std::vector<FormPair> example(std::string method = "") {
  std::vector<FormPair> pairs = {{"Action", "PullEvents"},
                                 {"Version", "2018-07-17"},
                                 {"Timestamp", "1700000000"},
                                 {"SubAppId", "1500000001"},
                                 {"SecretId", "AKIDEXAMPLE0000000000000000000000001"},
                                 {"Region", "ap-guangzhou"},
                                 {"Nonce", "12345"}};
  if (!method.empty()) pairs.push_back({"SignatureMethod", std::move(method)});
  return pairs;
}

std::vector<FormPair> with(std::vector<FormPair> pairs, std::string name, std::string value) {
  std::erase_if(pairs, [&](const FormPair& pair) { return pair.name == name; });
  pairs.push_back({std::move(name), std::move(value)});
  return pairs;
}

std::vector<FormPair> without(std::vector<FormPair> pairs, std::string_view name) {
  std::erase_if(pairs, [&](const FormPair& pair) { return pair.name == name; });
  return pairs;
}

std::vector<FormPair> signed_pairs(std::vector<FormPair> pairs, std::string_view host = "vod.tencentcloudapi.com",
                                   std::string_view method = "GET") {
  std::string signature = v1_signature(method, host, pairs, secret_key);
  pairs.push_back({"Signature", std::move(signature)});
  return pairs;
}

ErrorCode outcome(const std::vector<FormPair>& pairs, std::string_view host = "vod.tencentcloudapi.com",
                  std::string_view method = "GET", std::int64_t at_s = now_s,
                  SecretKey key = {std::string(secret_key), "", 0}) {
  V1Verifier verifier;
  const FindKey find_key = [&](std::string_view id) {
    return id == "AKIDEXAMPLE0000000000000000000000001" ? std::optional(key) : std::nullopt;
  };
  const auto first = verifier.verify(method, host, pairs, find_key, at_s * 1'000);
  const auto again = verifier.verify(method, host, pairs, find_key, at_s * 1'000);  // With the key ready.
  EXPECT_EQ(first.has_error(), again.has_error());
  return first.has_error() ? first.error().code : ErrorCode::none;
}

TEST(V1SignatureTest, TheWorkedExamplesHaveTheirSignatures) {
  EXPECT_EQ(v1_signature("GET", "vod.tencentcloudapi.com", example("HmacSHA256"), secret_key),
            "c/DegVlZOBc8/9MJbkKTPujL5y9du8Izry+LbxE7orc=");
  EXPECT_EQ(v1_signature("GET", "vod.tencentcloudapi.com", example("HmacSHA1"), secret_key),
            "ztBjkF9Rk5KDANcNWD32urk9yI4=");
}

TEST(V1SignatureTest, TheWorkedExamplesAreAccepted) {
  EXPECT_EQ(outcome(with(example("HmacSHA256"), "Signature", "c/DegVlZOBc8/9MJbkKTPujL5y9du8Izry+LbxE7orc=")),
            ErrorCode::none);
  EXPECT_EQ(outcome(with(example("HmacSHA1"), "Signature", "ztBjkF9Rk5KDANcNWD32urk9yI4=")), ErrorCode::none);
}

TEST(V1SignatureTest, Sha1IsMeantWhenNoMethodIsNamed) { EXPECT_EQ(outcome(signed_pairs(example())), ErrorCode::none); }

TEST(V1SignatureTest, TheHostIsSignedWithItsPort) {
  EXPECT_EQ(outcome(signed_pairs(example(), "localhost:43973"), "localhost:43973"), ErrorCode::none);
  EXPECT_EQ(outcome(signed_pairs(example(), "localhost"), "localhost:43973"), ErrorCode::none);
  EXPECT_EQ(outcome(signed_pairs(example(), "localhost:1"), "localhost:43973"), ErrorCode::signature_failure);
}

TEST(V1SignatureTest, TheMethodIsSigned) {
  EXPECT_EQ(outcome(signed_pairs(example(), "h", "POST"), "h", "POST"), ErrorCode::none);
  EXPECT_EQ(outcome(signed_pairs(example(), "h", "POST"), "h", "GET"), ErrorCode::signature_failure);
}

TEST(V1SignatureTest, NamesSortAsTextAndValuesAreRaw) {
  // Written out, so that the order of our own signing is not taken on trust: A.10 stands before A.2.
  const std::vector<FormPair> pairs = {{"A.2", "x y&=+%"}, {"A.10", "\xE4\xB8\xAD"}, {"Action", "P"}};
  const std::string text = "GETh/?A.10=\xE4\xB8\xAD&A.2=x y&=+%&Action=P";
  EXPECT_EQ(v1_signature("GET", "h", pairs, secret_key), to_base64(hmac_sha1(bytes_of(secret_key), text)));
}

TEST(V1SignatureTest, PythonSignsDotsForUnderscores) {
  std::vector<FormPair> dotted = with(example(), "User.Name", "x");
  const std::string signature = v1_signature("GET", "h", dotted, secret_key);
  std::vector<FormPair> sent = with(with(example(), "User_Name", "x"), "Signature", signature);
  EXPECT_EQ(outcome(sent, "h"), ErrorCode::none);
  EXPECT_EQ(outcome(signed_pairs(with(example(), "User_Name", "x"), "h"), "h"), ErrorCode::none);
}

TEST(V1SignatureTest, ExtraParametersAreSigned) {
  auto pairs =
      signed_pairs(with(with(example("HmacSHA256"), "Language", "en-US"), "RequestClient", "SDK_NODEJS_3.0.270"));
  EXPECT_EQ(outcome(pairs), ErrorCode::none);
  EXPECT_EQ(outcome(with(pairs, "Language", "zh-CN")), ErrorCode::signature_failure);
}

TEST(V1SignatureTest, TheNonceMayHave63Bits) {
  EXPECT_EQ(outcome(signed_pairs(with(example(), "Nonce", "9223372036854775807"))), ErrorCode::none);
  EXPECT_EQ(outcome(signed_pairs(with(example(), "Nonce", "0"))), ErrorCode::none);
  EXPECT_EQ(outcome(signed_pairs(with(example(), "Nonce", "x"))), ErrorCode::invalid_parameter);
}

TEST(V1SignatureTest, AnUnescapedPlusInTheSignatureIsForgiven) {
  auto pairs = with(example("HmacSHA256"), "Signature", "c/DegVlZOBc8/9MJbkKTPujL5y9du8Izry LbxE7orc=");
  EXPECT_EQ(outcome(pairs), ErrorCode::none);
}

TEST(V1SignatureTest, WhatIsMissingIsNamed) {
  for (const char* name : {"SecretId", "Signature", "Timestamp", "Nonce"}) {
    EXPECT_EQ(outcome(without(signed_pairs(example()), name)), ErrorCode::missing_parameter) << name;
  }
}

TEST(V1SignatureTest, FailuresHaveTheirCodes) {
  EXPECT_EQ(outcome(with(signed_pairs(example()), "SecretId", "AKIDSTRANGER")), ErrorCode::secret_id_not_found);
  EXPECT_EQ(outcome(signed_pairs(example()), "vod.tencentcloudapi.com", "GET", now_s + 301),
            ErrorCode::signature_expire);
  EXPECT_EQ(outcome(signed_pairs(example()), "vod.tencentcloudapi.com", "GET", now_s - 301),
            ErrorCode::signature_expire);
  EXPECT_EQ(outcome(with(signed_pairs(example()), "Timestamp", "18446744073709551615")), ErrorCode::signature_expire);
  EXPECT_EQ(outcome(with(example(), "Signature", "")), ErrorCode::missing_parameter);
  EXPECT_EQ(outcome(with(example(), "Signature", "not base64!")), ErrorCode::signature_failure);
  EXPECT_EQ(outcome(signed_pairs(example("HmacMD5"))), ErrorCode::invalid_parameter);
}

TEST(V1SignatureTest, TemporaryCredentialsNeedTheirToken) {
  const SecretKey temporary{std::string(secret_key), "token-1", 0};
  constexpr std::string_view host = "vod.tencentcloudapi.com";
  EXPECT_EQ(outcome(signed_pairs(example()), host, "GET", now_s, temporary), ErrorCode::token_failure);
  EXPECT_EQ(outcome(signed_pairs(with(example(), "Token", "token-1")), host, "GET", now_s, temporary), ErrorCode::none);
}

}  // namespace
}  // namespace vod::wire
