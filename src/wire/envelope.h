#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace vod::wire {

/// The Content-Type of every answer of the API, to the letter: the Python SDK compares the whole value, and with a
/// charset it takes an error for a success.
inline constexpr std::string_view answer_content_type = "application/json";

/// `{"Response":{...,"RequestId":"..."}}` around an encoded response object that has no RequestId of its own.
std::string success_envelope(std::string_view response, std::string_view request_id);

/// `{"Response":{"Error":{"Code":"...","Message":"..."},"RequestId":"..."}}`. Sent with HTTP status 200: clients lose
/// the code with any other.
std::string error_envelope(const Error& error, std::string_view request_id);

}  // namespace vod::wire
