#include "wire/tc3.h"

#include <gmock/gmock.h>

#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"

namespace vod::wire {
namespace {

using testing::HasSubstr;

constexpr std::string_view secret_id = "AKIDEXAMPLE0000000000000000000000001";
constexpr std::string_view secret_key = "ExampleSecretKey0000000000000001";
constexpr std::int64_t now_s = 1'700'000'000;
constexpr std::int64_t day_s = 86'400;

/// A signed POST of the worked example, to be bent by a test.
struct Call {
  std::string method = "POST";
  std::string query;
  std::string body = R"({"SubAppId":1500000001})";
  std::string host = "vod.tencentcloudapi.com";
  std::string content_type = "application/json";
  std::string timestamp = "1700000000";
  std::string authorization;
  std::vector<HeaderView> more;

  Call& sign(const Tc3Call& as) {
    authorization = tc3_authorization(as, secret_id, secret_key);
    return *this;
  }
  Tc3Call as_sent() const {
    Tc3Call call;
    call.method = method;
    call.query = query;
    call.content_type = content_type;
    call.host = host;
    call.body = body;
    call.timestamp_s = parse_number<std::int64_t>(timestamp).value_or(0);
    return call;
  }
  Call& sign() { return sign(as_sent()); }

  Result<Signer> verify(Tc3Verifier& verifier, std::int64_t at_s = now_s,
                        SecretKey key = {std::string(secret_key), "", 0}) {
    std::vector<HeaderView> headers = {{"Content-Type", content_type},
                                       {"Host", host},
                                       {"X-TC-Timestamp", timestamp},
                                       {"Authorization", authorization}};
    headers.insert(headers.end(), more.begin(), more.end());
    const FindKey find_key = [&](std::string_view id) { return id == secret_id ? std::optional(key) : std::nullopt; };
    return verifier.verify({method, query, headers, body}, find_key, at_s * 1'000);
  }
  ErrorCode outcome(std::int64_t at_s = now_s, SecretKey key = {std::string(secret_key), "", 0}) {
    Tc3Verifier verifier;
    const auto result = verify(verifier, at_s, key);
    return result.has_error() ? result.error().code : ErrorCode::none;
  }
};

// The Authorization of a request text that the test wrote itself, for clients that sign in their own way.
std::string signed_by_hand(const std::string& canonical, std::string_view signed_headers,
                           std::string_view service = "vod") {
  const std::string date = "2023-11-14";
  const std::string scope = date + "/" + std::string(service) + "/tc3_request";
  const std::string text = "TC3-HMAC-SHA256\n1700000000\n" + scope + "\n" + to_hex(sha256(canonical));
  const std::string start = "TC3" + std::string(secret_key);
  const auto key = hmac_sha256(hmac_sha256(hmac_sha256(bytes_of(start), date), service), "tc3_request");
  return "TC3-HMAC-SHA256 Credential=" + std::string(secret_id) + "/" + scope +
         ", SignedHeaders=" + std::string(signed_headers) + ", Signature=" + to_hex(hmac_sha256(key, text));
}

TEST(Tc3Test, TheWorkedExampleHasItsSignature) {
  const Call call = Call().sign();
  EXPECT_EQ(call.authorization,
            "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE0000000000000000000000001/2023-11-14/vod/tc3_request, "
            "SignedHeaders=content-type;host, "
            "Signature=c1458bf84a4c77554355af09b9d803844490f97278981b8bd734aab55b3ca676");
  EXPECT_EQ(tc3_authorization(secret_id, secret_key, call.host, call.body, now_s), call.authorization);
}

TEST(Tc3Test, TheWorkedExampleIsAccepted) {
  Tc3Verifier verifier;
  Call call = Call().sign();
  for (int i = 0; i < 3; ++i) {  // The first time the key is made, then it is ready.
    const auto signer = call.verify(verifier);
    ASSERT_TRUE(signer.has_value()) << message_of(signer.error());
    EXPECT_EQ(signer.value().secret_id, secret_id);
    EXPECT_EQ(signer.value().signature, "c1458bf84a4c77554355af09b9d803844490f97278981b8bd734aab55b3ca676");
  }
}

TEST(Tc3Test, NodeSignsTheHostWithoutItsPort) {
  Call call;
  call.host = "127.0.0.1:43973";
  Tc3Call as = call.as_sent();
  as.host = "127.0.0.1";
  as.service = "127";
  EXPECT_EQ(call.sign(as).outcome(), ErrorCode::none);
  EXPECT_EQ(call.sign().outcome(), ErrorCode::none);  // Python signs it with the port.
  as.host = "localhost";
  EXPECT_EQ(call.sign(as).outcome(), ErrorCode::signature_failure);
}

TEST(Tc3Test, AnyServiceOfTheCredentialIsTaken) {
  for (const char* service : {"127", "localhost:43973", "vod", "vod.intl"}) {
    Call call;
    Tc3Call as = call.as_sent();
    as.service = service;
    EXPECT_EQ(call.sign(as).outcome(), ErrorCode::none) << service;
  }
}

TEST(Tc3Test, AGetIsSignedOverItsRawQuery) {
  Call call;
  call.method = "GET";
  call.query = "SubAppId=1500000001&FileIds.1=b&FileIds.0=a%20b&Name=x+y";
  call.content_type = "application/x-www-form-urlencoded";
  call.body = "";
  EXPECT_EQ(call.sign().outcome(), ErrorCode::none);
  call.query = "FileIds.0=a%20b&FileIds.1=b&Name=x+y&SubAppId=1500000001";
  EXPECT_EQ(call.outcome(), ErrorCode::signature_failure);
}

TEST(Tc3Test, TheContentTypeIsSignedAsSent) {
  for (const char* type :
       {"application/json; charset=utf-8", "multipart/form-data; boundary=AbCdEf0123", "application/octet-stream"}) {
    Call call;
    call.content_type = type;
    EXPECT_EQ(call.sign().outcome(), ErrorCode::none) << type;
    call.content_type = "application/json";
    EXPECT_EQ(call.outcome(), ErrorCode::signature_failure) << type;
  }
}

TEST(Tc3Test, AnUnsignedPayloadIsTakenWhenTheHeaderSaysSo) {
  Call call;
  Tc3Call as = call.as_sent();
  as.body = "UNSIGNED-PAYLOAD";
  call.sign(as);
  EXPECT_EQ(call.outcome(), ErrorCode::signature_failure);
  call.more = {{"X-TC-Content-SHA256", "UNSIGNED-PAYLOAD"}};
  EXPECT_EQ(call.outcome(), ErrorCode::none);
}

TEST(Tc3Test, MoreSignedHeadersAreTakenAsSentAndInLowerCase) {
  const std::string hash = to_hex(sha256(Call().body));
  const std::string start = "POST\n/\n\ncontent-type:application/json\nhost:vod.tencentcloudapi.com\nx-tc-action:";
  Call call;
  call.more = {{"X-TC-Action", " PullEvents "}};
  for (const char* action : {"PullEvents", "pullevents"}) {
    call.authorization =
        signed_by_hand(start + action + "\n\ncontent-type;host;x-tc-action\n" + hash, "content-type;host;x-tc-action");
    EXPECT_EQ(call.outcome(), ErrorCode::none) << action;
  }
  call.more = {{"X-TC-Action", "DeleteMedia"}};
  EXPECT_EQ(call.outcome(), ErrorCode::signature_failure);
  call.more = {};
  EXPECT_EQ(call.outcome(), ErrorCode::invalid_authorization);
  call.more = {{"X-TC-Action", "PullEvents"}, {"x-tc-action", "DeleteMedia"}};
  EXPECT_EQ(call.outcome(), ErrorCode::invalid_authorization);
}

TEST(Tc3Test, AnyChangeOfTheSignedPartsIsRefused) {
  Call call = Call().sign();
  Call other_body = call;
  other_body.body += " ";
  EXPECT_EQ(other_body.outcome(), ErrorCode::signature_failure);
  Call other_host = call;
  other_host.host = "vod.example.net";
  EXPECT_EQ(other_host.outcome(), ErrorCode::signature_failure);
  Call other_time = call;
  other_time.timestamp = "1700000001";
  EXPECT_EQ(other_time.outcome(), ErrorCode::signature_failure);
  Call other_method = call;
  other_method.method = "PUT";
  EXPECT_EQ(other_method.outcome(), ErrorCode::signature_failure);
  Call cut = call;
  cut.authorization.pop_back();
  EXPECT_EQ(cut.outcome(), ErrorCode::signature_failure);
}

TEST(Tc3Test, TheClockWindowIs300Seconds) {
  Call call = Call().sign();
  EXPECT_EQ(call.outcome(now_s + 300), ErrorCode::none);
  EXPECT_EQ(call.outcome(now_s - 300), ErrorCode::none);
  EXPECT_EQ(call.outcome(now_s + 301), ErrorCode::signature_expire);
  EXPECT_EQ(call.outcome(now_s - 301), ErrorCode::signature_expire);
  call.timestamp = "9223372036854775807";
  EXPECT_EQ(call.outcome(), ErrorCode::signature_expire);
  call.timestamp = "-9223372036854775808";
  EXPECT_EQ(call.outcome(), ErrorCode::signature_expire);
}

TEST(Tc3Test, TheCredentialsDateIsTheTimestampsDay) {
  Call call;
  Tc3Call as = call.as_sent();
  as.timestamp_s = now_s + day_s;
  call.sign(as);
  EXPECT_EQ(call.outcome(), ErrorCode::signature_failure);
  // Midnight between the two clocks is no reason to refuse.
  Call late;
  late.timestamp = "1700006399";  // 23:59:59
  EXPECT_EQ(late.sign().outcome(1'700'006'401), ErrorCode::none);
}

TEST(Tc3Test, ABadTimestampIsNamed) {
  Call call = Call().sign();
  call.timestamp = "soon";
  EXPECT_EQ(call.outcome(), ErrorCode::invalid_parameter);
  Tc3Verifier verifier;
  const std::vector<HeaderView> headers = {{"Authorization", call.authorization}};
  const auto result = verifier.verify({"POST", "", headers, ""}, [](std::string_view) { return std::nullopt; }, 0);
  EXPECT_EQ(result.error().code, ErrorCode::missing_parameter);
  EXPECT_EQ(result.error().subject, "X-TC-Timestamp");
}

TEST(Tc3Test, AnUnknownIdIsNotFound) {
  Call call;
  call.authorization = tc3_authorization(call.as_sent(), "AKIDSTRANGER", secret_key);
  EXPECT_EQ(call.outcome(), ErrorCode::secret_id_not_found);
}

TEST(Tc3Test, AReplacedSecretCountsAtOnce) {
  Tc3Verifier verifier;
  Call call = Call().sign();
  ASSERT_TRUE(call.verify(verifier).has_value());
  EXPECT_TRUE(call.verify(verifier, now_s, {"AnotherSecret", "", 0}).has_error());
}

TEST(Tc3Test, TemporaryCredentialsNeedTheirToken) {
  const SecretKey temporary{std::string(secret_key), "token-1", (now_s + 10) * 1'000};
  Call call = Call().sign();
  EXPECT_EQ(call.outcome(now_s, temporary), ErrorCode::token_failure);
  call.more = {{"X-TC-Token", "token-2"}};
  EXPECT_EQ(call.outcome(now_s, temporary), ErrorCode::token_failure);
  EXPECT_EQ(call.outcome(), ErrorCode::token_failure);  // A lasting key has none.
  call.more = {{"X-TC-Token", "token-1"}};
  EXPECT_EQ(call.outcome(now_s, temporary), ErrorCode::none);
  EXPECT_EQ(call.outcome(now_s + 10, temporary), ErrorCode::token_failure);
}

TEST(Tc3Test, MalformedHeadersAreInvalidAuthorization) {
  const std::string good = Call().sign().authorization;
  const std::vector<std::string> bad = {
      "",
      "SKIP",
      " SKIP ",
      "Basic abc",
      "TC3-HMAC-SHA256",
      "TC3-HMAC-SHA256Credential=a/b/c/tc3_request",
      "TC3-HMAC-SHA256 Credential=a/2023-11-14/vod/tc3_request, SignedHeaders=content-type;host",
      "TC3-HMAC-SHA256 Credential=a/2023-11-14/vod, SignedHeaders=content-type;host, Signature=00",
      "TC3-HMAC-SHA256 Credential=a//vod/tc3_request, SignedHeaders=content-type;host, Signature=00",
      "TC3-HMAC-SHA256 Credential=/2023-11-14/vod/tc3_request, SignedHeaders=content-type;host, Signature=00",
      "TC3-HMAC-SHA256 Credential=a/2023-11-14//tc3_request, SignedHeaders=content-type;host, Signature=00",
      "TC3-HMAC-SHA256 Credential=a/tc3_request, SignedHeaders=content-type;host, Signature=00",
      "TC3-HMAC-SHA256 Credential=tc3_request, SignedHeaders=content-type;host, Signature=00",
      "TC3-HMAC-SHA256 Credential=a/2023-11-14/vod/tc3_request, SignedHeaders=host, Signature=00",
      "TC3-HMAC-SHA256 Credential=a/2023-11-14/vod/tc3_request, SignedHeaders=content-type, Signature=00",
      "TC3-HMAC-SHA256 Credential=a/2023-11-14/" + std::string(500, 'v') +
          "/tc3_request, SignedHeaders=content-type;host, Signature=00",
      good + ", Signature=00",
      good + ", Extra=1",
      good + ","};
  for (const std::string& header : bad) {
    Call call;
    call.authorization = header;
    EXPECT_EQ(call.outcome(), ErrorCode::invalid_authorization) << header;
  }
}

TEST(Tc3Test, ALongListOfSignedHeadersIsRefused) {
  Call call = Call().sign();
  std::string names = "content-type;host";
  for (int i = 0; i < 1000; ++i) names += ";host";
  call.authorization = signed_by_hand("x", names);
  EXPECT_EQ(call.outcome(), ErrorCode::invalid_authorization);
}

TEST(Tc3Test, ManySigningKeysStayWithinTheCache) {
  Tc3Verifier verifier;
  for (int i = 0; i < 600; ++i) {
    Call call;
    const std::string service = "vod" + std::to_string(i);
    Tc3Call as = call.as_sent();
    as.service = service;
    ASSERT_TRUE(call.sign(as).verify(verifier).has_value());
  }
}

TEST(HostTest, OnlyAPortIsTakenOff) {
  EXPECT_EQ(host_without_port("a.example:80"), "a.example");
  EXPECT_EQ(host_without_port("a.example"), "a.example");
  EXPECT_EQ(host_without_port("[::1]:80"), "[::1]");
  EXPECT_EQ(host_without_port("[::1]"), "[::1]");
}

}  // namespace
}  // namespace vod::wire
