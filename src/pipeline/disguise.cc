#include "pipeline/disguise.h"

#include <array>

#include "base/text.h"
#include "model/errors.h"

namespace vod {
namespace {

struct Disguise {
  std::string_view beginning;
  std::string_view name;
};

constexpr auto playlists = std::to_array<Disguise>({
    {"#extm3u", "an HLS playlist"},
    {"ffconcat", "an ffconcat script"},
    {"file '", "a concat script"},
    {"v=0", "a session description (SDP)"},
    {"[playlist]", "a playlist (PLS)"},
    {"[reference]", "an ASF reference"},
    {"rtsptext", "a QuickTime reference"},
    {"<asx", "an ASX playlist"},
    {"<smil", "a SMIL presentation"},
    {"<mpd", "a DASH manifest"},
    {"<smoothstreamingmedia", "a Smooth Streaming manifest"},
    {"<playlist", "an XSPF playlist"},
});

// An XML file is told by its root, which stands after the declaration and comments.
std::string_view without_xml_head(std::string_view text) {
  while (text.starts_with("<?") || text.starts_with("<!")) {
    const auto end = text.find('>');
    if (end == std::string_view::npos) return {};
    text = trim(text.substr(end + 1));
  }
  return text;
}

}  // namespace

Done check_first_bytes(std::string_view beginning) {
  if (beginning.empty()) return error(ErrorCode::source_empty);
  if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
  const std::string small = lower(trim(beginning));
  const std::string_view root = without_xml_head(small);
  for (const auto& row : playlists) {
    if (root.starts_with(row.beginning)) {
      return error(ErrorCode::source_playlist, {},
                   "The source is " + std::string(row.name) + "; files that name other files are not allowed.");
    }
  }
  return done();
}

}  // namespace vod
