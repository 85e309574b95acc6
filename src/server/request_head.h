#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wire/signed_request.h"

namespace vod {

/// The head of one HTTP request, copied out of the network's buffer. Made for use again and again: after the first
/// requests of a connection nothing is allocated. The views live until clear().
class RequestHead {
 public:
  /// Empties the head and makes room for `size_bytes` of text, the most that one head may bring.
  void clear(std::size_t size_bytes);
  void begin(std::string_view method, std::string_view target);
  void add(std::string_view name, std::string_view value);

  std::string_view method() const { return method_; }
  /// Path and query as sent; of a target in absolute form what follows the authority.
  std::string_view target() const { return target_; }
  std::string_view path() const { return target_.substr(0, target_.find('?')); }
  const std::vector<wire::HeaderView>& headers() const { return headers_; }
  /// The first header of that name, in any case; "" when there is none.
  std::string_view header(std::string_view name) const;
  std::size_t count(std::string_view name) const;

  /// What the framing says; set by the parser.
  std::optional<std::uint64_t> content_length;
  bool is_chunked = false;
  bool keeps_alive = false;
  bool is_http_1_1 = false;
  /// More text came than there was room for.
  bool overflowed = false;

 private:
  std::string_view keep(std::string_view text);

  std::string text_;
  std::string_view method_;
  std::string_view target_;
  std::vector<wire::HeaderView> headers_;
};

}  // namespace vod
