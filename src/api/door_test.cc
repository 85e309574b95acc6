#include "api/door.h"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "api/action_table.h"
#include "api/test_world.h"
#include "model/limits.h"
#include "wire/tables.h"

namespace vod {
namespace {

using namespace vod::testing;

// A request that owns its texts.
struct Request {
  std::string method = "POST";
  std::string target = "/";
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  void set(const std::string& name, const std::string& value) {
    std::erase_if(headers, [&](const auto& header) { return header.first == name; });
    if (!value.empty()) headers.emplace_back(name, value);
  }
};

constexpr std::string_view host = "vod.example.com";

struct DoorTest : ::testing::Test {
  TestWorld world;

  boost::json::object ask(Door& door, const Request& request) const {
    std::vector<wire::HeaderView> headers;
    for (const auto& [name, value] : request.headers) headers.push_back({name, value});
    const std::string answer = door.answer_now({.method = request.method,
                                                .target = request.target,
                                                .headers = headers,
                                                .body = request.body,
                                                .peer = "127.0.0.1"});
    return boost::json::parse(answer).at("Response").as_object();
  }
  std::string code(Door& door, const Request& request) const {
    const boost::json::object answer = ask(door, request);
    const auto* failure = answer.if_contains("Error");
    return failure == nullptr ? std::string() : std::string(failure->at("Code").as_string());
  }
  std::string code(const Request& request) { return code(world.door, request); }

