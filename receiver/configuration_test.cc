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

TEST_F(ConfFile, MissingKeysBrokenTextAndMissingFileAreErrors) {
  EXPECT_FALSE(parse(R"({"region":"ap-chongqing"})"));
  EXPECT_FALSE(parse("{"));
  EXPECT_FALSE(parse("[]"));
  EXPECT_FALSE(parse_conf_file("/nonexistent/config.json"));
}

}  // namespace
}  // namespace vod::receiver
