#include "base/hash.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace vod {
namespace {

TEST(Hash, DigestsHaveTheirPublishedValues) {
  EXPECT_EQ(to_hex(md5("CallbackKey011700000600")), "f42996c9570557c93db0330f75a59aa9");
  EXPECT_EQ(to_hex(sha1("abc")), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(to_hex(sha256("{\"SubAppId\":1500000001}")),
            "4141dce86ef56e1977a5c49444e0192c00e9eb4ee2d78edc738a8e2bab02fbe8");
  EXPECT_EQ(to_hex(hmac_sha1(bytes_of("TmpSecretKey01"), "1700000000;1700000900")),
            "2af2aec2ef7f5504cc0036742a1998be5a358866");
  EXPECT_EQ(to_hex(hmac_sha256(bytes_of("TC3ExampleSecretKey0000000000000001"), "2023-11-14")),
            "4bd028046cf672ae1d691d4f274071c2370fd4afe9fb393705f74713b8e49abf");
}

TEST(Hash, Md5OfPiecesIsMd5OfTheWhole) {
  Md5 pieces;
  pieces.add(bytes_of("foo"));
  pieces.add(bytes_of("bar"));
  EXPECT_EQ(to_hex(pieces.finish()), to_hex(md5("foobar")));
}

TEST(Crc64, HasTheCheckValue) {
  EXPECT_EQ(crc64(bytes_of("123456789")), 11051210869376104954u);
  EXPECT_EQ(crc64({}), 0u);
}

TEST(Crc64, PiecesOfAnySizeGiveTheWhole) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += static_cast<char>(i * 31 + i / 7);
  const std::uint64_t whole = crc64(bytes_of(text));
  for (const std::size_t cut : {0u, 1u, 15u, 16u, 17u, 500u, 999u, 1000u}) {
    const auto first = bytes_of(text).first(cut);
    const auto second = bytes_of(text).subspan(cut);
    EXPECT_EQ(crc64(second, crc64(first)), whole) << cut;
    EXPECT_EQ(crc64_combine(crc64(first), crc64(second), second.size()), whole) << cut;
  }
}

TEST(Hash, ComparisonSeesLengthAndContent) {
  EXPECT_TRUE(equal_in_constant_time(bytes_of("abc"), bytes_of("abc")));
  EXPECT_FALSE(equal_in_constant_time(bytes_of("abc"), bytes_of("abd")));
  EXPECT_FALSE(equal_in_constant_time(bytes_of("abc"), bytes_of("ab")));
}

}  // namespace
}  // namespace vod