  std::int64_t now_s() const { return world.clock.wall_ms() / 1'000; }

  // A TC3 POST with JSON, signed as it stands.
  Request json_call(const std::string& action, const std::string& body, std::int64_t timestamp_s,
                    std::string_view id = test_id, std::string_view secret = test_secret) const {
    Request request;
    request.body = body;
    request.headers = {{"Host", std::string(host)},
                       {"Content-Type", "application/json"},
                       {"X-TC-Action", action},
                       {"X-TC-Version", "2018-07-17"},
                       {"X-TC-Timestamp", std::to_string(timestamp_s)},
                       {"Authorization", wire::tc3_authorization(id, secret, host, body, timestamp_s)}};
    return request;
  }
  Request json_call(const std::string& action, const std::string& body = "{}") const {
    return json_call(action, body, now_s());
  }
  // The old form, GET or POST.
  Request form_call(const std::string& method, std::vector<wire::FormPair> pairs, const std::string& algorithm) const {
    pairs.push_back({"Version", "2018-07-17"});
    pairs.push_back({"SecretId", std::string(test_id)});
    pairs.push_back({"Timestamp", std::to_string(now_s())});
    pairs.push_back({"Nonce", "9223372036854775807"});
    pairs.push_back({"SignatureMethod", algorithm});
    pairs.push_back({"Signature", wire::v1_signature(method, host, pairs, test_secret)});
    std::string text;
    for (const auto& [name, value] : pairs)
      text += (text.empty() ? "" : "&") + url_encode(name) + "=" + url_encode(value);
    Request request;
    request.method = method;
    request.headers = {{"Host", std::string(host)}};
    if (method == "GET") {
      request.target = "/?" + text;
    } else {
      request.body = text;
      request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    }
    return request;
  }
};

TEST_F(DoorTest, FourFormsOfACallAreLetIn) {
  EXPECT_EQ(code(json_call("DescribeEventConfig")), "");
  for (const std::string method : {"GET", "POST"}) {
    for (const std::string algorithm : {"HmacSHA1", "HmacSHA256"}) {
      EXPECT_EQ(code(form_call(method, {{"Action", "DescribeEventConfig"}, {"SubAppId", "1500000001"}}, algorithm)), "")
          << method << algorithm;
    }
  }
  Request get = json_call("DescribeEventConfig", "");
  get.method = "GET";
  get.target = "/?SubAppId=1500000001";
  get.set("Content-Type", "application/x-www-form-urlencoded");
  const wire::Tc3Call signed_get{.method = "GET",
                                 .query = "SubAppId=1500000001",
                                 .content_type = "application/x-www-form-urlencoded",
                                 .host = host,
                                 .body = "",
                                 .timestamp_s = now_s()};
  get.set("Authorization", wire::tc3_authorization(signed_get, test_id, test_secret));
  EXPECT_EQ(code(get), "");
}

TEST_F(DoorTest, UnsignedAndSkippedCallsAreRefused) {
  Request request = json_call("DescribeEventConfig");
  request.set("Authorization", "");
  EXPECT_EQ(code(request), "AuthFailure.InvalidAuthorization");
  request.set("Authorization", "SKIP");
  EXPECT_EQ(code(request), "AuthFailure.InvalidAuthorization");
  Request form = form_call("POST", {{"Action", "DescribeEventConfig"}}, "HmacSHA1");
  form.body = "Action=DescribeEventConfig&Version=2018-07-17";
  EXPECT_EQ(code(form), "AuthFailure.InvalidAuthorization");
  form.method = "GET";
  form.target = "/?Action=DescribeEventConfig&Version=2018-07-17";
  EXPECT_EQ(code(form), "AuthFailure.InvalidAuthorization");
  form.target = "/";
  EXPECT_EQ(code(form), "AuthFailure.InvalidAuthorization");
}

TEST_F(DoorTest, WrongKeysAndTimesHaveCodesOfTheirOwn) {
  EXPECT_EQ(code(json_call("DescribeEventConfig", "{}", now_s(), test_id, "wrong")), "AuthFailure.SignatureFailure");
  EXPECT_EQ(code(json_call("DescribeEventConfig", "{}", now_s(), "AKIDNOBODY")), "AuthFailure.SecretIdNotFound");
  EXPECT_EQ(code(json_call("DescribeEventConfig", "{}", now_s() - 310)), "AuthFailure.SignatureExpire");
  Request changed = json_call("DescribeEventConfig");
  changed.body = R"({"SubAppId":7})";
  EXPECT_EQ(code(changed), "AuthFailure.SignatureFailure");
  Request token = json_call("DescribeEventConfig");
  token.set("X-TC-Token", "sometoken");
  EXPECT_EQ(code(token), "AuthFailure.TokenFailure");
}

TEST_F(DoorTest, ActionsAndVersionsAreChecked) {
  EXPECT_EQ(code(json_call("NoSuchAction")), "InvalidAction");
  Request version = json_call("DescribeEventConfig");
  version.set("X-TC-Version", "2017-01-01");
  EXPECT_EQ(code(version), "NoSuchVersion");
  version.set("X-TC-Version", "2026-11-01");
  EXPECT_EQ(code(version), "InvalidAction");
  version.set("X-TC-Version", "");
  EXPECT_EQ(code(version), "MissingParameter");
  Request action = json_call("DescribeEventConfig");
  action.set("X-TC-Action", "");
  EXPECT_EQ(code(action), "MissingParameter");
}

TEST_F(DoorTest, KnownActionsThatAreNotServedSaySo) {
  ASSERT_FALSE(wire::unserved_actions().empty());
  const wire::UnservedRow row = wire::unserved_actions().front();
  Request request = json_call(std::string(row.name));
  request.set("X-TC-Version", std::string(row.version));
  EXPECT_EQ(code(request), "UnsupportedOperation");
}

TEST_F(DoorTest, MalformedBodiesAreNamed) {
  EXPECT_EQ(code(json_call("DescribeEventConfig", "{\"SubAppId\":")), "InvalidParameter");
  EXPECT_EQ(code(json_call("DescribeEventConfig", "[]")), "InvalidParameter");
  EXPECT_EQ(code(json_call("DescribeEventConfig", R"({"NotThere":1})")), "UnknownParameter");
  EXPECT_EQ(code(json_call("DescribeEventConfig", R"({"SubAppId":-1})")), "InvalidParameter");
  EXPECT_EQ(code(json_call("DescribeEventConfig", std::string(100'000, '['))), "InvalidParameter");
  EXPECT_EQ(code(form_call("POST", {{"Action", "DescribeEventConfig"}, {"A.1", "x"}}, "HmacSHA1")), "InvalidParameter");
}

TEST_F(DoorTest, SizesAreLimitedByForm) {
  Request form = form_call("POST", {{"Action", "DescribeEventConfig"}}, "HmacSHA1");
  form.body.append(limits::form_body_bytes_max, 'x');
  EXPECT_EQ(code(form), "RequestSizeLimitExceeded");
  Request get = form_call("GET", {{"Action", "DescribeEventConfig"}}, "HmacSHA1");
  get.target.append(limits::get_query_bytes_max, 'x');
  EXPECT_EQ(code(get), "RequestSizeLimitExceeded");
  Request json = json_call("DescribeEventConfig");
  json.body.append(limits::json_body_bytes_max, ' ');
  EXPECT_EQ(code(json), "RequestSizeLimitExceeded");
}

TEST_F(DoorTest, MethodsButGetAndPostAreRefused) {
  Request request = json_call("DescribeEventConfig");
  request.method = "DELETE";
  EXPECT_EQ(code(request), "UnsupportedProtocol");
}

TEST_F(DoorTest, AppThatIsOffTakesApplicationActionsOnly) {
  ASSERT_TRUE(world.database->write([&](Transaction& tx) -> Done {
    App app{.id = AppId{1'500'000'002}, .name = "off", .description = {}, .status = AppStatus::off, .events = {}};
    return world.apps.insert(tx, app);
  }));
  EXPECT_EQ(code(json_call("DescribeEventConfig", R"({"SubAppId":1500000002})")), "FailedOperation.InvalidVodUser");
  EXPECT_EQ(code(json_call("ModifySubAppIdStatus", R"({"SubAppId":1500000002,"Status":"On"})")), "");
  EXPECT_EQ(code(json_call("DescribeEventConfig", R"({"SubAppId":1500000002})")), "");
  EXPECT_EQ(code(json_call("DescribeEventConfig", R"({"SubAppId":1500000003})")), "InvalidParameterValue.SubAppId");
}

TEST_F(DoorTest, ChangeOfAnAppIsSeenByTheNextCall) {
  for (const std::string mode : {"PULL", "PUSH", "PULL"}) {
    EXPECT_EQ(code(json_call("ModifyEventConfig", fmt::format(R"({{"Mode":"{}"}})", mode))), "");
    EXPECT_EQ(ask(world.door, json_call("DescribeEventConfig")).at("Mode").as_string(), mode);
  }
}

TEST_F(DoorTest, ReplaysAreLetInAndCounted) {
  const Request request = json_call("DescribeEventConfig");
  EXPECT_EQ(code(request), "");
  EXPECT_EQ(code(request), "");
  EXPECT_EQ(code(request), "");
  EXPECT_NE(world.door.metrics().find("openvod_signature_replays_total 2\n"), std::string::npos);
}

TEST_F(DoorTest, RateLimitIsPerKeyAndAction) {
  Door door(world.world, world.keys, {.default_app = test_app, .calls_per_second_max = 2});
  int refused = 0;
  for (int i = 0; i < 50; ++i)
    refused += code(door, json_call("DescribeEventConfig")) == "RequestLimitExceeded" ? 1 : 0;
  EXPECT_GT(refused, 0);
  EXPECT_EQ(code(door, json_call("DescribeSubAppIds")), "");
}

// One key with rights of its own.
class OneKey final : public Keys {
 public:
  explicit OneKey(Key key) : key_(std::make_shared<const Key>(std::move(key))) {}
  std::shared_ptr<const Key> find(std::string_view id) const override { return id == test_id ? key_ : nullptr; }

 private:
  std::shared_ptr<const Key> key_;
};

Key key_with_rights(bool is_read_only, std::optional<AppId> only_app) {
  Key key{.secret_id = std::string(test_id), .secret = {}, .is_read_only = is_read_only, .only_app = only_app};
  key.secret.secret_key = test_secret;
  return key;
}

TEST_F(DoorTest, ReadOnlyKeyMayNotWrite) {
  const OneKey keys(key_with_rights(true, {}));
  Door door(world.world, keys, {.default_app = test_app});
  EXPECT_EQ(code(door, json_call("DescribeEventConfig")), "");
  EXPECT_EQ(code(door, json_call("ModifyEventConfig", R"({"Mode":"PULL"})")), "AuthFailure.UnauthorizedOperation");
}

TEST_F(DoorTest, KeyOfOneAppMayTouchNoOther) {
  const OneKey keys(key_with_rights(false, AppId{7}));
  Door door(world.world, keys, {.default_app = test_app});
  EXPECT_EQ(code(door, json_call("DescribeEventConfig")), "AuthFailure.UnauthorizedOperation");
  EXPECT_EQ(code(door, json_call("CreateSubAppId", R"({"Name":"x"})")), "AuthFailure.UnauthorizedOperation");
}

TEST_F(DoorTest, KeyOfOneAppSeesThatAppAlone) {
  const OneKey keys(key_with_rights(false, AppId{7}));
  Door door(world.world, keys, {.default_app = test_app});
  EXPECT_EQ(code(door, json_call("DescribeSubAppIds")), "");
  EXPECT_EQ(ask(door, json_call("DescribeSubAppIds")).at("TotalCount").as_int64(), 0);
}

TEST_F(DoorTest, ArraysThatClientsLoopOverAreNeverNull) {
  const boost::json::object answer = ask(world.door, json_call("PullEvents"));
  EXPECT_TRUE(answer.at("EventSet").is_array());
  EXPECT_TRUE(answer.at("RequestId").is_string());
}

TEST(ActionTable, EveryActionIsInASchemaAndFoundByItsVersion) {
  ASSERT_FALSE(served_actions().empty());
  for (const ServedAction& action : served_actions()) {
    EXPECT_EQ(find_served_action(action.version, action.name), &action);
    EXPECT_EQ(find_served_action("2000-01-01", action.name), nullptr);
    EXPECT_FALSE(wire::is_unserved(action.version, action.name)) << action.name;
  }
}

}  // namespace
}  // namespace vod
