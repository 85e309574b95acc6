#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "api/test_world.h"
#include "catalogue/media.h"
#include "catalogue/tasks.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

using namespace vod::testing;

// What a caller signs with.
struct Credentials {
  std::string id{test_id};
  std::string secret{test_secret};
  std::string token;
};

/// The door as the console uses it: TC3 calls of version 2026-11-01, with keys of several kinds.
class ConsoleApi : public ::testing::Test {
 protected:
  static constexpr std::string_view host = "vod.example.com";

  boost::json::object ask(const std::string& action, const std::string& body, const Credentials* key,
                          const std::string& version = "2026-11-01", const std::string& peer = "127.0.0.1") {
    const std::int64_t now_s = world.clock.wall_ms() / 1'000;
    const std::string timestamp = std::to_string(now_s);
    std::string authorization;
    if (key != nullptr) authorization = wire::tc3_authorization(key->id, key->secret, host, body, now_s);
    std::vector<wire::HeaderView> headers = {{"Host", host},
                                             {"Content-Type", "application/json"},
                                             {"X-TC-Action", action},
                                             {"X-TC-Version", version},
                                             {"X-TC-Timestamp", timestamp}};
    if (key != nullptr) headers.push_back({"Authorization", authorization});
    if (key != nullptr && !key->token.empty()) headers.push_back({"X-TC-Token", key->token});
    const std::string answer =
        world.door.answer_now({.method = "POST", .target = "/", .headers = headers, .body = body, .peer = peer});
    return boost::json::parse(answer).at("Response").as_object();
  }
  boost::json::object ask(const std::string& action, const std::string& body = "{}") {
    return ask(action, body, &root);
  }
  static std::string code_of(const boost::json::object& answer) {
    const auto* failure = answer.if_contains("Error");
    return failure == nullptr ? std::string() : std::string(failure->at("Code").as_string());
  }
  std::string code(const std::string& action, const std::string& body, const Credentials& key,
                   const std::string& version = "2026-11-01") {
    return code_of(ask(action, body, &key, version));
  }
  static std::string text(const boost::json::object& answer, const char* member) {
    return std::string(answer.at(member).as_string());
  }
  Credentials make_key(const std::string& body) {
    const auto answer = ask("CreateKey", body);
    return {text(answer, "SecretId"), text(answer, "SecretKey"), {}};
  }
  static Credentials session_of(const boost::json::object& answer) {
    return {text(answer, "SecretId"), text(answer, "SecretKey"), text(answer, "Token")};
  }
  std::string one_time_token(const Credentials& key) {
    return text(ask("CreateConsoleToken", "{}", &key), "OneTimeToken");
  }
  static std::string with_token(const std::string& token) { return R"({"OneTimeToken":")" + token + "\"}"; }

  void add_media(std::uint64_t id, const std::string& name) {
    Media media;
    media.app = test_app;
    media.id = {id};
    media.name = name;
    media.ingest = IngestState::done;
    media.path = "/a.mp4";
    media.created_ms = static_cast<std::int64_t>(id);
    ASSERT_TRUE(world.database->write([&](Transaction& tx) { return catalogue::insert_media(tx, media); }));
  }
  Task add_task(std::uint64_t file) {
    Task task;
    task.id = {"1500000001-procedurev2-x"};
    task.app = test_app;
    task.type = TaskType::procedure;
    task.status = TaskStatus::processing;
    task.file = FileId{file};
    task.detail_json = R"({"FileName":"harbour"})";
    EXPECT_TRUE(world.database->write([&](Transaction& tx) { return catalogue::insert_task(tx, task); }));
    return task;
  }

  TestWorld world;
  const Credentials root;
};

TEST_F(ConsoleApi, AKeyMayDoWhatItWasMadeFor) {
  const auto all = make_key(R"({"Name":"all"})");
  const auto reader = make_key(R"({"Name":"reader","IsReadOnly":true})");
  const auto other_app = make_key(R"({"Name":"app","OnlySubAppId":1500000001})");
  for (const auto& key : {all, reader, other_app}) {
    EXPECT_EQ(code("DescribeEventConfig", "{}", key, "2018-07-17"), "");
    EXPECT_EQ(code("ListMedia", "{}", key), "");
  }
  EXPECT_EQ(code("ModifyEventConfig", R"({"Mode":"PULL"})", all, "2018-07-17"), "");
  EXPECT_EQ(code("ModifyEventConfig", R"({"Mode":"PULL"})", other_app, "2018-07-17"), "");
  EXPECT_EQ(code("ModifyEventConfig", R"({"Mode":"PULL"})", reader, "2018-07-17"), "AuthFailure.UnauthorizedOperation");
}

