#include "engine/uploads.h"

#include "base/text.h"
#include "catalogue/media.h"
#include "catalogue/objects.h"
#include "catalogue/tasks.h"
#include "engine/objects.h"
#include "model/errors.h"
#include "model/file_ids.h"
#include "model/limits.h"
#include "model/media_types.h"
#include "model/paths.h"
#include "wire/types.h"

namespace vod::engine {
namespace {

Media media_of(const catalogue::UploadSession& session, const wire::ApplyUploadRequest& request, std::int64_t now_ms) {
  Media media;
  media.app = session.app;
  media.id = session.file;
  media.type = lower(request.MediaType);
  media.category = std::string(category_of_type(media.type).value_or("Video"));
  media.path = session.media_path;
  media.name = request.MediaName.value_or("");
  if (media.name.empty()) {
    const auto slash = media.path.rfind('/') + 1;
    media.name = media.path.substr(slash, media.path.rfind('.') - slash);
  }
  media.class_id = request.ClassId.value_or(0);
  media.storage_region = std::string(default_storage_region);
  media.source_context = request.SourceContext.value_or("");
  media.created_ms = now_ms;
  media.updated_ms = now_ms;
  media.expire_ms = parse_iso8601(request.ExpireTime.value_or("")).value_or(0);
  return media;
}

}  // namespace

Result<UploadGrant> apply_upload(Transaction& tx, Random& random, const UploadWish& wish, std::int64_t now_ms) {
  UploadGrant grant;
  catalogue::UploadSession& session = grant.session;
  session.session_key = random.alphanumeric(128);
  session.app = wish.app;
  session.file = new_file_id(random);
  session.request_json = wish.request_json;
  const std::string folder = media_folder(wish.app, session.file);
  session.media_path = folder + random.alphanumeric(12) + "." + wish.media_type;
  if (!wish.cover_type.empty()) session.cover_path = folder + new_file_id(random).text() + "." + wish.cover_type;
  session.created_ms = now_ms;
  session.expires_ms = now_ms + limits::upload_session_ms;
  VOD_TRY(catalogue::insert_upload_session(tx, session));

  catalogue::UploadCredentials& credentials = grant.credentials;
  credentials.secret_id = "AKIDTMP" + random.alphanumeric(29);
  credentials.secret_key = random.alphanumeric(40);
  credentials.token = random.alphanumeric(64);
  credentials.folder = folder;
  credentials.app = wish.app;
  credentials.file = session.file;
  credentials.expires_ms = now_ms + limits::upload_credentials_ms;
  VOD_TRY(catalogue::add_credentials(tx, credentials));
  return grant;
}

Result<CommittedUpload> commit_upload(Transaction& tx, Bells& bells, AppId app, const std::string& session_key,
                                      std::int64_t now_ms) {
  VOD_TRY(const auto session, catalogue::find_upload_session(tx, session_key));
  if (!session || session->app != app || (!session->committed && session->expires_ms < now_ms)) {
    return error(ErrorCode::value_vod_session_key, "VodSessionKey",
                 "VodSessionKey: not one that ApplyUpload gave to this application in the last 24 hours.");
  }
  CommittedUpload committed{session->file, session->media_path, {}};
  if (!session->cover_path.empty()) {
    VOD_TRY(const auto cover, catalogue::find_object(tx, session->cover_path));
    if (cover) committed.cover_path = session->cover_path;
  }
  if (session->committed) return committed;

  VOD_TRY(const auto object, catalogue::find_object(tx, session->media_path));
  if (!object) {
    return error(ErrorCode::resource_not_found, "VodSessionKey",
                 "Nothing was uploaded to " + session->media_path + " yet: upload the file first, then commit.");
  }
  VOD_TRY(const auto request, wire::decode_answer<wire::ApplyUploadRequest>(std::string_view(session->request_json)));
  Media media = media_of(*session, request, now_ms);
  media.cover_path = committed.cover_path;
  VOD_TRY(catalogue::insert_media(tx, media));
  VOD_TRY(catalogue::insert_ingest(
      tx, {app, media.id, request.Procedure.value_or(""), request.SessionContext.value_or("")}, now_ms));
  VOD_TRY(catalogue::commit_upload_session(tx, session_key));
  const std::string folder = media_folder(app, media.id);
  VOD_TRY(seal_folder(tx, folder));
  tx.on_commit([&bells] { bells.ring_all(catalogue::work_bell); });
  return committed;
}

}  // namespace vod::engine
