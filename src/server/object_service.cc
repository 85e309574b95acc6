#include "server/object_service.h"

#include <fmt/format.h>

#include "base/text.h"
#include "model/errors.h"
#include "model/limits.h"
#include "model/paths.h"
#include "server/downloads.h"
#include "server/key_delivery.h"
#include "server/objects_access.h"
#include "server/objects_lists.h"
#include "server/objects_sink.h"
#include "server/objects_xml.h"

namespace vod {
namespace {

using Wish = ObjectAccess::Wish;

/// The bucket that an answer names: the Host's, or the app's own.
std::string bucket_in(const ObjectCall& call, AppId app) { return call.bucket.empty() ? bucket_of(app) : call.bucket; }

/// What was said of the object's type: kept, not trusted.
std::string content_type_in(const ObjectRequest& request) {
  constexpr std::size_t characters_max = 128;
  const std::string_view type = trim(request.header("Content-Type"));
  return is_utf8(type) ? std::string(type.substr(0, characters_max)) : std::string();
}

void add_hashes(ObjectAnswer& answer, std::string_view etag, std::uint64_t crc64) {
  answer.headers.emplace_back("ETag", fmt::format("\"{}\"", etag));
  answer.headers.emplace_back("x-cos-hash-crc64ecma", std::to_string(crc64));
}

}  // namespace

/// The calls, one function each.
class ObjectService::Calls {
 public:
  Calls(Database& database, engine::Objects& objects, const Keys& keys, const Clock& clock, Random& random, Log& log,
        KeyAccess key_access)
      : database_(database),
        objects_(objects),
        access_(database, keys, clock),
        downloads_(objects),
        stream_keys_(database, clock, key_access),
        clock_(clock),
        random_(random),
        log_(log) {}

  ObjectPlan begin(const ObjectRequest& request) {
    AnswerMaker answers(clock_, random_, request);
    if (request.method == "OPTIONS") return answers.preflight(request);
    auto plan = route(request, answers);
    if (plan) return std::move(plan).value();
    if (object_status_of(plan.error().code) == 500) {
      log_.error("Object storage: {} {}: {}", request.method, answers.request_id(), message_of(plan.error()));
    }
    return answers.failure(plan.error());
  }

 private:
  Result<ObjectPlan> route(const ObjectRequest& request, const AnswerMaker& answers) {
    const bool is_read = request.method == "GET" || request.method == "HEAD";
    // The bucket itself: clients ask for its uploads, and race for the nearest one with HEAD.
    if (is_read && request.target == "/") return ObjectPlan(answers.empty(200));
    VOD_TRY(const ObjectCall call, take_apart(request));
    if (call.path().starts_with(KeyDelivery::place)) return stream_keys_.answer(call, answers);
    const auto has = [&](std::string_view name) { return call.param(name).has_value(); };
    if (request.method == "GET" && call.path() == "/" && has("uploads")) return list_uploads(call, answers);
    if (call.path().ends_with('/')) {
      if (is_read) return error(ErrorCode::object_no_such_key);
      return error(ErrorCode::object_invalid_argument, {}, "The object's key is empty or ends with a slash.");
    }
    if (request.method == "GET" && has("uploadId")) return list_parts(call, answers);
    if (is_read) return read(call, answers);
    if (request.method == "PUT" && has("uploadId")) return put_part(call, answers);
    if (request.method == "PUT" && !has("acl")) return put(call, answers);
    if (request.method == "POST" && has("uploads")) return initiate(call, answers);
    if (request.method == "POST" && has("uploadId")) return complete(call, answers);
    if (request.method == "DELETE" && has("uploadId")) return abort(call, answers);
    return error(ErrorCode::object_method, {}, fmt::format("Object storage has no such {} here.", request.method));
  }

  /// Objects can be read by everyone who knows their path; a signature is checked where one is.
  Result<ObjectPlan> read(const ObjectCall& call, const AnswerMaker& answers) {
    if (wire::is_q_signed(call.signed_part)) {
      VOD_TRY(access_.check(call, call.path(), Wish::read));
    }
    return downloads_.answer(call, answers);
  }

  /// A sink for bytes that become a blob.
  Result<ObjectPlan> receive(const ObjectCall& call, const AnswerMaker& answers, UploadSink::Finish finish) {
    if (call.request.has_header("x-cos-copy-source")) {
      return error(ErrorCode::object_method, {}, "Copying objects is not supported.");
    }
    VOD_TRY(auto announced, announced_body(call.request));
    if (announced.size_bytes.value_or(0) > limits::upload_part_bytes_max) {
      return error(ErrorCode::object_entity_too_large, {},
                   fmt::format("A body may have {} bytes.", limits::upload_part_bytes_max));
    }
    VOD_TRY(auto blob, objects_.begin_bytes());
    return ObjectPlan(std::make_unique<UploadSink>(answers, std::move(blob), std::move(announced), std::move(finish)));
  }

