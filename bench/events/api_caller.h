#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plan.h"

namespace vod::bench {

inline constexpr const char* bench_secret_id = "AKIDBENCHBENCHBENCHBENCHBENCHBENCH00";
inline constexpr const char* bench_secret_key = "BenchSecretKey000000000000000000";

/// Signed calls over one connection that stays open: no more of HTTP and JSON than that takes, so that the caller is
/// not what is measured. One thread.
class ApiCaller {
 public:
  /// `endpoint` as the server tells it: `http://127.0.0.1:9266`.
  explicit ApiCaller(const std::string& endpoint);
  ~ApiCaller();
  ApiCaller(const ApiCaller&) = delete;
  ApiCaller& operator=(const ApiCaller&) = delete;

  /// The answer's body, valid until the next call. An error of the API ends the program.
  std::string_view call(std::string_view action, std::string_view body);

  /// Pulls 16 and confirms them; gives how many there were. Waits as the server does when there is none.
  int pull_and_confirm();
  /// How long each pull took that brought something.
  const std::vector<double>& pull_ms() const { return pull_ms_; }

 private:
  void send(std::string_view bytes);
  std::string_view read_answer();

  std::string host_;
  int socket_ = -1;
  std::string request_;
  std::string answer_;
  std::string handles_;
  std::vector<double> pull_ms_;
};

}  // namespace vod::bench