TEST_F(ConsoleApi, OnlyUnlimitedKeysManageKeysAndApps) {
  const auto reader = make_key(R"({"Name":"reader","IsReadOnly":true})");
  const auto app = make_key(R"({"Name":"app","OnlySubAppId":1500000001})");
  for (const auto& key : {reader, app}) {
    EXPECT_EQ(code("CreateKey", R"({"Name":"x"})", key), "AuthFailure.UnauthorizedOperation");
    EXPECT_EQ(code("ListKeys", "{}", key), "AuthFailure.UnauthorizedOperation");
    EXPECT_EQ(code("CreateSubAppId", R"({"Name":"x"})", key, "2018-07-17"), "AuthFailure.UnauthorizedOperation");
    EXPECT_EQ(code("ModifySubAppIdInfo", R"({"SubAppId":1500000001,"Name":"x"})", key, "2018-07-17"),
              "AuthFailure.UnauthorizedOperation");
  }
  EXPECT_EQ(code("CreateKey", R"({"Name":"x"})", make_key(R"({"Name":"all"})")), "");
}

TEST_F(ConsoleApi, ADisabledKeyIsRefusedAtOnceAndADeletedOneForGood) {
  const auto key = make_key(R"({"Name":"ci"})");
  const std::string named = R"({"KeyId":")" + key.id + "\"";
  EXPECT_EQ(code_of(ask("ModifyKeyStatus", named + R"(,"Status":"Disabled"})")), "");
  EXPECT_EQ(code("ListMedia", "{}", key), "AuthFailure.SecretIdNotFound");
  EXPECT_EQ(code_of(ask("ModifyKeyStatus", named + R"(,"Status":"Enabled"})")), "");
  EXPECT_EQ(code("ListMedia", "{}", key), "");
  EXPECT_EQ(code_of(ask("DeleteKey", named + "}")), "");
  EXPECT_EQ(code("ListMedia", "{}", key), "AuthFailure.SecretIdNotFound");
  EXPECT_EQ(code_of(ask("DeleteKey", named + "}")), "ResourceNotFound");
}

TEST_F(ConsoleApi, KeysAndSessionsOutliveARestart) {
  const auto key = make_key(R"({"Name":"ci","IsReadOnly":true})");
  const auto session = session_of(ask("CreateConsoleSession", "{}", &key));
  const auto disabled = make_key(R"({"Name":"old"})");
  (void)ask("ModifyKeyStatus", R"({"KeyId":")" + disabled.id + R"(","Status":"Disabled"})");
  const auto again =
      KeyRing::open(*world.database, std::string(test_id), std::string(test_secret), world.clock).value();
  ASSERT_NE(again->find(key.id), nullptr);
  EXPECT_TRUE(again->find(key.id)->is_read_only);
  ASSERT_NE(again->find(session.id), nullptr);
  EXPECT_TRUE(again->find(session.id)->is_read_only);
  EXPECT_EQ(again->find(disabled.id), nullptr);
}

TEST_F(ConsoleApi, TheListShowsNoSecretAndPagesMeet) {
  for (int i = 0; i < 5; ++i) (void)make_key(R"({"Name":"n"})");
  std::set<std::string> seen;
  std::string cursor;
  for (int page = 0; page < 10; ++page) {
    const auto answer = ask("ListKeys", R"({"Limit":2,"Cursor":")" + cursor + "\"}");
    for (const auto& key : answer.at("KeySet").as_array()) {
      EXPECT_EQ(key.as_object().if_contains("SecretKey"), nullptr);
      EXPECT_TRUE(seen.insert(text(key.as_object(), "SecretId")).second);
    }
    const auto* next = answer.if_contains("NextCursor");
    if (next == nullptr || next->is_null() || next->as_string().empty()) break;
    cursor = next->as_string();
  }
  EXPECT_EQ(seen.size(), 6U);  // The root key stands among them.
}

