#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/route.h"

namespace vod {

/// What stands under reserved paths.
struct Page {
  unsigned status = 200;
  std::string content_type;
  std::string body;
};

/// The pages under `/-/`, and the one for everything that is not served. Thread-safe; may block, so it is called on
/// handler threads.
class Pages {
 public:
  struct Parts {
    /// Nothing when all is well; else a sentence.
    std::function<std::string()> why_unhealthy;
    std::function<std::string()> why_not_ready;
    /// The level of the sandbox: "full", "reduced" or "none"; may be left out.
    std::function<std::string()> sandbox = {};
    /// Each gives a piece in Prometheus' text format.
    std::vector<std::function<std::string()>> metrics;
  };
  explicit Pages(Parts parts) : parts_(std::move(parts)) {}

  /// `accept` is the request's Accept header: the coverage page is HTML for browsers and JSON for programs.
  Page make(Route route, std::string_view accept) const;

 private:
  Parts parts_;
};

}  // namespace vod
