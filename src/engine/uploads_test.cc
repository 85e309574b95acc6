#include "engine/uploads.h"

#include "engine/test_engine.h"
#include "model/limits.h"

namespace vod::engine {
namespace {

using Uploads = EngineStand;

TEST_F(Uploads, PathsComeFromIdsAndCredentialsAreBoundToTheirFolder) {
  const UploadGrant grant = apply(R"({"MediaType":"mp4","MediaName":"../../etc/passwd"})", "png");
  const std::string folder = media_folder(app, grant.session.file);
  EXPECT_TRUE(grant.session.media_path.starts_with(folder)) << grant.session.media_path;
  EXPECT_TRUE(grant.session.media_path.ends_with(".mp4"));
  EXPECT_TRUE(grant.session.cover_path.starts_with(folder));
  EXPECT_EQ(grant.session.media_path.find("passwd"), std::string::npos);
  EXPECT_EQ(grant.credentials.folder, folder);
  EXPECT_EQ(grant.credentials.expires_ms, now_ms + limits::upload_credentials_ms);
}

TEST_F(Uploads, CommitMakesAMediaThatWaitsForItsProbe) {
  const UploadGrant grant = apply(R"({"MediaType":"mp4","MediaName":"harbour","SourceContext":"uid=7"})");
  put_object(grant.session.media_path, grant.session.file);
  const auto committed = commit(grant.session.session_key);
  ASSERT_TRUE(committed);
  EXPECT_EQ(committed.value().file, grant.session.file);
  const auto media = find(grant.session.file);
  ASSERT_TRUE(media);
  EXPECT_EQ(media->name, "harbour");
  EXPECT_EQ(media->source_context, "uid=7");
  EXPECT_EQ(media->ingest, IngestState::pending);
  const auto ingests =
      read<std::vector<catalogue::Ingest>>([](ReadTransaction& tx) { return catalogue::list_ingests(tx, 10); });
  ASSERT_EQ(ingests.size(), 1u);
}

TEST_F(Uploads, ARepeatedCommitGivesTheSameFileAndChangesNothing) {
  const UploadGrant grant = apply();
  put_object(grant.session.media_path, grant.session.file);
  const auto first = commit(grant.session.session_key);
  const auto second = commit(grant.session.session_key);
  ASSERT_TRUE(second);
  EXPECT_EQ(second.value().file, first.value().file);
  const auto ingests =
      read<std::vector<catalogue::Ingest>>([](ReadTransaction& tx) { return catalogue::list_ingests(tx, 10); });
  EXPECT_EQ(ingests.size(), 1u);
}

TEST_F(Uploads, CommitWithoutBytesIsRefusedAndMayBeTriedAgain) {
  const UploadGrant grant = apply();
  const auto refused = commit(grant.session.session_key);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::resource_not_found);
  EXPECT_FALSE(find(grant.session.file));
  put_object(grant.session.media_path, grant.session.file);
  EXPECT_TRUE(commit(grant.session.session_key));
}

TEST_F(Uploads, AKeyThatIsUnknownOverOrOfAnotherAppIsRefused) {
  const UploadGrant grant = apply();
  put_object(grant.session.media_path, grant.session.file);
  const auto code = [&](AppId of, const std::string& key, std::int64_t at_ms) {
    return refusal([&](Transaction& tx) -> Done {
      VOD_TRY(commit_upload(tx, bells, of, key, at_ms));
      return done();
    });
  };
  const std::string& key = grant.session.session_key;
  EXPECT_EQ(code(app, "no-such-key", now_ms), "InvalidParameterValue.VodSessionKey");
  EXPECT_EQ(code(AppId{7}, key, now_ms), "InvalidParameterValue.VodSessionKey");
  EXPECT_EQ(code(app, key, now_ms + limits::upload_session_ms + 1), "InvalidParameterValue.VodSessionKey");
  EXPECT_EQ(code(app, key, now_ms), "");
}

TEST_F(Uploads, CommitEndsTheTemporaryKey) {
  const UploadGrant grant = apply();
  put_object(grant.session.media_path, grant.session.file);
  ASSERT_TRUE(commit(grant.session.session_key));
  const auto found = read<std::optional<catalogue::UploadCredentials>>(
      [&](ReadTransaction& tx) { return catalogue::find_credentials(tx, grant.credentials.secret_id); });
  EXPECT_FALSE(found);
}

}  // namespace
}  // namespace vod::engine
