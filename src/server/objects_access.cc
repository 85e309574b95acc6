#include "server/objects_access.h"

#include <fmt/format.h>

#include <optional>

#include "base/text.h"
#include "catalogue/credentials.h"
#include "model/errors.h"
#include "model/paths.h"

namespace vod {
namespace {

Error denied(std::string detail) { return error(ErrorCode::object_access_denied, {}, std::move(detail)); }

/// The API's words for a failed signature in object storage's.
Error in_words_of_object_storage(Error failure, bool is_expired) {
  switch (failure.code) {
    case ErrorCode::secret_id_not_found:
      failure.code = ErrorCode::object_key_unknown;
      break;
    case ErrorCode::signature_failure:
      failure.code = ErrorCode::object_signature;
      break;
    case ErrorCode::signature_expire:
      failure.code = ErrorCode::object_time_skewed;
      break;
    case ErrorCode::token_failure:
      failure.code = is_expired ? ErrorCode::object_token_expired : ErrorCode::object_access_denied;
      break;
    case ErrorCode::invalid_authorization:
      failure.code = ErrorCode::object_access_denied;
      break;
    default:
      break;
  }
  return failure;
}

/// The app and media whose folder a path lies in; nothing when it is no media's.
std::optional<engine::Uploader> owner_of(std::string_view path) {
  constexpr std::size_t hex_digits = 8;
  const auto segments = split(path, '/');
  if (segments.size() < 4 || segments[1].size() < hex_digits || segments[2].size() < hex_digits) return {};
  const std::string_view of_app = segments[1].substr(hex_digits);
  const auto digits = of_app.find_first_of("0123456789");
  if (digits == std::string_view::npos) return {};
  const auto app = AppId::parse(of_app.substr(digits));
  const auto file = FileId::parse(segments[2].substr(hex_digits));
  if (!app || !file || !path.starts_with(media_folder(*app, *file))) return {};
  return engine::Uploader{*app, *file, {}};
}

}  // namespace

ObjectAccess::ObjectAccess(Database& database, const Keys& keys, const Clock& clock)
    : database_(database), keys_(keys), clock_(clock) {}

Result<engine::Uploader> ObjectAccess::check(const ObjectCall& call, std::string_view path, Wish wish) const {
  std::shared_ptr<const Key> key;
  std::optional<catalogue::UploadCredentials> credentials;
  Done looked_up = done();
  const std::int64_t now_ms = clock_.wall_ms();
  const auto find_key = [&](std::string_view secret_id) -> std::optional<wire::SecretKey> {
    key = keys_.find(secret_id);
    if (key) return key->secret;
    looked_up = database_.read([&](ReadTransaction& tx) -> Done {
      VOD_TRY(credentials, catalogue::find_credentials(tx, secret_id));
      return done();
    });
    if (!credentials) return {};
    return wire::SecretKey{credentials->secret_key, credentials->token, credentials->expires_ms};
  };
  const auto signer = wire::verify_q(call.signed_part, find_key, now_ms);
  if (!looked_up) return looked_up.error();
  if (!signer) {
    return in_words_of_object_storage(signer.error(), credentials && credentials->expires_ms <= now_ms);
  }

  if (credentials) {
    if (!path.starts_with(credentials->folder)) {
      return denied(fmt::format("The temporary key is for {} and what lies below it.", credentials->folder));
    }
    return engine::Uploader{credentials->app, credentials->file, credentials->secret_id};
  }
  const auto owner = owner_of(path);
  if (wish == Wish::read && !key->only_app) return owner.value_or(engine::Uploader());
  if (!owner) return denied("The path lies in no media's folder.");
  if (key->only_app && *key->only_app != owner->app) return denied("The key is for another application.");
  if (key->is_read_only && wish == Wish::write) return denied("The key is for reading only.");
  return *owner;
}

}  // namespace vod
