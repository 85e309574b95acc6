#include "server/console.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "server/gunzip.h"
#include "server/test_client.h"
#include "server/test_server.h"

namespace vod {
namespace {

using namespace vod::testing;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

struct ConsoleTest : ::testing::Test {
  TestServer server;
  TestClient client{server.server.address().port};

  TestAnswer ask(const std::string& method, const std::string& path, const std::string& headers = {}) {
    return client.ask(method + " " + path + " HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n");
  }
  TestAnswer get(const std::string& path, const std::string& headers = {}) { return ask("GET", path, headers); }
};

/// The nonce that a policy names.
std::string nonce_of(const TestAnswer& answer) {
  const std::string policy = answer.header("content-security-policy");
  const std::string begin = "script-src 'nonce-";
  const std::size_t found = policy.find(begin);
  if (found == std::string::npos) return {};
  const std::size_t at = found + begin.size();
  return policy.substr(at, policy.find('\'', at) - at);
}

TEST_F(ConsoleTest, TheBareAddressLeadsToTheOneWithASlash) {
  const TestAnswer answer = get("/console");
  EXPECT_EQ(answer.status, 308);
  EXPECT_EQ(answer.header("location"), "/console/");
  EXPECT_EQ(answer.header("content-length"), "0");
}

TEST_F(ConsoleTest, EveryAddressThatIsNoFileGetsThePage) {
  for (const char* path : {"/console/", "/console/index.html", "/console/apps/1500000001/media/3270835009?tab=a.b",
                           "/console/apps/", "/console/?x", "/console/apps/1/procedures/my.flow"}) {
    const TestAnswer answer = get(path);
    EXPECT_EQ(answer.status, 200) << path;
    EXPECT_EQ(answer.header("content-type"), "text/html; charset=utf-8") << path;
    EXPECT_THAT(answer.body, HasSubstr("/console/assets/main-1.js")) << path;
  }
}

// Each word of it guards something: a change here is a decision, not a repair.
TEST_F(ConsoleTest, ThePageHasExactlyThisPolicyAndTheseGuards) {
  const TestAnswer answer = get("/console/");
  const std::string nonce = nonce_of(answer);
  EXPECT_EQ(answer.header("content-security-policy"),
            "default-src 'none'; script-src 'nonce-" + nonce + "'; style-src 'self' 'nonce-" + nonce +
                "'; img-src 'self' data: blob: https://media.example.com:8443; "
                "media-src 'self' blob: https://media.example.com:8443; "
                "connect-src 'self' https://media.example.com:8443; font-src 'self' data:; worker-src 'self' blob:; "
                "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
  EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(answer.header("referrer-policy"), "no-referrer");
  EXPECT_EQ(answer.header("x-frame-options"), "DENY");
  EXPECT_EQ(answer.header("cross-origin-opener-policy"), "same-origin");
  EXPECT_EQ(answer.header("cross-origin-resource-policy"), "same-origin");
  EXPECT_EQ(answer.header("cache-control"), "no-store");
  EXPECT_EQ(answer.header("access-control-allow-origin"), "");
}

TEST_F(ConsoleTest, EachPageHasANonceOfItsOwnWhereverOneBelongs) {
  std::set<std::string> nonces;
  for (int i = 0; i < 3; ++i) {
    const TestAnswer answer = get("/console/");
    const std::string nonce = nonce_of(answer);
    EXPECT_GE(nonce.size(), 22U) << "128 bits";
    nonces.insert(nonce);
    EXPECT_EQ(answer.body, "<meta property=\"csp-nonce\" nonce=\"" + nonce + "\"><script type=\"module\" nonce=\"" +
                               nonce + "\" src=\"/console/assets/main-1.js\"></script>");
  }
  EXPECT_EQ(nonces.size(), 3U);
}

TEST_F(ConsoleTest, FilesHaveThePolicyAndGuardsToo) {
  for (const char* path : {"/console/assets/main-1.js", "/console/sample/clip.mp4"}) {
    const TestAnswer answer = get(path);
    EXPECT_EQ(answer.status, 200) << path;
    EXPECT_EQ(answer.header("content-security-policy"), console_policy({}, test_public_url)) << path;
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff") << path;
  }
  EXPECT_THAT(console_policy({}, {}), Not(HasSubstr("unsafe")));
}

TEST_F(ConsoleTest, FilesNamedByTheirContentAreKeptForGoodAndOthersAskedAboutAgain) {
  EXPECT_EQ(get("/console/assets/main-1.js").header("cache-control"), "public, max-age=31536000, immutable");
  const TestAnswer clip = get("/console/sample/clip.mp4");
  EXPECT_EQ(clip.header("cache-control"), "no-cache");
  EXPECT_EQ(clip.header("etag"), "W/\"33\"");
  const TestAnswer again = get("/console/sample/clip.mp4", "If-None-Match: W/\"1\", W/\"33\"\r\n");
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(again.header("content-length"), "");
  EXPECT_EQ(get("/console/sample/clip.mp4", "If-None-Match: W/\"1\"\r\n").status, 200);
}

TEST_F(ConsoleTest, PackedFilesAreUnpackedForWhoCannot) {
  const TestAnswer packed = get("/console/assets/main-1.js", "Accept-Encoding: br, gzip;q=0.8\r\n");
  EXPECT_EQ(packed.header("content-encoding"), "gzip");
  EXPECT_EQ(packed.header("vary"), "Accept-Encoding");
  EXPECT_EQ(gunzip(packed.body, test_script.size()), test_script);
  for (const char* encodings : {"", "Accept-Encoding: identity\r\n", "Accept-Encoding: gzip;q=0\r\n"}) {
    const TestAnswer plain = get("/console/assets/main-1.js", encodings);
    EXPECT_EQ(plain.body, test_script) << encodings;
    EXPECT_EQ(plain.header("content-encoding"), "") << encodings;
    EXPECT_EQ(plain.header("vary"), "Accept-Encoding") << encodings;
  }
  const TestAnswer clip = get("/console/sample/clip.mp4", "Accept-Encoding: gzip\r\n");
  EXPECT_EQ(clip.header("content-encoding"), "");
  EXPECT_EQ(clip.body, "ftyp");
}

TEST_F(ConsoleTest, FilesThatAreNotThereAreNotThePage) {
  for (const char* path : {"/console/assets/old-0.js", "/console/.env", "/console/sample/other.mp4"}) {
    const TestAnswer answer = get(path);
    EXPECT_EQ(answer.status, 404) << path;
    EXPECT_THAT(answer.header("content-type"), StartsWith("text/plain")) << path;
    EXPECT_EQ(answer.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'") << path;
  }
}

TEST_F(ConsoleTest, HeadHasTheHeadersAloneAndOtherMethodsAreRefused) {
  const TestAnswer head = ask("HEAD", "/console/assets/main-1.js");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("content-length"), std::to_string(test_script.size()));
  const TestAnswer post = client.ask("POST /console/ HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}");
  EXPECT_EQ(post.status, 405);
  EXPECT_EQ(post.header("allow"), "GET, HEAD");
  EXPECT_EQ(get("/console/").status, 200) << "the connection goes on";
}

TEST(Console, BuildWithoutOneSaysHowToGetIt) {
  SystemRandom random;
  const Console console({.files = {}, .public_url = [] { return std::string(); }, .random = random});
  for (const char* path : {"/console", "/console/", "/console/assets/main-1.js"}) {
    const ConsoleAnswer answer =
        console.answer({.method = "GET", .path = path, .accept_encoding = {}, .if_none_match = {}});
    EXPECT_EQ(answer.status, 404U) << path;
    EXPECT_THAT(std::string(answer.body()), HasSubstr("./dev build release")) << path;
  }
}

TEST(ConsolePolicy, NamesTheOriginOfMediaAndNothingElseOfTheUrl) {
  EXPECT_THAT(console_policy("n", "http://10.0.0.1:9266/vod"), HasSubstr("connect-src 'self' http://10.0.0.1:9266;"));
  for (const char* url : {"", "nonsense", "https://a; script-src *", "https://a, b", "https://a'b"}) {
    EXPECT_THAT(console_policy("n", url), HasSubstr("connect-src 'self';")) << url;
  }
}

}  // namespace
}  // namespace vod
