#include "server/downloads.h"

#include <gtest/gtest.h>

#include "server/downloads_types.h"

namespace vod {
namespace {

std::string chosen(std::string_view header, std::uint64_t object_bytes = 100) {
  const RangeChoice choice = choose_range(header, object_bytes);
  switch (choice.kind) {
    case RangeChoice::Kind::whole:
      return "whole";
    case RangeChoice::Kind::unsatisfiable:
      return "none";
    case RangeChoice::Kind::part:
      return std::to_string(choice.range.offset) + "+" + std::to_string(choice.range.size_bytes);
  }
  return {};
}

TEST(Range, GivesTheBytesAskedFor) {
  EXPECT_EQ(chosen("bytes=0-0"), "0+1");
  EXPECT_EQ(chosen("bytes=0-"), "0+100");
  EXPECT_EQ(chosen("bytes=10-19"), "10+10");
  EXPECT_EQ(chosen("bytes=99-"), "99+1");
  EXPECT_EQ(chosen("Bytes= 10 - 19 "), "10+10");
}

TEST(Range, EndsWithTheObject) {
  EXPECT_EQ(chosen("bytes=90-200"), "90+10");
  EXPECT_EQ(chosen("bytes=0-18446744073709551615"), "0+100");
  EXPECT_EQ(chosen("bytes=0-99999999999999999999999"), "0+100");
}

TEST(Range, ASuffixCountsFromTheEnd) {
  EXPECT_EQ(chosen("bytes=-1"), "99+1");
  EXPECT_EQ(chosen("bytes=-100"), "0+100");
  EXPECT_EQ(chosen("bytes=-500"), "0+100");
}

TEST(Range, OutsideTheObjectThereIsNothing) {
  EXPECT_EQ(chosen("bytes=100-"), "none");
  EXPECT_EQ(chosen("bytes=100-200"), "none");
  EXPECT_EQ(chosen("bytes=99999999999999999999999-"), "none");
  EXPECT_EQ(chosen("bytes=-0"), "none");
  EXPECT_EQ(chosen("bytes=0-", 0), "none");
  EXPECT_EQ(chosen("bytes=-5", 0), "none");
}

TEST(Range, WhatIsMalformedOrOfSeveralPiecesGivesTheWhole) {
  for (const char* header : {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-4", "bytes=+1-2", "bytes=1-2x",
                             "items=0-1", "bytes=0-1,5-6", "bytes=1--2", "0-1", "bytes=0x1-2"}) {
    EXPECT_EQ(chosen(header), "whole") << header;
  }
}

TEST(DownloadType, MediaIsShownAndAllElseIsSaved) {
  EXPECT_EQ(download_type_of("/a/f0.mp4").content_type, "video/mp4");
  EXPECT_EQ(download_type_of("/a/F0.MP4").content_type, "video/mp4");
  EXPECT_EQ(download_type_of("/a/list.m3u8").content_type, "application/vnd.apple.mpegurl");
  EXPECT_FALSE(download_type_of("/a/x.jpg").is_attachment);
  for (const char* path :
       {"/a/x.html", "/a/x.svg", "/a/x.js", "/a/x.xml", "/a/x.pdf", "/a/x", "/a.mp4/x", "/a/x.dat"}) {
    EXPECT_TRUE(download_type_of(path).is_attachment) << path;
    EXPECT_EQ(download_type_of(path).content_type, "application/octet-stream") << path;
  }
}

}  // namespace
}  // namespace vod
