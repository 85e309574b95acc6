#pragma once

#include <span>
#include <string_view>

#include "base/text.h"
#include "wire/signed_request.h"

namespace vod {

/// An HTTP request to the API, borrowed from whoever read it.
struct ApiRequest {
  std::string_view method;  // Upper case, as sent.
  std::string_view target;  // As sent: `/` or `/?query`.
  std::span<const wire::HeaderView> headers;
  std::string_view body;
  std::string_view peer;  // The client's address, for the log.

  /// The first header of that name, in any case; "" when there is none.
  std::string_view header(std::string_view name) const {
    for (const wire::HeaderView& header : headers) {
      if (equal_ignoring_case(header.name, name)) return header.value;
    }
    return {};
  }
  /// What stands behind the `?`, undecoded.
  std::string_view query() const {
    const std::size_t mark = target.find('?');
    return mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
  }
};

}  // namespace vod
