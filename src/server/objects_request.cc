#include "server/objects_request.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

// `<bucket>.cos.<region>.<anything>`
std::string bucket_of_host(std::string_view host) {
  const auto first_dot = host.find('.');
  if (first_dot == std::string_view::npos || !lower(host.substr(first_dot)).starts_with(".cos.")) return {};
  return std::string(host.substr(0, first_dot));
}

Done check_path(const std::string& path) {
  const auto refused = [](std::string_view why) {
    return error(ErrorCode::object_invalid_argument, {}, fmt::format("The object's key {}.", why));
  };
  if (!path.starts_with('/')) return refused("must follow a slash");
  if (path.size() > limits::object_key_bytes_max + 1) {
    return refused(fmt::format("is longer than {} bytes", limits::object_key_bytes_max));
  }
  if (!is_utf8(path)) return refused("is not UTF-8");
  if (std::ranges::any_of(path, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; })) {
    return refused("contains a control character");
  }
  for (const std::string_view segment : split(path, '/')) {
    if (segment == "." || segment == "..") return refused("contains the segment `.` or `..`");
  }
  return done();
}

}  // namespace

std::string_view ObjectRequest::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (equal_ignoring_case(key, name)) return value;
  }
  return {};
}

bool ObjectRequest::has_header(std::string_view name) const {
  return std::ranges::any_of(headers, [&](const auto& header) { return equal_ignoring_case(header.first, name); });
}

std::optional<std::string_view> ObjectCall::param(std::string_view name) const {
  for (const auto& [key, value] : signed_part.params) {
    if (equal_ignoring_case(key, name)) return value;
  }
  return {};
}

Result<std::int64_t> ObjectCall::number(std::string_view name, std::int64_t otherwise) const {
  const auto text = param(name);
  if (!text || text->empty()) return otherwise;
  const auto value = parse_number<std::int64_t>(*text);
  if (!value)
    return error(ErrorCode::object_invalid_argument, {}, fmt::format("{}: \"{}\" is no number.", name, *text));
  return *value;
}

Result<ObjectCall> take_apart(const ObjectRequest& request) {
  ObjectCall call{request, wire::q_request(request.method, request.target, request.headers),
                  bucket_of_host(request.header("Host"))};
  VOD_TRY(check_path(call.path()));
  return call;
}

}  // namespace vod
