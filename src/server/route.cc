#include "server/route.h"

#include <algorithm>

#include "base/text.h"

namespace vod {
namespace {

bool is_host_of_object_storage(std::string_view host) {
  host = host.substr(0, host.find(':'));
  const std::size_t first_dot = host.find('.');
  if (first_dot == 0 || first_dot == std::string_view::npos) return false;
  constexpr std::string_view label = "cos.";
  host.remove_prefix(first_dot + 1);
  if (host.size() <= label.size() || !equal_ignoring_case(host.substr(0, label.size()), label)) return false;
  const std::size_t region_end = host.find('.', label.size());
  return region_end != std::string_view::npos && region_end > label.size() && region_end + 1 < host.size();
}

bool is_object_path(std::string_view path) {
  constexpr std::size_t hex_digits = 8;
  if (!path.starts_with('/')) return false;
  path.remove_prefix(1);
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return path.size() > hex_digits && std::ranges::all_of(path.substr(0, hex_digits), is_hex) &&
         path.substr(hex_digits).starts_with("vod");
}

// Listing uploads goes to the bucket, whose path is the API's, too: the signature tells them apart.
bool lists_uploads(const RequestHead& head) {
  const std::string_view target = head.target();
  if (!target.starts_with("/?")) return false;
  const auto parameters = split(target.substr(2), '&');
  const bool lists = std::ranges::any_of(parameters, [](std::string_view parameter) {
    return parameter == "uploads" || parameter.starts_with("uploads=");
  });
  return lists && (head.header("Authorization").starts_with("q-sign-algorithm=") ||
                   target.find("q-sign-algorithm=") != std::string_view::npos);
}

}  // namespace

std::string_view name_of(Route route) {
  switch (route) {
    case Route::object_storage:
      return "object_storage";
    case Route::health:
      return "health";
    case Route::ready:
      return "ready";
    case Route::metrics:
      return "metrics";
    case Route::coverage:
      return "coverage";
    case Route::stream_key:
      return "stream_key";
    case Route::console:
      return "console";
    case Route::unknown:
      return "unknown";
    case Route::object:
      return "object";
    case Route::api:
      return "api";
  }
  return "unknown";
}

Route route_of(const RequestHead& head) {
  const std::string_view path = head.path();
  if (is_host_of_object_storage(head.header("Host"))) return Route::object_storage;
  if (path == "/-/health") return Route::health;
  if (path == "/-/ready") return Route::ready;
  if (path == "/-/metrics") return Route::metrics;
  if (path == "/-/coverage") return Route::coverage;
  if (path.starts_with("/-/keys/")) return Route::stream_key;
  if (path == "/console" || path.starts_with("/console/")) return Route::console;
  if (path.starts_with("/-/") || path.starts_with("/v3/")) return Route::unknown;
  if (is_object_path(path) || lists_uploads(head)) return Route::object;
  if (path == "/") return Route::api;
  return Route::unknown;
}

}  // namespace vod
