#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "wire/signed_request.h"

namespace vod::wire {

/// A request to object storage as its signature (`q-sign-algorithm=sha1`) sees it. Names in any case.
struct QRequest {
  std::string method;
  std::string path;  // Decoded: `/folder/name of the object.mp4`.
  std::vector<std::pair<std::string, std::string>> headers;
  std::vector<std::pair<std::string, std::string>> params;  // Decoded; `?uploads` and `?uploads=` are the same.
};

/// From what came in; `target` is path and query, undecoded.
QRequest q_request(std::string_view method, std::string_view target,
                   std::vector<std::pair<std::string, std::string>> headers);

/// Whether the request says that it is signed this way, in its Authorization header or, as links are, in its query.
bool is_q_signed(const QRequest& request);

/// Checks the signature, that it covers the present time (limits::signature_window_s of grace at its start, none at its
/// end) and the token (header or parameter x-cos-security-token). Covers just what q-header-list and q-url-param-list
/// name; browsers sign no header at all. A Host is taken with or without its port.
///
/// InvalidAuthorization, SecretIdNotFound, SignatureExpire, SignatureFailure or TokenFailure. Thread-safe.
Result<Signer> verify_q(const QRequest& request, const FindKey& find_key, std::int64_t wall_ms);

/// The Authorization header; all headers and parameters of the request are signed.
std::string q_authorization(const QRequest& request, std::string_view secret_id, std::string_view secret_key,
                            std::int64_t start_s, std::int64_t end_s);

}  // namespace vod::wire
