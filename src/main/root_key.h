#pragma once

#include <filesystem>
#include <string>

#include "base/random.h"
#include "base/result.h"
#include "model/settings.h"

namespace vod {

/// The key pair that a server is started with.
struct RootKeyPair {
  std::string secret_id;
  std::string secret_key;
};

/// The pair of the settings, or the one in DATA/root-key.json, or a new one; the file is written with mode 0600, so
/// that the command line finds it there. `file` is where it stands.
struct RootKeyFile {
  RootKeyPair pair;
  std::filesystem::path file;
};
Result<RootKeyFile> load_root_key(const Settings& settings, const std::filesystem::path& data, Random& random);

/// Writes a small file whole, with the mode given, by way of a temporary one beside it.
Done write_whole_file(const std::filesystem::path& file, std::string_view text, unsigned mode);

}  // namespace vod
