#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "main/cli/command_line.h"
#include "testing/api_stand_in.h"

namespace vod::cli {

/// For tests: the whole program in this process, against a stand-in for the server.
class CommandLineTest : public ::testing::Test {
 protected:
  /// The exit code; what was printed is in out_ and err_.
  int run(std::vector<std::string> arguments, bool connected = true) {
    using vod::testing::ApiStandIn;
    arguments.insert(arguments.begin(), "openvod");
    if (connected) {
      for (const std::string& flag :
           {std::string("--endpoint"), server_.url(), std::string("--secret-id"), std::string(ApiStandIn::secret_id),
            std::string("--secret-key"), std::string(ApiStandIn::secret_key)}) {
        arguments.push_back(flag);
      }
    }
    std::vector<const char*> argv;
    for (const auto& argument : arguments) argv.push_back(argument.c_str());
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    const int code = run_command_line(static_cast<int>(argv.size()), argv.data(), clock_);
    err_ = ::testing::internal::GetCapturedStderr();
    out_ = ::testing::internal::GetCapturedStdout();
    return code;
  }

  SystemClock clock_;
  vod::testing::ApiStandIn server_;
  std::string out_;
  std::string err_;
};

}  // namespace vod::cli
