#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "server/console_file.h"

namespace vod {

/// What of a request decides its answer. The views outlive the call.
struct ConsoleRequest {
  std::string_view method;
  std::string_view path;  // "/console" or what begins with "/console/".
  std::string_view accept_encoding;
  std::string_view if_none_match;
};

struct ConsoleAnswer {
  unsigned status = 200;
  std::string_view content_type;  // "" where there is no body.
  std::string headers;            // Whole lines.
  std::string made;               // A body of this answer's own; else
  std::string_view packed;        // one that the program holds.

  std::string_view body() const { return made.empty() ? packed : std::string_view(made); }
};

/// The web console below /console/: the files of a bundle, and its page for each address that is no file, since the
/// page finds its way by itself. User content shares the origin, so the page runs only scripts that carry the nonce of
/// its own answer; where the bundle's index.html says `__CSP_NONCE__`, a fresh one is put. Thread-safe; may block for
/// as long as `public_url` does.
class Console {
 public:
  struct Parts {
    /// Outlives the console; none: a build without one.
    std::span<const ConsoleFile> files;
    /// What media URLs begin with.
    std::function<std::string()> public_url;
    Random& random;
  };
  explicit Console(Parts parts);

  ConsoleAnswer answer(const ConsoleRequest& request) const;

 private:
  ConsoleAnswer page() const;
  ConsoleAnswer file_answer(const ConsoleFile& file, const ConsoleRequest& request) const;

  Parts parts_;
  std::vector<std::string> page_pieces_;  // Of index.html, cut where a nonce goes.
};

/// The policy of the console's page: its scripts and style elements are those with the nonce, and media may come from
/// this origin and that of `public_url`. Files have one without a nonce: a script may run in a worker of its own.
std::string console_policy(std::string_view nonce, std::string_view public_url);

}  // namespace vod
