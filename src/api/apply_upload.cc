#include "api/actions.h"
#include "api/checks.h"
#include "base/text.h"
#include "engine/uploads.h"
#include "model/limits.h"
#include "model/media_types.h"
#include "model/paths.h"

namespace vod::api {
namespace {

Result<engine::UploadWish> checked(const Context& context, const wire::ApplyUploadRequest& request) {
  engine::UploadWish wish;
  wish.app = context.app;
  wish.media_type = lower(request.MediaType);
  wish.cover_type = lower(request.CoverType.value_or(""));
  if (!category_of_type(wish.media_type)) {
    return error(ErrorCode::value_media_type, "MediaType",
                 "MediaType: \"" + request.MediaType + "\" is not a media type that can be uploaded, like mp4.");
  }
  if (!wish.cover_type.empty() && !is_cover_type(wish.cover_type)) {
    return error(ErrorCode::value_cover_type, "CoverType",
                 "CoverType: \"" + *request.CoverType + "\" is none of gif, jpeg, jpg, png.");
  }
  VOD_TRY(check::length(request.MediaName.value_or(""), 64, ErrorCode::invalid_parameter_value, "MediaName"));
  VOD_TRY(check::length(request.SourceContext.value_or(""), limits::source_context_characters_max,
                        ErrorCode::invalid_parameter_value, "SourceContext"));
  VOD_TRY(check::length(request.SessionContext.value_or(""), limits::session_context_characters_max,
                        ErrorCode::value_session_context_too_long, "SessionContext"));
  VOD_TRY(check::expire_time(request.ExpireTime, "ExpireTime"));
  VOD_TRY(check::class_id(context, request.ClassId));
  wish.request_json = wire::encode_text(request);
  return wish;
}

}  // namespace

Result<wire::ApplyUploadResponse> answer(Context& context, const wire::ApplyUploadRequest& request) {
  World& world = context.world;
  VOD_TRY(const auto wish, checked(context, request));
  VOD_TRY(check::disk_has_room(world, limits::disk_uploads_share_max, "uploads"));
  engine::UploadGrant grant;
  VOD_TRY(world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(check::procedure(tx, context.app, request.Procedure));
    VOD_TRY(grant, engine::apply_upload(tx, world.random, wish, context.now_ms));
    return done();
  }));

  wire::TempCertificate certificate;
  certificate.SecretId = grant.credentials.secret_id;
  certificate.SecretKey = grant.credentials.secret_key;
  certificate.Token = grant.credentials.token;
  certificate.ExpiredTime = static_cast<std::uint64_t>(grant.credentials.expires_ms / 1000);
  wire::ApplyUploadResponse response;
  response.StorageBucket = bucket_of(context.app);
  response.StorageRegion = std::string(default_storage_region);
  response.VodSessionKey = grant.session.session_key;
  response.MediaStoragePath = grant.session.media_path;
  response.CoverStoragePath = grant.session.cover_path;
  response.TempCertificate = std::move(certificate);
  return response;
}

}  // namespace vod::api
