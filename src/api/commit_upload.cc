#include "api/actions.h"
#include "api/checks.h"
#include "engine/uploads.h"

namespace vod::api {

Result<wire::CommitUploadResponse> answer(Context& context, const wire::CommitUploadRequest& request) {
  World& world = context.world;
  engine::CommittedUpload committed;
  VOD_TRY(world.database.write([&](Transaction& tx) -> Done {
    VOD_TRY(committed, engine::commit_upload(tx, world.bells, context.app, request.VodSessionKey, context.now_ms));
    return done();
  }));
  const auto url = public_url(context);
  wire::CommitUploadResponse response;
  response.FileId = committed.file.text();
  response.MediaUrl = url.of(committed.media_path);
  response.CoverUrl = url.of(committed.cover_path);
  return response;
}

}  // namespace vod::api
