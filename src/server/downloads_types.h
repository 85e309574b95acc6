#pragma once

#include <string_view>

namespace vod {

/// How a browser is told to take a file.
struct DownloadType {
  std::string_view content_type;
  bool is_attachment = false;  // Saved, not shown: all that is not known to be media.
};

/// By the extension of the path. Never by what the uploader said: HTML that calls itself .mp4 is delivered as video.
DownloadType download_type_of(std::string_view path);

}  // namespace vod
