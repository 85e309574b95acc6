#include <algorithm>
#include <set>
#include <variant>

#include "api/actions.h"
#include "api/checks.h"
#include "base/text.h"
#include "wire/dash_manifest.h"
#include "wire/playlist.h"

namespace vod::api {
namespace {

constexpr std::string_view field = "MediaManifestContent";

Error bad_content(const std::string& why) {
  return error(ErrorCode::value_media_manifest_content, std::string(field), std::string(field) + ": " + why);
}

// Each file once: ranges of one file come as many segments.
class Files {
 public:
  void add(const std::string& uri) {
    if (!uri.empty() && seen_.insert(uri).second) files_.push_back(uri);
  }
  std::vector<std::string> take() { return std::move(files_); }

 private:
  std::vector<std::string> files_;
  std::set<std::string> seen_;
};

std::vector<std::string> files_of(const wire::MediaPlaylist& playlist) {
  Files files;
  for (const auto& map : playlist.maps) files.add(map.uri);
  for (const auto& segment : playlist.segments) files.add(segment.uri);
  return files.take();
}

// Uploaders go on with the playlists that a master playlist names, and ask again for each.
std::vector<std::string> files_of(const wire::MasterPlaylist& playlist) {
  Files files;
  for (const auto& rendition : playlist.renditions) files.add(rendition.uri);
  for (const auto& variant : playlist.variants) files.add(variant.uri);
  return files.take();
}

Result<std::vector<std::string>> files_in(const std::string& content, bool is_dash) {
  if (is_dash) return wire::files_of_dash_manifest(content);
  VOD_TRY(const auto playlist, wire::read_playlist(content));
  return std::visit([](const auto& kind) { return files_of(kind); }, playlist);
}

// The uploader sends what lies beside the manifest or below it, and nothing else of the machine that it runs on.
bool lies_beside(std::string_view uri) {
  if (uri.starts_with('/') || uri.starts_with('\\') || uri.find("://") != std::string_view::npos) return false;
  return std::ranges::none_of(split(uri, '/'), [](std::string_view part) { return part == ".."; });
}

}  // namespace

Result<wire::ParseStreamingManifestResponse> answer(Context&, const wire::ParseStreamingManifestRequest& request) {
  const std::string type = request.ManifestType.value_or("");
  VOD_TRY(
      check::one_of(type.empty() ? "m3u8" : type, {"m3u8", "mpd"}, ErrorCode::invalid_parameter_value, "ManifestType"));
  auto files = files_in(request.MediaManifestContent, type == "mpd");
  if (!files) return bad_content(message_of(files.error()));
  for (const std::string& file : files.value()) {
    if (!lies_beside(file)) {
      return bad_content("segments must have paths relative to the manifest, in its folder or below; " +
                         file.substr(0, 200) + " has not.");
    }
  }
  wire::ParseStreamingManifestResponse response;
  response.MediaSegmentSet = std::move(files.value());
  return response;
}

}  // namespace vod::api
