#include "wire/q_signature.h"

#include <gmock/gmock.h>

#include "base/hash.h"
#include "base/text.h"
#include "model/errors.h"

namespace vod::wire {
namespace {

constexpr std::int64_t start_s = 1'700'000'000;
constexpr std::int64_t end_s = 1'700'000'900;
constexpr std::string_view key_id = "TMPSECRETID";
constexpr std::string_view key_text = "TmpSecretKey01";
constexpr std::string_view target = "/abcd1234vodcq125000001/5285890784273533167/f0.mp4?partNumber=1&uploadId=U1";

using Headers = std::vector<std::pair<std::string, std::string>>;

Headers example_headers() {
  return {{"Content-Length", "10"},
          {"Content-MD5", "U2gwcGPruVZElKv1GYTtSQ=="},
          {"Host", "vod-125000001.cos.ap-chongqing.myqcloud.com"}};
}

QRequest example() { return q_request("PUT", target, example_headers()); }

std::string authorization_of(const QRequest& request) {
  return q_authorization(request, key_id, key_text, start_s, end_s);
}

// The request as it goes over the wire: signed, with headers that the signature does not cover.
QRequest sent(QRequest request, std::string authorization) {
  request.headers.emplace_back("Authorization", std::move(authorization));
  request.headers.emplace_back("User-Agent", "cos-nodejs-sdk-v5-3.0.0");
  return request;
}

ErrorCode outcome(const QRequest& request, std::int64_t at_s = start_s + 1,
                  SecretKey key = {std::string(key_text), "", 0}) {
  const FindKey find_key = [&](std::string_view id) { return id == key_id ? std::optional(key) : std::nullopt; };
  const auto result = verify_q(request, find_key, at_s * 1'000);
  return result.has_error() ? result.error().code : ErrorCode::none;
}

TEST(QSignatureTest, TheWorkedExampleHasItsSignature) {
  EXPECT_EQ(authorization_of(example()),
            "q-sign-algorithm=sha1&q-ak=TMPSECRETID&q-sign-time=1700000000;1700000900&q-key-time=1700000000;1700000900"
            "&q-header-list=content-length;content-md5;host&q-url-param-list=partnumber;uploadid"
            "&q-signature=f91202bcbbac5eeac30b4527c9fd9533738ee780");
}

TEST(QSignatureTest, TheWorkedExampleIsAccepted) {
  const QRequest request = sent(example(), authorization_of(example()));
  EXPECT_EQ(outcome(request), ErrorCode::none);
  const auto signer =
      verify_q(request, [](std::string_view) { return SecretKey{std::string(key_text), "", 0}; }, start_s * 1'000);
  EXPECT_EQ(signer.value().secret_id, key_id);
}

TEST(QSignatureTest, OnlyWhatTheListsNameIsCovered) {
  for (const Headers& covered : {Headers{}, Headers{{"host", example_headers()[2].second}},
                                 Headers{{"content-length", "10"}, {"host", example_headers()[2].second}}}) {
    QRequest partial = example();
    partial.headers = covered;
    partial.params.clear();
    EXPECT_EQ(outcome(sent(example(), authorization_of(partial))), ErrorCode::none) << covered.size();
  }
}

TEST(QSignatureTest, AnyChangeOfWhatIsCoveredIsRefused) {
  const std::string authorization = authorization_of(example());
  QRequest other = example();
  other.path = "/abcd1234vodcq125000001/5285890784273533168/f0.mp4";
  EXPECT_EQ(outcome(sent(other, authorization)), ErrorCode::signature_failure);
  other = example();
  other.method = "DELETE";
  EXPECT_EQ(outcome(sent(other, authorization)), ErrorCode::signature_failure);
  other = example();
  other.params[0].second = "2";
  EXPECT_EQ(outcome(sent(other, authorization)), ErrorCode::signature_failure);
  other = example();
  other.headers[1].second = "other";
  EXPECT_EQ(outcome(sent(other, authorization)), ErrorCode::signature_failure);
  other = example();
  other.headers.erase(other.headers.begin());
  EXPECT_EQ(outcome(sent(other, authorization)), ErrorCode::signature_failure);
}

TEST(QSignatureTest, TheHostIsSignedWithOrWithoutItsPort) {
  const QRequest with_port = q_request("GET", "/", {{"Host", "a-1.cos.r.myqcloud.com:8443"}});
  const QRequest bare = q_request("GET", "/", {{"Host", "a-1.cos.r.myqcloud.com"}});
  EXPECT_EQ(outcome(sent(with_port, authorization_of(with_port))), ErrorCode::none);
  EXPECT_EQ(outcome(sent(with_port, authorization_of(bare))), ErrorCode::none);  // Python drops it.
}

TEST(QSignatureTest, EmptyParametersCount) {
  // Go sends ?uploads and signs uploads=; Python sends every parameter of a list call, empty ones too.
  QRequest initiate = q_request("POST", "/key?uploads", {{"Host", "h"}});
  const std::string authorization = authorization_of(q_request("POST", "/key?uploads=", {{"Host", "h"}}));
  EXPECT_THAT(authorization, testing::HasSubstr("q-url-param-list=uploads&"));
  EXPECT_EQ(outcome(sent(initiate, authorization)), ErrorCode::none);
  const QRequest list = q_request("GET", "/?uploads=&prefix=a%2Fb%20c&delimiter=&encoding-type=url", {{"Host", "h"}});
  EXPECT_EQ(outcome(sent(list, authorization_of(list))), ErrorCode::none);
}

TEST(QSignatureTest, EmptyHeaderValuesCount) {
  const QRequest initiate =
      q_request("POST", "/key?uploads=", {{"Content-Type", ""}, {"Cache-Control", ""}, {"Host", "h"}});
  EXPECT_EQ(outcome(sent(initiate, authorization_of(initiate))), ErrorCode::none);
}

TEST(QSignatureTest, ThePathIsSignedDecodedAndValuesEncoded) {
  const QRequest request =
      q_request("PUT", "/a%20b/%E4%B8%AD%21.mp4?x=1%202", {{"Host", "h"}, {"x-cos-meta-a", "v (1)!*'"}});
  EXPECT_EQ(request.path, "/a b/\xE4\xB8\xAD!.mp4");
  const std::string text = "put\n/a b/\xE4\xB8\xAD!.mp4\nx=1%202\nhost=h&x-cos-meta-a=v%20%281%29%21%2A%27\n";
  const std::string time = "1700000000;1700000900";
  const std::string sign_key = to_hex(hmac_sha1(bytes_of(key_text), time));
  const std::string signature =
      to_hex(hmac_sha1(bytes_of(sign_key), "sha1\n" + time + "\n" + to_hex(sha1(text)) + "\n"));
  EXPECT_THAT(authorization_of(request), testing::EndsWith("q-signature=" + signature));
}

TEST(QSignatureTest, TheTimesMustCoverNow) {
  const QRequest request = sent(example(), authorization_of(example()));
  EXPECT_EQ(outcome(request, end_s), ErrorCode::none);
  EXPECT_EQ(outcome(request, end_s + 1), ErrorCode::signature_expire);
  EXPECT_EQ(outcome(request, start_s - 300), ErrorCode::none);
  EXPECT_EQ(outcome(request, start_s - 301), ErrorCode::signature_expire);
  // Python's key time is 10060 s long.
  EXPECT_EQ(outcome(sent(example(), q_authorization(example(), key_id, key_text, start_s - 60, start_s + 10'000))),
            ErrorCode::none);
}

TEST(QSignatureTest, TheTokenIsCheckedSignedOrNot) {
  const SecretKey temporary{std::string(key_text), "token-1", (start_s + 100) * 1'000};
  QRequest request = sent(example(), authorization_of(example()));
  EXPECT_EQ(outcome(request, start_s, temporary), ErrorCode::token_failure);
  request.headers.emplace_back("x-cos-security-token", "token-1");
  EXPECT_EQ(outcome(request, start_s, temporary), ErrorCode::none);
  EXPECT_EQ(outcome(request, start_s + 100, temporary), ErrorCode::token_failure);

  QRequest python = example();
  python.headers.emplace_back("x-cos-security-token", "token-1");
  EXPECT_EQ(outcome(sent(python, authorization_of(python)), start_s, temporary), ErrorCode::none);
  request.headers.back().second = "token-2";
  EXPECT_EQ(outcome(request, start_s, temporary), ErrorCode::token_failure);
}

TEST(QSignatureTest, ALinkCarriesItsSignatureInTheQuery) {
  QRequest link = q_request("GET", "/f0.mp4", {{"Host", "h"}});
  std::string query = authorization_of(link);
  for (std::size_t at = query.find(';'); at != std::string::npos; at = query.find(';')) query.replace(at, 1, "%3B");
  const QRequest request = q_request("GET", "/f0.mp4?" + query, {{"Host", "h"}});
  EXPECT_TRUE(is_q_signed(request));
  EXPECT_EQ(outcome(request), ErrorCode::none);
}

TEST(QSignatureTest, ItIsSeenWhetherARequestIsSignedThisWay) {
  EXPECT_TRUE(is_q_signed(sent(example(), authorization_of(example()))));
  EXPECT_FALSE(is_q_signed(example()));
  EXPECT_FALSE(is_q_signed(sent(example(), "TC3-HMAC-SHA256 Credential=a")));
}

TEST(QSignatureTest, FailuresHaveTheirCodes) {
  EXPECT_EQ(outcome(sent(example(), q_authorization(example(), "STRANGER", key_text, start_s, end_s))),
            ErrorCode::secret_id_not_found);
  EXPECT_EQ(outcome(sent(example(), q_authorization(example(), key_id, "other key", start_s, end_s))),
            ErrorCode::signature_failure);
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "a;";
  for (const std::string bad :
       {"", "q-sign-algorithm=md5", "q-sign-algorithm=sha1", "q-sign-algorithm=sha1&q-ak=TMPSECRETID&q-signature=1",
        "q-sign-algorithm=sha1&q-ak=TMPSECRETID&q-sign-time=1&q-key-time=1&q-signature=1",
        "q-sign-algorithm=sha1&q-ak=TMPSECRETID&q-sign-time=x;y&q-key-time=1;2&q-signature=1",
        "q-sign-algorithm=sha1&q-ak=TMPSECRETID&q-sign-time=2;1&q-key-time=2;1&q-signature=1"}) {
    EXPECT_EQ(outcome(sent(example(), bad)), ErrorCode::invalid_authorization) << bad;
  }
  EXPECT_EQ(outcome(sent(example(), authorization_of(example()) + "&")), ErrorCode::none);
  std::string listed = authorization_of(example());
  listed.replace(listed.find("q-header-list="), 14, "q-header-list=" + many);
  EXPECT_EQ(outcome(sent(example(), listed)), ErrorCode::invalid_authorization);
}

}  // namespace
}  // namespace vod::wire
