#pragma once

#include <map>
#include <string>

#include "client/api_client.h"

namespace vod::cli {

/// What flags said of the connection; empty: not given.
struct ConnectionFlags {
  std::string endpoint;
  std::string secret_id;
  std::string secret_key;
  /// The data folder of a server on this machine.
  std::string data;
};

/// Finds the server and the key: flags first, then OPENVOD_ENDPOINT, OPENVOD_SECRET_ID and OPENVOD_SECRET_KEY, then
/// what a server on this machine left in its data folder (`endpoint`, `root-key.json`). A failure says what to give.
client::CallResult<client::Target> find_target(const ConnectionFlags& flags,
                                               const std::map<std::string, std::string>& environment);

/// The address that a server wrote to its data folder; empty where there is none.
std::string endpoint_in(const std::string& data);

}  // namespace vod::cli
