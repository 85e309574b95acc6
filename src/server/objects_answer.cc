#include "server/objects_answer.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "model/errors.h"
#include "server/objects_xml.h"

namespace vod {
namespace {

// `*` would not cover authorization, so each is named. https://fetch.spec.whatwg.org/#http-access-control-allow-headers
constexpr std::string_view allowed_headers =
    "authorization, cache-control, content-disposition, content-length, content-md5, content-type, if-match, "
    "if-modified-since, if-none-match, if-range, range, x-cos-acl, x-cos-security-token, x-cos-storage-class, "
    "x-cos-hash-crc64ecma";
constexpr std::string_view exposed_headers =
    "ETag, x-cos-request-id, x-cos-hash-crc64ecma, Content-Length, Content-Range, Accept-Ranges, Date, Last-Modified";

bool is_header_list(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == ',' || c == ' ';
  });
}

/// The object storage code and text of an error; what is not meant for clients stays general.
std::pair<std::string, std::string> code_and_message(const Error& error) {
  switch (error.code) {
    case ErrorCode::resource_insufficient:
      return {"InsufficientStorage", message_of(error)};
    case ErrorCode::resource_unavailable:
      return {"SlowDown", message_of(error)};
    default:
      if (object_status_of(error.code) == 500) return {"InternalError", "The server failed."};
      return {std::string(error_row(error.code).wire_code), message_of(error)};
  }
}

}  // namespace

unsigned object_status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::object_access_denied:
    case ErrorCode::object_invalid_state:
    case ErrorCode::object_key_unknown:
    case ErrorCode::object_signature:
    case ErrorCode::object_token_expired:
    case ErrorCode::object_time_skewed:
      return 403;
    case ErrorCode::object_no_such_key:
    case ErrorCode::object_no_such_upload:
      return 404;
    case ErrorCode::object_method:
      return 405;
    case ErrorCode::object_length_required:
      return 411;
    case ErrorCode::object_range:
      return 416;
    case ErrorCode::object_bad_digest:
    case ErrorCode::object_incomplete_body:
    case ErrorCode::object_entity_too_large:
    case ErrorCode::object_invalid_argument:
    case ErrorCode::object_invalid_part:
    case ErrorCode::object_invalid_part_order:
    case ErrorCode::object_malformed_xml:
      return 400;
    case ErrorCode::resource_insufficient:
      return 507;
    case ErrorCode::resource_unavailable:
      return 503;
    default:
      return 500;
  }
}

AnswerMaker::AnswerMaker(const Clock& clock, Random& random, const ObjectRequest& request)
    : clock_(clock),
      is_head_(request.method == "HEAD"),
      resource_(url_decode(std::string_view(request.target).substr(0, request.target.find('?')))),
      request_id_(random.hex(32)) {}

ObjectAnswer AnswerMaker::head(unsigned status) const {
  ObjectAnswer answer;
  answer.status = status;
  answer.headers = {
      {"Date", http_date(clock_.wall_ms())},
      {"x-cos-request-id", request_id_},
      {"Access-Control-Allow-Origin", "*"},
      {"Access-Control-Expose-Headers", std::string(exposed_headers)},
      // Uploaded bytes never run in a browser, whatever they are and whatever they call themselves.
      {"Content-Security-Policy", "sandbox"},
      {"X-Content-Type-Options", "nosniff"},
      {"Cross-Origin-Resource-Policy", "cross-origin"},
  };
  return answer;
}

ObjectAnswer AnswerMaker::empty(unsigned status) const {
  ObjectAnswer answer = head(status);
  if (status != 204 && status != 304) answer.headers.emplace_back("Content-Length", "0");
  return answer;
}

ObjectAnswer AnswerMaker::xml(unsigned status, std::string body) const {
  ObjectAnswer answer = head(status);
  answer.headers.emplace_back("Content-Type", "application/xml");
  answer.headers.emplace_back("Content-Length", std::to_string(body.size()));
  if (!is_head_) answer.body = std::move(body);
  return answer;
}

ObjectAnswer AnswerMaker::failure(const Error& error) const {
  const auto [code, message] = code_and_message(error);
  return xml(object_status_of(error.code), error_xml(code, message, resource_, request_id_));
}

ObjectAnswer AnswerMaker::preflight(const ObjectRequest& request) const {
  ObjectAnswer answer = empty(200);
  std::string headers(allowed_headers);
  const std::string_view wanted = request.header("Access-Control-Request-Headers");
  if (!wanted.empty() && is_header_list(wanted)) headers = wanted;
  answer.headers.emplace_back("Access-Control-Allow-Methods", "GET, HEAD, PUT, POST, DELETE, OPTIONS");
  answer.headers.emplace_back("Access-Control-Allow-Headers", std::move(headers));
  answer.headers.emplace_back("Access-Control-Max-Age", "86400");
  answer.headers.emplace_back("Vary", "Access-Control-Request-Headers");
  return answer;
}

}  // namespace vod