  Result<ObjectPlan> put(const ObjectCall& call, const AnswerMaker& answers) {
    VOD_TRY(const auto uploader, access_.check(call, call.path(), Wish::write));
    VOD_TRY(objects_.check_writable(uploader, call.path()));
    return receive(call, answers,
                   [this, answers, uploader, path = call.path(), content_type = content_type_in(call.request)](
                       BlobWriter& bytes, const engine::ReceivedHashes& hashes) -> Result<ObjectAnswer> {
                     VOD_TRY(const auto object, objects_.put(uploader, path, content_type, bytes, hashes));
                     ObjectAnswer answer = answers.empty(200);
                     add_hashes(answer, object.etag, object.crc64);
                     return answer;
                   });
  }

  Result<ObjectPlan> put_part(const ObjectCall& call, const AnswerMaker& answers) {
    VOD_TRY(const auto uploader, access_.check(call, call.path(), Wish::write));
    VOD_TRY(const auto number, call.number("partNumber", 0));
    if (number < 1 || number > limits::upload_parts_max) {
      return error(ErrorCode::object_invalid_argument, {},
                   fmt::format("partNumber: {} is not within 1 to {}.", number, limits::upload_parts_max));
    }
    VOD_TRY(objects_.check_writable(uploader, call.path()));
    VOD_TRY(auto upload, objects_.open_upload(call.path(), std::string(*call.param("uploadId"))));
    return receive(call, answers,
                   [this, answers, uploader, number, upload = std::move(upload)](
                       BlobWriter& bytes, const engine::ReceivedHashes& hashes) -> Result<ObjectAnswer> {
                     VOD_TRY(objects_.put_part(uploader, upload, number, bytes, hashes));
                     ObjectAnswer answer = answers.empty(200);
                     add_hashes(answer, hashes.md5, hashes.crc64);
                     return answer;
                   });
  }

  Result<ObjectPlan> initiate(const ObjectCall& call, const AnswerMaker& answers) {
    VOD_TRY(const auto uploader, access_.check(call, call.path(), Wish::write));
    VOD_TRY(const auto upload_id, objects_.initiate(uploader, call.path(), content_type_in(call.request)));
    return ObjectPlan(answers.xml(200, initiate_xml(bucket_in(call, uploader.app), call.key(), upload_id)));
  }

  Result<ObjectPlan> complete(const ObjectCall& call, const AnswerMaker& answers) {
    VOD_TRY(const auto uploader, access_.check(call, call.path(), Wish::write));
    VOD_TRY(auto announced, announced_body(call.request));
    announced.crc64.reset();  // On this call it is the object's, not the list's.
    std::string location(call.request.header("Host"));
    location += call.path();
    auto finish = [this, answers, uploader, path = call.path(), bucket = bucket_in(call, uploader.app),
                   upload_id = std::string(*call.param("uploadId")),
                   location = std::move(location)](const std::string& body) -> Result<ObjectAnswer> {
      VOD_TRY(const auto listed, parse_complete(body));
      VOD_TRY(const auto object, objects_.complete(uploader, path, upload_id, listed));
      ObjectAnswer answer = answers.xml(200, complete_xml(location, bucket, path.substr(1), object.etag));
      answer.headers.emplace_back("x-cos-hash-crc64ecma", std::to_string(object.crc64));
      return answer;
    };
    return ObjectPlan(std::make_unique<SmallBodySink>(answers, std::move(announced), limits::object_xml_bytes_max,
                                                      std::move(finish)));
  }

  Result<ObjectPlan> abort(const ObjectCall& call, const AnswerMaker& answers) {
    VOD_TRY(access_.check(call, call.path(), Wish::write));
    VOD_TRY(objects_.abort(call.path(), std::string(*call.param("uploadId"))));
    return ObjectPlan(answers.empty(204));
  }

  Result<ObjectPlan> list_uploads(const ObjectCall& call, const AnswerMaker& answers) {
    const std::string prefix = "/" + std::string(call.param("prefix").value_or(""));
    VOD_TRY(const auto uploader, access_.check(call, prefix, Wish::read));
    VOD_TRY(const auto listing, find_uploads(database_, call, bucket_in(call, uploader.app)));
    return ObjectPlan(answers.xml(200, list_uploads_xml(listing)));
  }

  Result<ObjectPlan> list_parts(const ObjectCall& call, const AnswerMaker& answers) {
    VOD_TRY(const auto uploader, access_.check(call, call.path(), Wish::read));
    VOD_TRY(const auto upload, objects_.open_upload(call.path(), std::string(*call.param("uploadId"))));
    VOD_TRY(const auto listing, find_parts(database_, call, upload.upload_id, bucket_in(call, uploader.app)));
    return ObjectPlan(answers.xml(200, list_parts_xml(listing)));
  }

  Database& database_;
  engine::Objects& objects_;
  const ObjectAccess access_;
  const Downloads downloads_;
  const KeyDelivery stream_keys_;
  const Clock& clock_;
  Random& random_;
  Log& log_;
};

ObjectService::ObjectService(Database& database, engine::Objects& objects, const Keys& keys, const Clock& clock,
                             Random& random, Log& log, KeyAccess key_access)
    : calls_(std::make_unique<Calls>(database, objects, keys, clock, random, log, key_access)) {}
ObjectService::~ObjectService() = default;

ObjectPlan ObjectService::begin(const ObjectRequest& request) { return calls_->begin(request); }

}  // namespace vod
