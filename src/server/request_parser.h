#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "server/request_head.h"

namespace vod {

/// What came of looking at more bytes.
enum class ParseStep {
  need_more,   // The bytes do not make up a whole element yet: keep what was not consumed, and add to it.
  head,        // The head is whole.
  body,        // `piece` is the next piece of the body.
  end,         // The request is over; the next bytes are the next request's.
  bad,         // This is not HTTP, or HTTP that is not safe to read: answer 400 and close.
  head_large,  // The head passes its limit.
};

struct Parsed {
  ParseStep step = ParseStep::need_more;
  std::size_t consumed_bytes = 0;
  std::string_view piece{};  // Borrowed from the bytes given.
};

/// Reads requests out of bytes, one after the other. Strict where two readers could disagree on where a request ends:
/// both Transfer-Encoding and Content-Length, several lengths, codings but `chunked`, several Hosts or none are bad.
class RequestParser {
 public:
  struct Limits {
    std::size_t head_bytes_max;
    std::size_t headers_max;
  };
  explicit RequestParser(Limits limits);
  ~RequestParser();

  /// Starts over for the next request, which goes into `head`; it outlives the request.
  void begin(RequestHead& head);
  /// Looks at bytes that were not consumed yet.
  Parsed advance(std::string_view bytes);

 private:
  class Beast;
  Limits limits_;
  RequestHead* head_ = nullptr;
  std::size_t searched_bytes_ = 0;  // Of the head's bytes, in vain for its end.
  std::unique_ptr<Beast> beast_;
};

}  // namespace vod
