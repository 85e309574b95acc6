#include "server/request_head.h"

#include <algorithm>

#include "base/text.h"

namespace vod {

void RequestHead::clear(std::size_t size_bytes) {
  text_.clear();
  text_.reserve(size_bytes);
  method_ = target_ = {};
  headers_.clear();
  content_length.reset();
  is_chunked = keeps_alive = is_http_1_1 = overflowed = false;
}

void RequestHead::begin(std::string_view method, std::string_view target) {
  method_ = keep(method);
  // Absolute form, as clients send it to a proxy: the path is what counts, the authority stands in Host, too.
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const std::size_t end = target.find_first_of("/?", scheme.size());
    target_ = end == std::string_view::npos ? std::string_view("/") : keep(target.substr(end));
    return;
  }
  target_ = keep(target);
}

void RequestHead::add(std::string_view name, std::string_view value) { headers_.push_back({keep(name), keep(value)}); }

std::string_view RequestHead::header(std::string_view name) const {
  for (const wire::HeaderView& header : headers_) {
    if (equal_ignoring_case(header.name, name)) return header.value;
  }
  return {};
}

std::size_t RequestHead::count(std::string_view name) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      headers_, [&](const wire::HeaderView& header) { return equal_ignoring_case(header.name, name); }));
}

std::string_view RequestHead::keep(std::string_view text) {
  if (text_.size() + text.size() > text_.capacity()) {  // A reallocation would move what the views show.
    overflowed = true;
    return {};
  }
  const std::size_t at = text_.size();
  text_.append(text);
  return std::string_view(text_).substr(at);
}

}  // namespace vod
