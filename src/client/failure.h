#pragma once

#include <string>

#include "base/result.h"

namespace vod::client {

/// Why a call gave nothing. Unlike base's Error it carries what another server said, in that server's words.
struct Failure {
  enum class Kind {
    unreachable,  // No connection, or it broke.
    api,          // The API answered with an error: code, message and request_id are its own.
    storage,      // Object storage answered with an error, or stored something else than was sent.
    protocol,     // The answer is not one of this API.
    local,        // A file or a value on this side.
    cancelled,    // The caller's stop said so.
  };
  Kind kind = Kind::protocol;
  /// Wire code, such as InvalidParameterValue.FileId, or object storage's; empty for the other kinds.
  std::string code;
  /// A whole sentence for people.
  std::string message;
  std::string request_id;

  /// Code, message and request id on one line.
  std::string text() const;
};

template <class T>
using CallResult = BOOST_OUTCOME_V2_NAMESPACE::basic_result<T, Failure, BOOST_OUTCOME_V2_NAMESPACE::policy::terminate>;

inline Failure local_failure(std::string message) { return {Failure::Kind::local, {}, std::move(message), {}}; }

}  // namespace vod::client
