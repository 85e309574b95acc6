#include "receiver/configuration.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace vod::receiver {
namespace {

class ConfFile : public ::testing::Test {
 protected:
  client::CallResult<Configuration> parse(const std::string& text) {
    std::ofstream(path_) << text;
    return parse_conf_file(path_);
  }
  ~ConfFile() override { std::filesystem::remove(path_); }

  std::string path_ = ::testing::TempDir() + "openvod-receiver-" + std::to_string(::getpid()) + ".json";
};

TEST_F(ConfFile, NumbersMayBeText) {
  const auto parsed = parse(R"({"secret_id":"i","secret_key":"k","region":"ap-chongqing","subappid":"0",
                                "definitions":["100010",100030]})");
  ASSERT_TRUE(parsed) << parsed.error().text();
  EXPECT_EQ(parsed.value().subappid, 0U);
  EXPECT_EQ(parsed.value().definitions, (std::vector<std::int64_t>{100010, 100030}));
}

TEST_F(ConfFile, DefinitionsDefaultToThoseOfTheWalkthrough) {
  const auto parsed = parse(R"({"secret_id":"i","secret_key":"k","subappid":1500000002})");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed.value().definitions, (std::vector<std::int64_t>{100010, 100020}));
  EXPECT_EQ(parsed.value().subappid, 1500000002U);
}

TEST_F(ConfFile, WrongValueIsNamed) {
  const auto parsed = parse(R"({"secret_id":"i","secret_key":"k","subappid":"seven"})");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().message, path_ + ": subappid must be a number.");
  EXPECT_FALSE(parse(R"({"secret_id":"i","secret_key":"k","definitions":[]})"));
  EXPECT_FALSE(parse(R"({"secret_id":5,"secret_key":"k"})"));
}

TEST_F(ConfFile, EventsArePostedUnlessTheModeSaysPull) {
  EXPECT_EQ(parse(R"({"secret_id":"i","secret_key":"k"})").value().mode, Mode::push);
  EXPECT_EQ(parse(R"({"secret_id":"i","secret_key":"k","mode":"push"})").value().mode, Mode::push);
  EXPECT_EQ(parse(R"({"secret_id":"i","secret_key":"k","mode":"pull"})").value().mode, Mode::pull);
  EXPECT_FALSE(parse(R"({"secret_id":"i","secret_key":"k","mode":"PULL it"})"));
}

TEST_F(ConfFile, NothingIsCheckedUntilASecretIsSet) {
  EXPECT_FALSE(parse(R"({"secret_id":"i","secret_key":"k","sign_key":""})").value().signature.is_on());
  EXPECT_TRUE(parse(R"({"secret_id":"i","secret_key":"k","sign_key":"s"})").value().signature.is_on());
  EXPECT_TRUE(
      parse(R"({"secret_id":"i","secret_key":"k","signing_secrets":["whsec_c2VjcmV0"]})").value().signature.is_on());
  EXPECT_TRUE(
      parse(R"({"secret_id":"i","secret_key":"k","signing_secrets":"whsec_c2VjcmV0"})").value().signature.is_on());
}

TEST_F(ConfFile, BrokenSecretIsRefusedAndNotShown) {
  for (const char* secret : {"c2VjcmV0", "whsec_", "whsec_%%%%", "whpk_c2hvcnQ=", "whsk_c2VjcmV0"}) {
    const auto parsed =
        parse(std::string(R"({"secret_id":"i","secret_key":"k","signing_secrets":[")") + secret + "\"]}");
    ASSERT_FALSE(parsed) << secret;
    EXPECT_EQ(parsed.error().message.find("c2VjcmV0"), std::string::npos);
    EXPECT_NE(parsed.error().message.find("signing_secrets"), std::string::npos);
  }
}

TEST_F(ConfFile, MissingKeysBrokenTextAndMissingFileAreErrors) {
  EXPECT_FALSE(parse(R"({"region":"ap-chongqing"})"));
  EXPECT_FALSE(parse("{"));
  EXPECT_FALSE(parse("[]"));
  EXPECT_FALSE(parse_conf_file("/nonexistent/config.json"));
}

}  // namespace
}  // namespace vod::receiver
