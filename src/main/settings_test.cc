#include "main/settings.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "model/errors.h"

namespace vod {
namespace {

class SettingsFile : public testing::Test {
 protected:
  std::string write(const std::string& text) {
    path_ = testing::TempDir() + "openvod-settings-" + std::to_string(::getpid()) + ".toml";
    std::ofstream(path_) << text;
    return path_;
  }
  ~SettingsFile() override { std::filesystem::remove(path_); }

  std::string path_;
};

TEST_F(SettingsFile, LaterSourcesWin) {
  SettingSources sources;
  sources.file = write("listen = \"127.0.0.1:1\"\n[tasks]\nrunning_max = 3\n[callback]\nallow = [\"10.0.0.0/8\"]\n");
  sources.environment = {{"OPENVOD_LISTEN", "127.0.0.1:2"}, {"OPENVOD_TASKS_RUNNING_MAX", "4"}};
  sources.flags = {{"listen", "127.0.0.1:3"}};
  const auto settings = load_settings(sources);
  ASSERT_TRUE(settings) << message_of(settings.error());
  EXPECT_EQ(settings.value().listen, "127.0.0.1:3");
  EXPECT_EQ(settings.value().tasks_running_max, 4);
  EXPECT_EQ(settings.value().callback_allow, std::vector<std::string>{"10.0.0.0/8"});
}

TEST_F(SettingsFile, UnknownKeyNamesFileLineAndNeighbour) {
  SettingSources sources;
  sources.file = write("[pull]\nmaxbytes = 5\n");
  const auto settings = load_settings(sources);
  ASSERT_FALSE(settings);
  EXPECT_EQ(message_of(settings.error()), path_ +
                                              ":2: there is no setting `pull.maxbytes`; is `pull.max_bytes` meant? "
                                              "(openvod describe settings lists them)");
}

TEST_F(SettingsFile, ValueOfTheWrongTypeIsRefused) {
  SettingSources sources;
  sources.file = write("dev = \"perhaps\"\n");
  const auto settings = load_settings(sources);
  ASSERT_FALSE(settings);
  EXPECT_EQ(message_of(settings.error()), path_ + ":1: dev is `perhaps`, and must be true or false.");
}

TEST_F(SettingsFile, BrokenSyntaxNamesTheLine) {
  SettingSources sources;
  sources.file = write("dev = true\nlisten = \n");
  const auto settings = load_settings(sources);
  ASSERT_FALSE(settings);
  EXPECT_NE(message_of(settings.error()).find(path_ + ":2: "), std::string::npos) << message_of(settings.error());
}

TEST_F(SettingsFile, SecretsInTheFileAreRefused) {
  SettingSources sources;
  sources.file = write("secret_key = \"x\"\n");
  EXPECT_FALSE(load_settings(sources));
}

TEST(Settings, MissingFileIsAnError) {
  SettingSources sources;
  sources.file = "/nonexistent/openvod.toml";
  EXPECT_FALSE(load_settings(sources));
}

TEST(Settings, BadFlagNamesTheFlag) {
  SettingSources sources;
  sources.flags = {{"io_threads", "many"}};
  const auto settings = load_settings(sources);
  ASSERT_FALSE(settings);
  EXPECT_EQ(message_of(settings.error()),
            "Flag --io-threads: io_threads is `many`, and must be a whole number from 0 to 256 (threads).");
}

TEST(Settings, SettingsThatNeedEachOtherAreCheckedTogether) {
  Settings settings;
  EXPECT_TRUE(check_settings(settings));
  settings.tls_listen = "127.0.0.1:443";
  EXPECT_FALSE(check_settings(settings));
  settings = {};
  settings.secret_id = "AKID";
  EXPECT_FALSE(check_settings(settings));
  settings = {};
  settings.public_url = "example.com";
  EXPECT_FALSE(check_settings(settings));
}

TEST(Settings, ListenAddressesNeedHostAndPort) {
  const auto v6 = parse_listen_address("listen", "[::1]:80");
  ASSERT_TRUE(v6);
  EXPECT_EQ(v6.value().host, "::1");
  EXPECT_EQ(v6.value().port, 80);
  for (const char* bad : {"", "9266", ":9266", "127.0.0.1:", "127.0.0.1:65536", "::1:80", "host:-1"}) {
    EXPECT_FALSE(parse_listen_address("listen", bad)) << bad;
  }
}

}  // namespace
}  // namespace vod
