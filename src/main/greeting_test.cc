#include "main/greeting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "server/test_client.h"

namespace vod {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using vod::testing::TestAnswer;
using vod::testing::TestClient;

constexpr std::array<ConsoleFile, 1> console{
    {{.path = "index.html", .content_type = "text/html", .bytes = "<p>console", .size_bytes = 10, .etag = "1"}}};

/// A whole server on a free port, with a folder of its own.
struct Greeting : ::testing::Test {
  Greeting() {
    settings.ephemeral = true;
    settings.listen = "127.0.0.1:0";
  }
  void start(std::span<const ConsoleFile> files) {
    auto started = Running::start(settings, *log, files);
    ASSERT_TRUE(started) << started.error().detail;
    running = std::move(started).value();
  }
  /// An unsigned call.
  TestAnswer sign_in(const std::string& token) {
    TestClient client(std::stoi(running->endpoint().substr(running->endpoint().rfind(':') + 1)));
    const std::string body = R"({"OneTimeToken":")" + token + "\"}";
    return client.ask(
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nX-TC-Action: CreateConsoleSession\r\n"
        "X-TC-Version: 2026-11-01\r\nContent-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body);
  }

  Settings settings;
  std::unique_ptr<Log> log = make_silent_log();
  std::unique_ptr<Running> running;
};

TEST_F(Greeting, LinkSignsInOnceWithTheRightsOfTheRootKey) {
  start(console);
  const std::string text = greeting(*running, settings, GreetingFor::person);
  const std::string link = running->public_url() + "/console/#token=";
  const std::size_t found = text.find(link);
  ASSERT_NE(found, std::string::npos) << text;
  const std::size_t begin = found + link.size();
  const std::string token = text.substr(begin, text.find_first_of(" \n", begin) - begin);
  EXPECT_GE(token.size(), 43U);

  const TestAnswer first = sign_in(token);
  EXPECT_EQ(first.error_code(), "") << first.body;
  EXPECT_TRUE(first.json().at("IsRoot").as_bool());
  EXPECT_NE(sign_in(token).error_code(), "");
}

TEST_F(Greeting, SecretIsNeverSaid) {
  start(console);
  const std::string text = greeting(*running, settings, GreetingFor::person);
  EXPECT_THAT(text, HasSubstr(running->root_key().pair.secret_id));
  EXPECT_THAT(text, Not(HasSubstr(running->root_key().pair.secret_key)));
}

TEST_F(Greeting, JournalGetsTheAddressWithoutAToken) {
  start(console);
  const std::string text = greeting(*running, settings, GreetingFor::journal);
  EXPECT_THAT(text, HasSubstr(running->public_url() + "/console/\n"));
  EXPECT_THAT(text, Not(HasSubstr("token")));
}

TEST_F(Greeting, BuildWithoutAConsoleDoesNotNameOne) {
  start({});
  EXPECT_THAT(greeting(*running, settings, GreetingFor::person), Not(HasSubstr("console")));
}

}  // namespace
}  // namespace vod
