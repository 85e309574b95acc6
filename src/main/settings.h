#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/settings.h"

namespace vod {

/// Where settings come from, weakest first: a TOML file, the environment, flags.
struct SettingSources {
  /// Path of the TOML file; empty: none.
  std::string file;
  /// OPENVOD_* variables by their full names.
  std::map<std::string, std::string> environment;
  /// Flags that were given, by setting name (`tls.listen`).
  std::map<std::string, std::string> flags;
};

/// The OPENVOD_* variables of this process.
std::map<std::string, std::string> openvod_environment();

/// Merges the sources over the defaults and checks the result. An error names the file and line, the variable or the
/// flag, with the value and the rule; a key of the file that is no setting is an error too.
Result<Settings> load_settings(const SettingSources& sources);

/// Checks what one value alone can't tell: addresses, settings that need each other.
Done check_settings(const Settings& settings);

/// An address to listen on, `HOST:PORT` with IPv6 hosts in brackets.
struct ListenAddress {
  std::string host;
  int port = 0;
};
Result<ListenAddress> parse_listen_address(std::string_view setting, std::string_view text);

}  // namespace vod
