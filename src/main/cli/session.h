#pragma once

#include <CLI/App.hpp>
#include <boost/json/object.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "client/api_client.h"
#include "main/cli/display.h"
#include "main/cli/exit_code.h"

namespace vod::cli {

/// What the commands that are clients of a server have in common: flags, the connection, and where answers go. One per
/// process, single-threaded.
class Session {
 public:
  explicit Session(const Clock& clock) : clock_(clock) {}

  /// Adds --endpoint, --secret-id, --secret-key, --data, --app and --json to a command.
  void add_flags(CLI::App& command);

  /// The connected client, made at the first use from flags, environment and the data folder, in this order.
  client::CallResult<client::ApiClient*> api();
  /// The next use connects anew, to where the server is then.
  void disconnect() { api_.reset(); }
  /// A call with SubAppId where --app was given.
  client::CallResult<boost::json::object> call(std::string_view action, boost::json::object request,
                                               std::string_view version = client::version_2018);
  /// `request` with SubAppId where --app was given.
  boost::json::object for_app(boost::json::object request) const;

  bool json() const { return json_; }
  const Clock& clock() const { return clock_; }
  /// A bar that shows nothing with --json.
  std::unique_ptr<ProgressBar> bar(std::string label) const;

  /// One JSON document on standard output: all that a program reads.
  void print_json(const boost::json::value& document) const;
  /// Text for people on standard output.
  void print(std::string_view text) const;
  /// A sentence for people on standard error, not with --json.
  void note(std::string_view text) const;

  /// Reports a failure (with --json as {"Error": ...} too) and gives the exit code that says its kind.
  int fail(const client::Failure& failure) const;
  int fail(ExitCode code, std::string_view message) const;

 private:
  const Clock& clock_;
  std::string endpoint_;
  std::string secret_id_;
  std::string secret_key_;
  std::string data_ = "./openvod-data";
  std::uint64_t app_ = 0;
  bool json_ = false;
  std::optional<client::ApiClient> api_;
};

}  // namespace vod::cli

/// In a command: takes the value of a CallResult, or reports its failure and leaves with the exit code.
#define VOD_CLI_TRY(declaration, session, expression)               \
  auto VOD_CLI_NAME(result_, __LINE__) = (expression);              \
  if (!VOD_CLI_NAME(result_, __LINE__)) {                           \
    return (session).fail(VOD_CLI_NAME(result_, __LINE__).error()); \
  }                                                                 \
  declaration = std::move(VOD_CLI_NAME(result_, __LINE__)).value()
#define VOD_CLI_NAME(prefix, line) VOD_CLI_JOIN(prefix, line)
#define VOD_CLI_JOIN(prefix, line) prefix##line
