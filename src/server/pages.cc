#include "server/pages.h"

#include "server/coverage.h"
#include "wire/json_writer.h"

namespace vod {
namespace {

constexpr std::string_view json_type = "application/json";

Page state_page(const std::string& why_not, const std::string& sandbox) {
  wire::JsonWriter json;
  json.begin_object();
  json.key("ok");
  json.boolean(why_not.empty());
  if (!why_not.empty()) {
    json.key("why");
    json.string(why_not);
  }
  if (!sandbox.empty()) {
    json.key("sandbox");
    json.string(sandbox);
  }
  json.end_object();
  return {.status = why_not.empty() ? 200U : 503U, .content_type = std::string(json_type), .body = json.take() + "\n"};
}

Page unknown_page() {
  wire::JsonWriter json;
  json.begin_object();
  json.key("error");
  json.string("Nothing is served here.");
  json.key("served");
  json.begin_array();
  for (const std::string_view what :
       {"POST / and GET / (the API, signed)", "/-/health", "/-/ready", "/-/metrics", "/-/coverage",
        "/-/keys/... (of encrypted streams)", "/<8 hex>vod.../<file> (objects)", "/console/"}) {
    json.string(what);
  }
  json.end_array();
  json.end_object();
  return {.status = 404, .content_type = std::string(json_type), .body = json.take() + "\n"};
}

}  // namespace

Page Pages::make(Route route, std::string_view accept) const {
  switch (route) {
    case Route::health:
      return state_page(parts_.why_unhealthy(), parts_.sandbox ? parts_.sandbox() : std::string());
    case Route::ready:
      return state_page(parts_.why_not_ready(), {});
    case Route::metrics: {
      Page page{.status = 200, .content_type = "text/plain; version=0.0.4; charset=utf-8", .body = {}};
      for (const auto& metrics : parts_.metrics) page.body += metrics();
      return page;
    }
    case Route::coverage: {
      const bool is_browser = accept.find("text/html") != std::string_view::npos;
      return {.status = 200,
              .content_type = is_browser ? "text/html; charset=utf-8" : std::string(json_type),
              .body = is_browser ? coverage_html() : coverage_json()};
    }
    default:
      return unknown_page();
  }
}

}  // namespace vod