TEST_F(ConsoleApi, TheRootKeyIsNotChangedHere) {
  EXPECT_EQ(code_of(ask("DeleteKey", R"({"KeyId":")" + root.id + "\"}")), "FailedOperation");
  EXPECT_EQ(code_of(ask("CreateBackup", R"({"Path":"/x"})")), "");
  EXPECT_EQ(world.backups.now.path, "/x");
  EXPECT_EQ(code("CreateBackup", R"({"Path":"/x"})", make_key(R"({"Name":"all"})")),
            "AuthFailure.UnauthorizedOperation");
}

TEST_F(ConsoleApi, AOneTimeTokenSignsInOnceWithoutASignature) {
  const std::string token = one_time_token(root);
  const auto answer = ask("CreateConsoleSession", with_token(token), nullptr);
  ASSERT_EQ(code_of(answer), "");
  EXPECT_EQ(code("ListMedia", "{}", session_of(answer)), "");
  EXPECT_EQ(code_of(ask("CreateConsoleSession", with_token(token), nullptr)), "AuthFailure.TokenFailure");
}

TEST_F(ConsoleApi, NothingElseComesUnsigned) {
  EXPECT_EQ(code_of(ask("CreateConsoleSession", "{}", nullptr)), "MissingParameter");
  EXPECT_EQ(code_of(ask("CreateConsoleToken", "{}", nullptr)), "AuthFailure.InvalidAuthorization");
  EXPECT_EQ(code_of(ask("ListMedia", "{}", nullptr)), "AuthFailure.InvalidAuthorization");
  EXPECT_EQ(code_of(ask("CreateConsoleSession", "{}", nullptr, "2018-07-17")), "AuthFailure.InvalidAuthorization");
}

TEST_F(ConsoleApi, ConsoleCredentialsNeedTheirToken) {
  auto session = session_of(ask("CreateConsoleSession"));
  EXPECT_EQ(code("ListMedia", "{}", session), "");
  session.token = "another";
  EXPECT_EQ(code("ListMedia", "{}", session), "AuthFailure.TokenFailure");
  session.token.clear();
  EXPECT_EQ(code("ListMedia", "{}", session), "AuthFailure.TokenFailure");
}

TEST_F(ConsoleApi, ConsoleCredentialsHaveTheRightsOfTheirKeyAndDieWithIt) {
  const auto key = make_key(R"({"Name":"reader","IsReadOnly":true,"OnlySubAppId":1500000001})");
  const auto session = session_of(ask("CreateConsoleSession", with_token(one_time_token(key)), nullptr));
  EXPECT_EQ(code("ListMedia", "{}", session), "");
  EXPECT_EQ(code("ListKeys", "{}", session), "AuthFailure.UnauthorizedOperation");
  EXPECT_EQ(code("ModifyEventConfig", R"({"Mode":"PULL"})", session, "2018-07-17"),
            "AuthFailure.UnauthorizedOperation");
  const std::string unused = one_time_token(key);
  (void)ask("ModifyKeyStatus", R"({"KeyId":")" + key.id + R"(","Status":"Disabled"})");
  EXPECT_EQ(code("ListMedia", "{}", session), "AuthFailure.SecretIdNotFound");
  EXPECT_EQ(code_of(ask("CreateConsoleSession", with_token(unused), nullptr)), "AuthFailure.TokenFailure");
}

TEST_F(ConsoleApi, AConsoleCantMakeItselfLastLonger) {
  const auto session = session_of(ask("CreateConsoleSession"));
  EXPECT_EQ(code("CreateConsoleSession", "{}", session), "AuthFailure.UnauthorizedOperation");
  EXPECT_EQ(code("CreateConsoleToken", "{}", session), "AuthFailure.UnauthorizedOperation");
  EXPECT_EQ(code("CreateBackup", R"({"Path":"/x"})", session), "AuthFailure.UnauthorizedOperation");
  EXPECT_EQ(code("EndConsoleSession", "{}", session), "");
  EXPECT_EQ(code("ListMedia", "{}", session), "AuthFailure.SecretIdNotFound");
}

