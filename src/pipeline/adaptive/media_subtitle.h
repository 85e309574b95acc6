#pragma once

#include <filesystem>

#include "wire/types.h"

namespace vod {

/// A subtitle of a media, for a stream that offers it.
struct MediaSubtitle {
  /// As the media has it, with a path where the URL stands.
  wire::MediaSubtitleItem item;
  /// WebVTT.
  std::filesystem::path file;
};

}  // namespace vod
