#include "main/cli/connection.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace vod::cli {
namespace {

class FindTarget : public ::testing::Test {
 protected:
  FindTarget() { std::filesystem::create_directories(data_); }
  ~FindTarget() override { std::filesystem::remove_all(data_); }

  void write(const std::string& name, const std::string& text) { std::ofstream(data_ + "/" + name) << text; }
  ConnectionFlags flags() const { return {"", "", "", data_}; }

  std::string data_ = ::testing::TempDir() + "openvod-data-" + std::to_string(::getpid());
};

TEST_F(FindTarget, TakesWhatTheServerLeftInItsDataFolder) {
  write("endpoint", "http://127.0.0.1:40000\n");
  write("root-key.json", R"({"secret_id":"AKID1","secret_key":"k1"})");
  const auto target = find_target(flags(), {});
  ASSERT_TRUE(target) << target.error().text();
  EXPECT_EQ(target.value().endpoint, "http://127.0.0.1:40000");
  EXPECT_EQ(target.value().keys.secret_id, "AKID1");
  EXPECT_EQ(target.value().keys.secret_key, "k1");
}

TEST_F(FindTarget, EnvironmentWinsOverTheFolderAndFlagsOverBoth) {
  write("endpoint", "http://127.0.0.1:40000\n");
  write("root-key.json", R"({"secret_id":"AKID1","secret_key":"k1"})");
  const std::map<std::string, std::string> environment = {
      {"OPENVOD_ENDPOINT", "http://env"}, {"OPENVOD_SECRET_ID", "e"}, {"OPENVOD_SECRET_KEY", "ek"}};
  EXPECT_EQ(find_target(flags(), environment).value().endpoint, "http://env");
  EXPECT_EQ(find_target(flags(), environment).value().keys.secret_id, "e");
  ConnectionFlags given = flags();
  given.endpoint = "http://flag";
  EXPECT_EQ(find_target(given, environment).value().endpoint, "http://flag");
}

TEST_F(FindTarget, WithoutAnyKeySaysHowToGiveOne) {
  const auto target = find_target(flags(), {});
  ASSERT_FALSE(target);
  EXPECT_NE(target.error().message.find("OPENVOD_SECRET_ID"), std::string::npos);
  EXPECT_NE(target.error().message.find(data_), std::string::npos);
}

TEST_F(FindTarget, HalfAKeyAndABrokenKeyFileAreErrors) {
  ConnectionFlags given = flags();
  given.secret_id = "only";
  EXPECT_FALSE(find_target(given, {}));
  write("root-key.json", "{}");
  EXPECT_FALSE(find_target(flags(), {}));
}

}  // namespace
}  // namespace vod::cli
