#include "server/key_delivery.h"

#include <optional>
#include <string>

#include "base/text.h"
#include "catalogue/media.h"
#include "catalogue/stream_keys.h"
#include "model/errors.h"
#include "wire/play_token.h"

namespace vod {
namespace {

struct KeyPlace {
  AppId app;
  FileId file;
  std::string_view key_id;
};

std::optional<KeyPlace> place_of(std::string_view path) {
  const auto parts = split(path.substr(KeyDelivery::place.size()), '/');
  if (parts.size() != 3) return {};
  const auto app = AppId::parse(parts[0]);
  const auto file = FileId::parse(parts[1]);
  if (!app || !file) return {};
  return KeyPlace{*app, *file, parts[2]};
}

}  // namespace

Result<ObjectPlan> KeyDelivery::answer(const ObjectCall& call, const AnswerMaker& answers) const {
  const std::string& method = call.request.method;
  if (method != "GET" && method != "HEAD") return error(ErrorCode::object_method);
  const auto asked = place_of(call.path());
  const Error missing = error(ErrorCode::object_no_such_key, {}, "There is no such key.");
  if (!asked) return missing;
  std::optional<StreamKey> key;
  VOD_TRY(database_.read([&](ReadTransaction& tx) -> Done {
    // The token first: who has none learns nothing of which keys there are.
    if (access_ == KeyAccess::token) {
      VOD_TRY(check_token(tx, asked->app, asked->file, call));
    }
    VOD_TRY(const auto access, catalogue::find_media_access(tx, asked->app, asked->file));
    if (access && access->is_forbidden) {
      return error(ErrorCode::object_access_denied, {}, "The distribution of this media is forbidden.");
    }
    VOD_TRY(key, catalogue::find_stream_key(tx, asked->app, asked->file, asked->key_id));
    return done();
  }));
  if (!key) return missing;
  ObjectAnswer answer = answers.head(200);
  answer.headers.emplace_back("Content-Type", "application/octet-stream");
  answer.headers.emplace_back("Cache-Control", "no-store");
  answer.headers.emplace_back("Content-Length", std::to_string(key->secret.size()));
  if (method == "GET") answer.body = std::string(text_of(key->secret));
  return ObjectPlan(std::move(answer));
}

Done KeyDelivery::check_token(ReadTransaction& tx, AppId app, FileId file, const ObjectCall& call) const {
  const auto text = call.param("token");
  if (!text || text->empty()) {
    return error(ErrorCode::object_access_denied, {}, "The key of an encrypted stream needs a play token (?token=).");
  }
  VOD_TRY(const auto play_key, catalogue::find_play_key(tx, app));
  const Error not_this = error(ErrorCode::object_signature, {}, "The play token is none of this application's.");
  if (!play_key) return not_this;
  const auto token = wire::read_play_token(*text, play_key->secret);
  if (!token || token.value().app != app) return not_this;
  if (token.value().file != file) {
    return error(ErrorCode::object_signature, {}, "The play token is for another media.");
  }
  if (token.value().expires_s <= clock_.wall_ms() / 1'000) {
    return error(ErrorCode::object_token_expired, {}, "The play token has expired.");
  }
  return done();
}

}  // namespace vod
