#include "server/request_parser.h"

#include <gtest/gtest.h>

#include <string>

namespace vod {
namespace {

struct Read {
  ParseStep last = ParseStep::need_more;
  std::string body;
  std::string rest;
};

// Feeds a text in pieces of a size, as a network might.
Read read(std::string_view text, RequestHead& head, std::size_t piece_bytes = 1'000'000) {
  RequestParser parser({.head_bytes_max = 4'096, .headers_max = 16});
  parser.begin(head);
  Read read;
  std::string waiting;
  while (true) {
    const Parsed parsed = parser.advance(waiting);
    read.body += parsed.piece;
    read.last = parsed.step;
    waiting.erase(0, parsed.consumed_bytes);
    if (parsed.step == ParseStep::bad || parsed.step == ParseStep::head_large || parsed.step == ParseStep::end) break;
    if (parsed.step != ParseStep::need_more) continue;
    if (text.empty()) break;
    waiting += text.substr(0, piece_bytes);
    text.remove_prefix(std::min(piece_bytes, text.size()));
  }
  read.rest = waiting + std::string(text);
  return read;
}

ParseStep last_step(std::string_view text) {
  RequestHead head;
  return read(text, head).last;
}

TEST(RequestParser, PiecesOfAnySizeGiveTheSameRequest) {
  constexpr std::string_view text =
      "POST /?a=1 HTTP/1.1\r\nHost: h:1\r\nX-Empty:\r\nContent-Length: 5\r\n\r\nhelloGET / HTTP/1.1\r\n";
  for (const std::size_t piece_bytes : {1, 2, 3, 7, 20, 30, 60, 1'000}) {
    RequestHead head;
    const Read got = read(text, head, piece_bytes);
    EXPECT_EQ(got.last, ParseStep::end);
    EXPECT_EQ(got.body, "hello");
    EXPECT_EQ(head.method(), "POST");
    EXPECT_EQ(head.target(), "/?a=1");
    EXPECT_EQ(head.path(), "/");
    EXPECT_EQ(head.header("host"), "h:1");
    EXPECT_EQ(head.headers().size(), 3U);
    EXPECT_EQ(got.rest, "GET / HTTP/1.1\r\n");
  }
}

TEST(RequestParser, ChunkedBodyIsJoinedAndItsTrailersAreNoHeaders) {
  RequestHead head;
  const Read got = read(
      "PUT /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5;e=1\r\nhello\r\n1\r\n!\r\n0\r\n"
      "Authorization: evil\r\n\r\nnext",
      head, 4);
  EXPECT_EQ(got.last, ParseStep::end);
  EXPECT_EQ(got.body, "hello!");
  EXPECT_EQ(head.header("Authorization"), "");
  EXPECT_EQ(got.rest, "next");
}

TEST(RequestParser, FramingThatTwoReadersCouldReadDifferentlyIsBad) {
  EXPECT_EQ(last_step("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"),
            ParseStep::bad);
  EXPECT_EQ(last_step("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n"),
            ParseStep::bad);
  EXPECT_EQ(last_step("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n"), ParseStep::bad);
  EXPECT_EQ(last_step("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -3\r\n\r\n"), ParseStep::bad);
  EXPECT_EQ(last_step("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"), ParseStep::bad);
  EXPECT_EQ(last_step("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n"), ParseStep::bad);
  EXPECT_EQ(last_step("POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"), ParseStep::bad);
  EXPECT_EQ(last_step("POST / HTTP/1.1\r\nHost: h\r\nContent-Length : 3\r\n\r\n"), ParseStep::bad);
}

TEST(RequestParser, ExactlyOneHostIsWanted) {
  EXPECT_EQ(last_step("GET / HTTP/1.1\r\n\r\n"), ParseStep::bad);
  EXPECT_EQ(last_step("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"), ParseStep::bad);
  EXPECT_EQ(last_step("GET / HTTP/1.0\r\n\r\n"), ParseStep::end);
}

TEST(RequestParser, LargeHeadsAreRefused) {
  EXPECT_EQ(last_step("GET / HTTP/1.1\r\nHost: h\r\nA: " + std::string(5'000, 'a') + "\r\n\r\n"),
            ParseStep::head_large);
  EXPECT_EQ(last_step("GET /" + std::string(5'000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n"), ParseStep::head_large);
  std::string many = "GET / HTTP/1.1\r\nHost: h\r\n";
  for (int i = 0; i < 20; ++i) many += "A: b\r\n";
  EXPECT_EQ(last_step(many + "\r\n"), ParseStep::head_large);
}

TEST(RequestParser, AbsoluteTargetsLoseTheirAuthority) {
  RequestHead head;
  read("GET http://vod.example.com/?a=1 HTTP/1.1\r\nHost: vod.example.com\r\n\r\n", head);
  EXPECT_EQ(head.target(), "/?a=1");
  read("GET http://vod.example.com HTTP/1.1\r\nHost: vod.example.com\r\n\r\n", head);
  EXPECT_EQ(head.target(), "/");
}

}  // namespace
}  // namespace vod
