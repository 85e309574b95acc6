#pragma once

#include <string_view>

#include "server/object_service.h"
#include "server/objects_answer.h"
#include "server/objects_request.h"

namespace vod {

/// Hands out the keys of encrypted streams (SimpleAES): 16 bytes at /-/keys/<app>/<file>/<key>, to whoever brings in
/// `token` a play token of that app for that media. Answers are never to be stored.
class KeyDelivery {
 public:
  static constexpr std::string_view place = "/-/keys/";

  /// The references outlive it.
  KeyDelivery(Database& database, const Clock& clock, KeyAccess access)
      : database_(database), clock_(clock), access_(access) {}

  /// object_no_such_key for a key that is not there; object_access_denied without a token, object_signature for one of
  /// another app or media or that is none, object_token_expired for an old one.
  Result<ObjectPlan> answer(const ObjectCall& call, const AnswerMaker& answers) const;

 private:
  Done check_token(ReadTransaction& tx, AppId app, FileId file, const ObjectCall& call) const;

  Database& database_;
  const Clock& clock_;
  const KeyAccess access_;
};

}  // namespace vod
