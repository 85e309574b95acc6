#include "client/upload.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "testing/api_stand_in.h"

namespace vod::client {
namespace {

using vod::testing::ApiStandIn;
using vod::testing::StandInAnswer;

constexpr const char* object_path = "/1a2b3c4dvodcq1500000001/5e6f7a8b5285890784273533167/name one.mp4";

class Upload : public ::testing::Test {
 protected:
  Upload() : api_(target(), clock_) {}
  ~Upload() override { std::filesystem::remove(path_); }

  Target target() const {
    return {server_.url(), {std::string(ApiStandIn::secret_id), std::string(ApiStandIn::secret_key), ""}, ""};
  }

  // Content that has no two equal parts.
  std::string write(std::size_t size_bytes) {
    std::string content(size_bytes, '\0');
    for (std::size_t i = 0; i < size_bytes; ++i) content[i] = static_cast<char>((i * 2'654'435'761U) >> 13U);
    std::ofstream(path_, std::ios::binary) << content;
    return content;
  }

  SystemClock clock_;
  ApiStandIn server_;
  ApiClient api_;
  std::string path_ = ::testing::TempDir() + "openvod-upload-" + std::to_string(::getpid()) + ".mp4";
};

TEST_F(Upload, SmallFileGoesInOnePut) {
  const std::string content = write(100'000);
  const auto answer = upload_file(api_, {path_, {}});
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_EQ(answer.value().file_id, "5285890784273533167");
  EXPECT_EQ(server_.objects()[object_path], content);
  EXPECT_EQ(server_.storage_requests(), std::vector<std::string>{"PUT "});
}

TEST_F(Upload, EmptyFileIsUploadedToo) {
  write(0);
  ASSERT_TRUE(upload_file(api_, {path_, {}}));
  EXPECT_EQ(server_.objects()[object_path], "");
}

TEST_F(Upload, LargeFileGoesInPartsAndArrivesWhole) {
  const std::string content = write(18'000'000);
  std::uint64_t last_bytes = 0;
  const auto answer =
      upload_file(api_, {path_, {}}, [&](std::uint64_t sent_bytes, std::uint64_t) { last_bytes = sent_bytes; });
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_EQ(server_.objects()[object_path], content);
  EXPECT_EQ(server_.storage_requests().size(), 5U);
  EXPECT_GT(last_bytes, 16U << 20U);
}

TEST_F(Upload, PartThatFailsOnTheWayIsSentAgain) {
  const std::string content = write(18'000'000);
  server_.disturb = [](int count, StandInAnswer& answer) {
    if (count == 2) answer = StandInAnswer{503};
    if (count == 4) answer.vanish = true;
  };
  const auto answer = upload_file(api_, {path_, {}});
  ASSERT_TRUE(answer) << answer.error().text();
  EXPECT_EQ(server_.objects()[object_path], content);
}

TEST_F(Upload, PartThatIsStoredOtherwiseIsAnErrorAndTheUploadIsAborted) {
  write(6'000'000);
  server_.disturb = [](int count, StandInAnswer& answer) {
    if (count == 1) answer.headers["ETag"] = "\"00000000000000000000000000000000\"";
  };
  const auto answer = upload_file(api_, {path_, {}});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, Failure::Kind::storage);
  EXPECT_EQ(server_.storage_requests().back(), "DELETE ?uploadId=u%201");
}

TEST_F(Upload, WholeObjectWithAnotherCrcIsAnError) {
  write(6'000'000);
  server_.disturb = [](int count, StandInAnswer& answer) {
    if (count == 2) answer.headers["x-cos-hash-crc64ecma"] = "1";
  };
  EXPECT_FALSE(upload_file(api_, {path_, {}}));
}

TEST_F(Upload, StorageErrorCarriesItsCodeAndMessage) {
  write(10);
  server_.disturb = [](int, StandInAnswer& answer) {
    answer.status = 403;
    answer.body = "<Error><Code>AccessDenied</Code><Message>Refused &amp; told.</Message></Error>";
  };
  const auto answer = upload_file(api_, {path_, {}});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "AccessDenied");
  EXPECT_EQ(answer.error().message, "Refused & told.");
}

TEST_F(Upload, NameAndTypeComeFromTheFileUnlessGiven) {
  write(10);
  ASSERT_TRUE(upload_file(api_, {path_, {{"MediaName", "harbour"}, {"SubAppId", 7}}}));
  const auto requests = server_.http().requests();
  const std::string& apply = requests.front().body;
  EXPECT_NE(apply.find(R"("MediaName":"harbour")"), std::string::npos) << apply;
  EXPECT_NE(apply.find(R"("MediaType":"mp4")"), std::string::npos) << apply;
  EXPECT_NE(requests.back().body.find(R"("SubAppId":7)"), std::string::npos);
}

TEST_F(Upload, MissingFileIsALocalFailure) {
  const auto answer = upload_file(api_, {"/nonexistent/clip.mp4", {}});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, Failure::Kind::local);
  EXPECT_TRUE(server_.http().requests().empty());
}

}  // namespace
}  // namespace vod::client
