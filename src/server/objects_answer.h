#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "server/object_service.h"

namespace vod {

/// Makes the answers to one request: with its id, the date, and what browsers need and must not do. Keeps nothing of
/// the request but a copy of its path, so that it can outlive it.
class AnswerMaker {
 public:
  AnswerMaker(const Clock& clock, Random& random, const ObjectRequest& request);

  const std::string& request_id() const { return request_id_; }

  /// A head with the headers that every answer has; Content-Length is the caller's.
  ObjectAnswer head(unsigned status) const;
  ObjectAnswer empty(unsigned status) const;
  ObjectAnswer xml(unsigned status, std::string body) const;
  /// An `<Error>`; without the body for HEAD.
  ObjectAnswer failure(const Error& error) const;
  /// The answer to OPTIONS: what scripts of other origins may send and read.
  ObjectAnswer preflight(const ObjectRequest& request) const;

 private:
  const Clock& clock_;
  const bool is_head_;
  const std::string resource_;
  const std::string request_id_;
};

/// The HTTP status of an error in object storage's answers.
unsigned object_status_of(ErrorCode code);

}  // namespace vod
