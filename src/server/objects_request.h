#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "server/object_service.h"
#include "wire/q_signature.h"

namespace vod {

/// An object storage request, taken apart.
struct ObjectCall {
  const ObjectRequest& request;
  wire::QRequest signed_part;  // Decoded path, parameters, headers.
  std::string bucket;          // Of the Host; "" where the path alone names the object.

  const std::string& path() const { return signed_part.path; }
  /// The object's key: the path without its slash.
  std::string_view key() const { return std::string_view(path()).substr(path().empty() ? 0 : 1); }
  /// The value of a query parameter; nothing when it is absent (`?uploads` and `?uploads=` are both "").
  std::optional<std::string_view> param(std::string_view name) const;
  /// A number in a query parameter, `otherwise` when it is absent or empty; object_invalid_argument when it is none.
  Result<std::int64_t> number(std::string_view name, std::int64_t otherwise) const;
};

/// object_invalid_argument for a path that no object can have: control characters, not UTF-8, too long, `.` or `..`.
Result<ObjectCall> take_apart(const ObjectRequest& request);

}  // namespace vod
