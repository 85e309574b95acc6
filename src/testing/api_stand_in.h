#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "testing/http_stand_in.h"

namespace vod::testing {

/// The API and its object storage as a client sees them, for tests of clients: signatures are really verified (TC3 for
/// calls, q-sign with a temporary key for objects), answers are what the test says, objects are kept in memory.
class ApiStandIn {
 public:
  static constexpr std::string_view secret_id = "AKIDSTANDIN";
  static constexpr std::string_view secret_key = "stand-in-secret";

  ApiStandIn();

  std::string url() const { return http_.url(); }
  HttpStandIn& http() { return http_; }

  /// By action: the JSON object that goes into "Response"; one with a member Error is an error. To be set before the
  /// calls come. ApplyUpload and CommitUpload answer by themselves.
  std::map<std::string, std::string> answers;
  /// May change an answer of object storage: count of earlier storage requests, and the answer.
  std::function<void(int count, StandInAnswer& answer)> disturb;

  /// Objects by path.
  std::map<std::string, std::string> objects();
  /// Storage requests as `PUT ?partNumber=1&uploadId=u1`.
  std::vector<std::string> storage_requests();

 private:
  StandInAnswer answer(const StandInRequest& request);
  StandInAnswer call(const StandInRequest& request);
  StandInAnswer store(const StandInRequest& request);
  StandInAnswer complete(const std::string& path);

  std::mutex mutex_;
  std::map<std::string, std::string> objects_;
  std::map<int, std::string> parts_;
  std::vector<std::string> storage_requests_;
  HttpStandIn http_;
};

}  // namespace vod::testing
