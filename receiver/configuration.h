#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "client/failure.h"
#include "receiver/signature.h"

namespace vod::receiver {

/// How events come: posted to the receiver (normal callback), or fetched by it (reliable callback).
enum class Mode { push, pull };

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
  Mode mode = Mode::push;
  /// From `sign_key` and `signing_secrets`: what posted notifications must be signed with.
  SignatureCheck signature;
};

/// Reads config.json. Numbers may be written as text: `"subappid": "0"`. The failure names the file and the key, and
/// shows no secret.
client::CallResult<Configuration> parse_conf_file(const std::string& path);

}  // namespace vod::receiver