TEST_F(ConsoleApi, WrongTokensOfOneAddressAreCountedAndNoOthers) {
  for (std::size_t i = 0; i < limits::bad_tokens_max; ++i) {
    EXPECT_EQ(code_of(ask("CreateConsoleSession", with_token("guess"), nullptr)), "AuthFailure.TokenFailure");
  }
  const std::string token = one_time_token(root);
  EXPECT_EQ(code_of(ask("CreateConsoleSession", with_token(token), nullptr)), "RequestLimitExceeded");
  EXPECT_EQ(code_of(ask("CreateConsoleSession", with_token(token), nullptr, "2026-11-01", "192.0.2.7")), "");
}

TEST_F(ConsoleApi, TheListShowsTheOpenTaskWithItsProgress) {
  add_media(1, "harbour");
  add_media(2, "lake");
  const Task task = add_task(1);
  world.progress.put(task, {.percent = 40, .sub_percent = {}, .speed = 2.5, .left_s = 7});
  const auto media = ask("ListMedia").at("MediaSet").as_array();
  ASSERT_EQ(media.size(), 2U);
  EXPECT_EQ(text(media[0].as_object(), "Status"), "Normal");
  EXPECT_EQ(text(media[1].as_object(), "Status"), "Processing");
  EXPECT_EQ(media[1].at("Task").at("Progress").as_int64(), 40);
  const auto tasks = ask("ListTasks").at("TaskSet").as_array();
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].at("SecondsLeft").to_number<double>(), 7);
  EXPECT_EQ(text(tasks[0].as_object(), "FileName"), "harbour");
}

TEST_F(ConsoleApi, PagesGoOnOnlyInTheirOwnOrder) {
  for (std::uint64_t i = 1; i <= 3; ++i) add_media(i, "m" + std::to_string(i));
  const auto first = ask("ListMedia", R"({"Limit":2})");
  const std::string cursor = text(first, "NextCursor");
  EXPECT_EQ(ask("ListMedia", R"({"Limit":2,"Cursor":")" + cursor + "\"}").at("MediaSet").as_array().size(), 1U);
  EXPECT_EQ(code_of(ask("ListMedia", R"({"SortBy":"Name","Cursor":")" + cursor + "\"}")), "InvalidParameterValue");
  EXPECT_EQ(code_of(ask("ListMedia", R"({"Cursor":"x"})")), "InvalidParameterValue");
}

TEST_F(ConsoleApi, AWatcherHearsOfChangesAndProgressOfItsApp) {
  const std::string cursor = text(ask("WatchChanges"), "NextCursor");
  add_media(1, "harbour");
  const Task task = add_task(1);
  world.progress.put(task, {.percent = 40, .sub_percent = {}});
  const auto answer = ask("WatchChanges", R"({"Cursor":")" + cursor + "\"}");
  EXPECT_FALSE(answer.at("Reset").as_bool());
  const auto& changes = answer.at("ChangeSet").as_array();
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(text(changes[0].as_object(), "Kind"), "Media");
  EXPECT_EQ(text(changes[0].as_object(), "Id"), "1");
  EXPECT_EQ(text(changes[1].as_object(), "Id"), task.id.value);
  EXPECT_EQ(text(changes[1].as_object(), "FileId"), "1");
  EXPECT_EQ(changes[1].at("Progress").as_int64(), 40);
}

TEST_F(ConsoleApi, ARefusedChangeIsNotHeardOf) {
  const std::string cursor = text(ask("WatchChanges"), "NextCursor");
  Media media;
  media.app = test_app;
  media.id = {1};
  EXPECT_FALSE(world.database->write([&](Transaction& tx) -> Done {
    VOD_TRY(catalogue::insert_media(tx, media));
    return error(ErrorCode::failed_operation);
  }));
  const auto answer = ask("WatchChanges", R"({"WaitSeconds":0,"Cursor":")" + cursor + "\"}");
  EXPECT_TRUE(answer.at("ChangeSet").as_array().empty());
  EXPECT_TRUE(ask("WatchChanges", R"({"Cursor":"of-another-run"})").at("Reset").as_bool());
}

}  // namespace
}  // namespace vod
