#include "catalogue/migrations.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "backends/sqlite/sqlite.h"
#include "catalogue/apps.h"
#include "catalogue/events.h"
#include "catalogue/media_search.h"
#include "catalogue/migrate.h"
#include "catalogue/pushes.h"
#include "catalogue/usage.h"

namespace vod::catalogue {
namespace {

/// A database as an earlier program left it, with a row of each kind.
class MigrationsTest : public testing::Test {
 protected:
  void leave_version(int version) {
    std::vector<Migration> steps = migrations();
    std::erase_if(steps, [&](const Migration& step) { return step.number > version; });
    ASSERT_TRUE(migrate(*database_, steps, *log_));
  }
  void run(std::string_view sql) {
    const Done ran = database_->write([&](Transaction& tx) -> Done {
      VOD_TRY(tx.run(sql, {}));
      return done();
    });
    ASSERT_TRUE(ran) << sql;
  }
  template <class T, class Look>
  T see(Look look) {
    T seen{};
    EXPECT_TRUE(database_->read([&](ReadTransaction& tx) -> Done {
      VOD_TRY(seen, look(tx));
      return done();
    }));
    return seen;
  }

  std::unique_ptr<Log> log_ = make_silent_log();
  std::unique_ptr<Database> database_ = open_sqlite({.ephemeral = true}, *log_).value();
};

TEST_F(MigrationsTest, VersionsRiseByOne) {
  int version = 0;
  for (const Migration& step : migrations()) EXPECT_EQ(step.number, ++version);
}

TEST_F(MigrationsTest, RowsOfVersionOneAreKeptAndGetTheDefaults) {
  leave_version(1);
  run("INSERT INTO apps(sub_app_id, name, description, status, created_ms, mode, notification_url, sign_key,"
      " upload_switch, delete_switch, persistence_switch)"
      " VALUES(1500000001, 'default', '', 0, 5, 0, 'http://receiver.example.net/', 'Key01', 1, 0, 0)");
  run("INSERT INTO events(seq, sub_app_id, state, type, created_ms, body) VALUES(7, 1500000001, 1, 1, 5, '{}')");
  run("INSERT INTO pushes(seq, destination, sub_app_id, lane, due_ms, attempts, first_ms)"
      " VALUES(7, 0, 1500000001, 0, 0, 0, 5)");
  ASSERT_TRUE(migrate(*database_, migrations(), *log_));

  const auto app = see<std::optional<App>>([](ReadTransaction& tx) { return find_app(tx, AppId{1500000001}); });
  ASSERT_TRUE(app);
  EXPECT_EQ(app->events.sign_key, "Key01");
  EXPECT_TRUE(app->events.upload_switch);
  EXPECT_EQ(app->events.delivery, DeliveryConfig{});
  const auto event = see<std::optional<Event>>([](ReadTransaction& tx) { return find_event(tx, 7); });
  ASSERT_TRUE(event);
  EXPECT_EQ(event->state, EventState::sending);
  EXPECT_FALSE(event->is_test);
  const auto pushes = see<std::vector<Push>>([](ReadTransaction& tx) { return fresh_pushes(tx, {}, 10); });
  ASSERT_EQ(pushes.size(), 1U);
  EXPECT_EQ(pushes.front().key.sequence, 7U);
}

TEST_F(MigrationsTest, WhatIsThereBeforeVersionFourIsSummedUp) {
  leave_version(3);
  run("INSERT INTO objects(path, sub_app_id, file_id, size_bytes, crc64, etag, content_type, created_ms, sealed)"
      " VALUES('/a/o.mp4', 5, 1, 700, 0, '', '', 0, 1), ('/a/v.mp4', 5, 1, 30, 0, '', '', 0, 1),"
      " ('/b/o.mp4', 6, 2, 9, 0, '', '', 0, 1)");
  run("INSERT INTO media(sub_app_id, file_id, name, description, class_id, type, category, path, cover_path,"
      " storage_region, source_type, source_context, tags, created_ms, updated_ms, expire_ms, ingest, metadata,"
      " probe_code, probe_detail, key_frames, has_original, size_bytes)"
      " VALUES(5, 1, '', '', 0, '', '', '/a/o.mp4', '', '', '', '', '', 0, 0, 0, 0, '', '', '', '', 1, 700)");
  ASSERT_TRUE(migrate(*database_, migrations(), *log_));
  const auto first = see<Usage>([](ReadTransaction& tx) { return usage_of(tx, AppId{5}, 0); });
  EXPECT_EQ(first.media, 1);
  EXPECT_EQ(first.original_bytes, 700);
  EXPECT_EQ(first.other_bytes, 30);
  const auto second = see<Usage>([](ReadTransaction& tx) { return usage_of(tx, AppId{6}, 0); });
  EXPECT_EQ(second.media, 0);
  EXPECT_EQ(second.other_bytes, 9);
  const auto versions = see<DatabaseVersions>([](ReadTransaction& tx) { return database_versions(tx); });
  EXPECT_EQ(versions.schema, static_cast<int>(migrations().size()));
  EXPECT_TRUE(versions.engine.starts_with("3."));
}

TEST_F(MigrationsTest, MediaOfVersionFourAreFoundByTheIndexesOfSearches) {
  leave_version(4);
  for (const std::string id : {"1", "2", "3"}) {
    run("INSERT INTO media(sub_app_id, file_id, name, description, class_id, type, category, path, cover_path,"
        " storage_region, source_type, source_context, tags, created_ms, updated_ms, expire_ms, ingest, metadata,"
        " probe_code, probe_detail, key_frames, has_original)"
        " VALUES(5, " +
        id + ", '', '', " + id + ", 'mp4', 'Video', '', '', '', '', '', '', " + id + ", 0, 0, 0, '', '', '', '', 1)");
  }
  ASSERT_TRUE(migrate(*database_, migrations(), *log_));
  const auto found = [&](const std::function<void(MediaFilter&)>& choose) {
    MediaFilter asked;
    asked.app = AppId{5};
    choose(asked);
    const auto page = see<MediaPage>([&](ReadTransaction& tx) { return search_media(tx, asked); });
    EXPECT_EQ(page.total, static_cast<std::int64_t>(page.media.size()));
    std::vector<std::uint64_t> ids;
    for (const Media& media : page.media) ids.push_back(media.id.value);
    return ids;
  };
  using Ids = std::vector<std::uint64_t>;
  EXPECT_EQ(found([](MediaFilter& asked) { asked.categories = {"Video"}; }), (Ids{3, 2, 1}));
  EXPECT_EQ(found([](MediaFilter& asked) { asked.types = {"mp3"}; }), Ids{});
  EXPECT_EQ(found([](MediaFilter& asked) { asked.class_ids = {1, 3}; }), (Ids{3, 1}));
  EXPECT_EQ(found([](MediaFilter& asked) { asked.class_ids = {2}; }), Ids{2});
}

}  // namespace
}  // namespace vod::catalogue
