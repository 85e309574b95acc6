#pragma once

#include <array>
#include <cstddef>
#include <string>

namespace vod {

/// What an encrypted stream is encrypted with: AES-128. It is never logged, and leaves the server only to who may play.
struct StreamKey {
  /// Names the key in URLs; says nothing of it.
  std::string id;
  /// Where players ask for it: "/-/keys/<app>/<file>/<id>".
  std::string path;
  std::array<std::byte, 16> secret{};

  bool operator==(const StreamKey&) const = default;
};

}  // namespace vod
