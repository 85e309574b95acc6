#include "testing/api_stand_in.h"

#include "base/clock.h"
#include "base/hash.h"
#include "base/text.h"
#include "wire/envelope.h"
#include "wire/q_signature.h"
#include "wire/tc3.h"

namespace vod::testing {
namespace {

constexpr std::string_view temporary_id = "TEMPID";
constexpr std::string_view temporary_key = "temporary-secret";
constexpr std::string_view temporary_token = "temporary-token";
constexpr std::string_view path = "/1a2b3c4dvodcq1500000001/5e6f7a8b5285890784273533167/name one.mp4";

constexpr std::string_view applied =
    R"({"StorageBucket":"1a2b3c4dvodcq1500000001-1500000001","StorageRegion":"ap-chongqing",)"
    R"("VodSessionKey":"session-1","MediaStoragePath":")";

StandInAnswer json_answer(std::string body) {
  StandInAnswer answer;
  answer.headers["Content-Type"] = "application/json";
  answer.body = std::move(body);
  return answer;
}

StandInAnswer xml_error(int status, const std::string& code) {
  StandInAnswer answer;
  answer.status = status;
  answer.body = "<Error><Code>" + code + "</Code><Message>Refused &amp; told.</Message></Error>";
  return answer;
}

void add_hashes(StandInAnswer& answer, const std::string& bytes) {
  answer.headers["ETag"] = "\"" + to_hex(md5(bytes)) + "\"";
  answer.headers["x-cos-hash-crc64ecma"] = std::to_string(crc64(bytes_of(bytes)));
}

}  // namespace

ApiStandIn::ApiStandIn() : http_([this](const StandInRequest& request) { return answer(request); }) {}

std::map<std::string, std::string> ApiStandIn::objects() {
  const std::lock_guard lock(mutex_);
  return objects_;
}

std::vector<std::string> ApiStandIn::storage_requests() {
  const std::lock_guard lock(mutex_);
  return storage_requests_;
}

StandInAnswer ApiStandIn::answer(const StandInRequest& request) {
  const std::lock_guard lock(mutex_);
  if (request.target == "/") return call(request);
  StandInAnswer result = store(request);
  if (disturb) disturb(static_cast<int>(storage_requests_.size()) - 1, result);
  return result;
}

StandInAnswer ApiStandIn::call(const StandInRequest& request) {
  std::vector<wire::HeaderView> headers;
  for (const auto& [name, value] : request.headers) headers.push_back({name, value});
  wire::Tc3Verifier verifier;
  const auto signer = verifier.verify(
      {request.method, "", headers, request.body},
      [](std::string_view id) -> std::optional<wire::SecretKey> {
        if (id != secret_id) return {};
        return wire::SecretKey{std::string(secret_key), "", 0};
      },
      SystemClock().wall_ms());
  if (!signer) return json_answer(wire::error_envelope(signer.error(), "stand-in"));

  const std::string& action = request.headers.at("x-tc-action");
  if (const auto set = answers.find(action); set != answers.end()) {
    return json_answer("{\"Response\":" + set->second + "}");
  }
  if (action == "ApplyUpload") {
    std::string response(applied);
    response.append(path).append(R"(","TempCertificate":{"SecretId":")").append(temporary_id);
    response.append(R"(","SecretKey":")").append(temporary_key).append(R"(","Token":")").append(temporary_token);
    return json_answer(wire::success_envelope(response + "\",\"ExpiredTime\":4000000000}}", "stand-in"));
  }
  if (action == "CommitUpload") {
    return json_answer(wire::success_envelope(
        R"({"FileId":"5285890784273533167","MediaUrl":"http://127.0.0.1/name.mp4"})", "stand-in"));
  }
  return json_answer(R"({"Response":{"Error":{"Code":"InvalidAction","Message":"No such action."},"RequestId":"r"}})");
}

StandInAnswer ApiStandIn::store(const StandInRequest& request) {
  const auto question = request.target.find('?');
  const std::string query = question == request.target.npos ? "" : request.target.substr(question);
  storage_requests_.push_back(request.method + " " + query);
  std::vector<std::pair<std::string, std::string>> headers(request.headers.begin(), request.headers.end());
  const wire::QRequest checked = wire::q_request(request.method, request.target, headers);
  const auto signer = wire::verify_q(
      checked,
      [](std::string_view id) -> std::optional<wire::SecretKey> {
        if (id != temporary_id) return {};
        return wire::SecretKey{std::string(temporary_key), std::string(temporary_token), INT64_MAX};
      },
      SystemClock().wall_ms());
  if (!signer) return xml_error(403, "SignatureDoesNotMatch");

  StandInAnswer answer;
  if (request.method == "DELETE") {
    parts_.clear();
    answer.status = 204;
  } else if (query.starts_with("?uploads")) {
    answer.body = "<InitiateMultipartUploadResult><UploadId>u 1</UploadId></InitiateMultipartUploadResult>";
  } else if (query.starts_with("?partNumber=")) {
    parts_[std::stoi(query.substr(query.find('=') + 1))] = request.body;
    add_hashes(answer, request.body);
  } else if (request.method == "POST") {
    return complete(checked.path);
  } else {
    objects_[checked.path] = request.body;
    add_hashes(answer, request.body);
  }
  return answer;
}

StandInAnswer ApiStandIn::complete(const std::string& to) {
  std::string whole;
  for (const auto& [number, bytes] : parts_) whole += bytes;
  StandInAnswer answer;
  add_hashes(answer, whole);
  answer.body = "<CompleteMultipartUploadResult><ETag>\"abc-2\"</ETag></CompleteMultipartUploadResult>";
  objects_[to] = std::move(whole);
  return answer;
}

}  // namespace vod::testing
