#include "pipeline/intake/download.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>

#include "backends/outbound/curl_outbound.h"
#include "base/hash.h"
#include "base/text.h"
#include "model/limits.h"
#include "pipeline/test_pipeline.h"
#include "testing/raw_peer.h"

namespace vod {
namespace {

using vod::testing::RawConnection;
using vod::testing::RawPeer;

/// Downloads over the guarded client, from a peer that may say anything.
class Downloads : public PipelineTest {
 protected:
  void SetUp() override {
    PipelineTest::SetUp();
    CurlOutboundOptions options;
    options.callback = AddressRules::parse("callback.allow", {}, false).value();
    options.pull = AddressRules::parse("pull.allow", {"127.0.0.0/8"}, false).value();
    client_ = std::make_unique<CurlOutbound>(std::move(options));
    net_.reset(new Workshop{.database = *database_,
                            .blobs = *blobs_,
                            .processes = processes(),
                            .outbound = *client_,
                            .bells = bells_,
                            .clock = clock_,
                            .random = random_,
                            .log = *log_,
                            .progress = progress_,
                            .url = {"http://media.test"},
                            .plan = {},
                            .pull_bytes_max = 1 << 20});
  }
  void TearDown() override {
    net_.reset();
    client_.reset();
    PipelineTest::TearDown();
  }

  Result<Downloaded> fetch(const std::string& url, std::uint64_t bytes_max = 1 << 20) {
    DownloadWish wish;
    wish.url = url;
    wish.bytes_max = bytes_max;
    wish.bytes_max_name = "pull.max_bytes";
    wish.deadline_ms = clock_.monotonic_ms() + 60'000;
    wish.progress = [&](std::uint64_t come, std::uint64_t all) {
      come_ = come;
      all_ = all;
    };
    return download(*net_, wish, {});
  }
  std::size_t blobs_left() { return blobs_->list("", 10).value().size(); }

  std::unique_ptr<Outbound> client_;
  std::unique_ptr<Workshop> net_;
  std::atomic<std::uint64_t> come_ = 0;
  std::atomic<std::uint64_t> all_ = 0;
};

std::string some_bytes() {
  std::string bytes(300'000, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 31 % 251);
  return bytes;
}

TEST_F(Downloads, GoOnWhereTheConnectionBroke) {
  const std::string bytes = some_bytes();
  std::atomic<int> asked = 0;
  std::string second_head;
  const RawPeer peer([&](RawConnection& connection) {
    const auto head = connection.read_head();
    if (++asked == 1) {
      connection.send(fmt::format("HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: {}\r\n\r\n", bytes.size()));
      connection.send(std::string_view(bytes).substr(0, 100'000));
      return;
    }
    second_head = head;
    connection.send(
        fmt::format("HTTP/1.1 206 Partial Content\r\nETag: \"v1\"\r\nContent-Length: {}\r\n"
                    "Content-Range: bytes 100000-{}/{}\r\n\r\n",
                    bytes.size() - 100'000, bytes.size() - 1, bytes.size()));
    connection.send(std::string_view(bytes).substr(100'000));
  });
  const auto downloaded = fetch(peer.url());
  ASSERT_TRUE(downloaded) << message_of(downloaded.error());
  EXPECT_EQ(downloaded.value().size_bytes, bytes.size());
  EXPECT_EQ(downloaded.value().md5, to_hex(md5(bytes)));
  EXPECT_EQ(downloaded.value().crc64, crc64(bytes_of(bytes)));
  EXPECT_NE(second_head.find("Range: bytes=100000-"), std::string::npos) << second_head;
  EXPECT_NE(second_head.find("If-Range: \"v1\""), std::string::npos) << second_head;
  EXPECT_EQ(come_, bytes.size());
  EXPECT_EQ(all_, bytes.size());
}

TEST_F(Downloads, BeginAgainWhenTheFileChangedMeanwhile) {
  const std::string bytes = some_bytes();
  std::atomic<int> asked = 0;
  const RawPeer peer([&](RawConnection& connection) {
    connection.read_head();
    const bool first = ++asked == 1;
    connection.send(
        fmt::format("HTTP/1.1 200 OK\r\nETag: \"v{}\"\r\nContent-Length: {}\r\n\r\n", asked.load(), bytes.size()));
    connection.send(first ? std::string(5'000, 'x') : bytes);
  });
  const auto downloaded = fetch(peer.url());
  ASSERT_TRUE(downloaded) << message_of(downloaded.error());
  EXPECT_EQ(downloaded.value().md5, to_hex(md5(bytes)));
}

TEST_F(Downloads, AnotherPartThanWasAskedForIsNotTaken) {
  const std::string bytes = some_bytes();
  std::atomic<int> asked = 0;
  const RawPeer peer([&](RawConnection& connection) {
    connection.read_head();
    if (++asked == 2) {
      connection.send("HTTP/1.1 206 Partial Content\r\nContent-Length: 10\r\nContent-Range: bytes 0-9/10\r\n\r\n");
      connection.send("0123456789");
      return;
    }
    connection.send(fmt::format("HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: {}\r\n\r\n", bytes.size()));
    connection.send(std::string_view(bytes).substr(0, asked == 1 ? 5'000 : bytes.size()));
  });
  const auto downloaded = fetch(peer.url());
  ASSERT_TRUE(downloaded) << message_of(downloaded.error());
  EXPECT_EQ(downloaded.value().md5, to_hex(md5(bytes)));
  EXPECT_EQ(asked, 3);
}

TEST_F(Downloads, ALyingContentLengthEndsInAnError) {
  const RawPeer peer([&](RawConnection& connection) {
    connection.read_head();
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort");
  });
  const auto downloaded = fetch(peer.url());
  ASSERT_FALSE(downloaded);
  EXPECT_EQ(downloaded.error().code, ErrorCode::source_download);
  EXPECT_EQ(peer.connections(), limits::pull_attempts_max);
  EXPECT_EQ(blobs_left(), 0U);
}

TEST_F(Downloads, TooManyBytesEndInAnErrorThatNamesTheSetting) {
  const RawPeer peer([&](RawConnection& connection) {
    connection.read_head();
    connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(5'000, 'x'));
  });
  const auto downloaded = fetch(peer.url(), 1'000);
  ASSERT_FALSE(downloaded);
  EXPECT_NE(downloaded.error().detail.find("pull.max_bytes (1000 bytes)"), std::string::npos)
      << downloaded.error().detail;
  EXPECT_EQ(peer.connections(), 1);
}

TEST_F(Downloads, AnEmptyFileIsAFile) {
  const RawPeer peer([&](RawConnection& connection) {
    connection.read_head();
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  });
  const auto downloaded = fetch(peer.url());
  ASSERT_TRUE(downloaded) << message_of(downloaded.error());
  EXPECT_EQ(downloaded.value().size_bytes, 0U);
}

}  // namespace
}  // namespace vod
