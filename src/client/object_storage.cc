#include "client/object_storage.h"

#include <fmt/format.h>
#include <pugixml.hpp>

#include "base/text.h"
#include "wire/q_signature.h"

namespace vod::client {
namespace {

constexpr std::int64_t signature_valid_s = 900;  // As the official SDKs have it.

std::string unquoted(std::string text) {
  std::erase(text, '"');
  return text;
}

ObjectStorage::Stored stored_by(const HttpAnswer& answer) {
  return {unquoted(answer.header("etag")), answer.header("x-cos-hash-crc64ecma")};
}

// The text of the first element of that name, at any depth; empty when there is none.
std::string element(const std::string& xml, const char* name) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size())) return {};
  return document.select_node(fmt::format("//{}", name).c_str()).node().text().as_string();
}

Failure storage_failure(const HttpAnswer& answer) {
  std::string message = element(answer.body, "Message");
  if (message.empty()) message = fmt::format("Object storage answered HTTP {}.", answer.status);
  return {Failure::Kind::storage, element(answer.body, "Code"), std::move(message), answer.header("x-cos-request-id")};
}

std::string encoded_path(const std::string& path) {
  std::string result;
  for (const auto segment : split(path, '/'))
    result += (segment.data() == path.data() ? "" : "/") + url_encode(segment);
  return result;
}

}  // namespace

ObjectStorage::ObjectStorage(ApiClient& api, Endpoint endpoint, Keys keys, std::string path)
    : api_(api), endpoint_(std::move(endpoint)), keys_(std::move(keys)), path_(std::move(path)) {}

CallResult<ObjectStorage::Stored> ObjectStorage::put(BodySource source, std::uint64_t size_bytes, SentBytes sent) {
  HttpRequest request;
  request.method = "PUT";
  request.source = std::move(source);
  request.source_bytes = size_bytes;
  request.sent = std::move(sent);
  VOD_TRY(const HttpAnswer answer, send(std::move(request), {}));
  return stored_by(answer);
}

CallResult<std::string> ObjectStorage::initiate() {
  HttpRequest request;
  request.method = "POST";
  VOD_TRY(const HttpAnswer answer, send(std::move(request), {{"uploads", ""}}));
  std::string upload_id = element(answer.body, "UploadId");
  if (upload_id.empty()) return Failure{Failure::Kind::protocol, {}, "The answer to initiate has no UploadId.", {}};
  return upload_id;
}

CallResult<ObjectStorage::Stored> ObjectStorage::put_part(const std::string& upload_id, int number, BodySource source,
                                                          std::uint64_t size_bytes, SentBytes sent) {
  HttpRequest request;
  request.method = "PUT";
  request.source = std::move(source);
  request.source_bytes = size_bytes;
  request.sent = std::move(sent);
  const Query query{{"partNumber", std::to_string(number)}, {"uploadId", upload_id}};
  VOD_TRY(const HttpAnswer answer, send(std::move(request), query));
  return stored_by(answer);
}

CallResult<ObjectStorage::Stored> ObjectStorage::complete(const std::string& upload_id,
                                                          const std::vector<std::string>& etags) {
  HttpRequest request;
  request.method = "POST";
  request.headers = {{"Content-Type", "application/xml"}};
  request.body = "<CompleteMultipartUpload>";
  for (std::size_t i = 0; i < etags.size(); ++i) {
    request.body += fmt::format("<Part><PartNumber>{}</PartNumber><ETag>&quot;{}&quot;</ETag></Part>", i + 1, etags[i]);
  }
  request.body += "</CompleteMultipartUpload>";
  VOD_TRY(const HttpAnswer answer, send(std::move(request), {{"uploadId", upload_id}}));
  Stored stored = stored_by(answer);
  stored.etag = unquoted(element(answer.body, "ETag"));
  // A failure after the answer has begun comes with status 200 and an Error inside.
  if (stored.etag.empty()) return storage_failure(answer);
  return stored;
}

CallResult<void> ObjectStorage::abort(const std::string& upload_id) {
  HttpRequest request;
  request.method = "DELETE";
  VOD_TRY(send(std::move(request), {{"uploadId", upload_id}}));
  return done();
}

CallResult<HttpAnswer> ObjectStorage::send(HttpRequest request, const Query& query) {
  const std::int64_t now_s = api_.clock().wall_ms() / 1'000;
  wire::QRequest signed_part;
  signed_part.method = request.method;
  signed_part.path = path_;
  signed_part.headers = {{"host", endpoint_.host}};
  request.url = endpoint_.origin + encoded_path(path_);
  char separator = '?';
  for (const auto& [name, value] : query) {
    request.url += separator + name + "=" + url_encode(value);
    signed_part.params.emplace_back(name, value);
    separator = '&';
  }
  // One second back: clocks of two machines are not the same.
  request.headers.emplace_back("Authorization", wire::q_authorization(signed_part, keys_.secret_id, keys_.secret_key,
                                                                      now_s - 1, now_s + signature_valid_s));
  if (!keys_.token.empty()) request.headers.emplace_back("x-cos-security-token", keys_.token);
  VOD_TRY(HttpAnswer answer, api_.http().send(request));
  if (answer.status < 200 || answer.status > 299) return storage_failure(answer);
  return answer;
}

}  // namespace vod::client
