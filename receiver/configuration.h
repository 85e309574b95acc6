#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "client/failure.h"

namespace vod::receiver {

/// What config.json holds.
struct Configuration {
  std::string secret_id;
  std::string secret_key;
  std::string region;
  /// 0: the default application.
  std::uint64_t subappid = 0;
  /// Transcode templates that each uploaded video is put through.
  std::vector<std::int64_t> definitions = {100010, 100020};
  /// The API's address.
  std::string endpoint = "http://127.0.0.1:9266";
};

/// Reads config.json. Numbers may be written as text: `"subappid": "0"`. The failure names the file and the key.
client::CallResult<Configuration> parse_conf_file(const std::string& path);

}  // namespace vod::receiver
