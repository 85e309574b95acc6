#include <gtest/gtest.h>

#include <set>
#include <string>

#include "api/action_table.h"
#include "server/test_client.h"
#include "server/test_server.h"

namespace vod {
namespace {

using namespace vod::testing;

struct PagesTest : ::testing::Test {
  TestServer server;
  TestClient client{server.server.address().port};

  TestAnswer get(const std::string& path, const std::string& headers = {}) {
    return client.ask("GET " + path + " HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n");
  }
};

TEST_F(PagesTest, HealthAndReadyAnswer) {
  EXPECT_EQ(get("/-/health").status, 200);
  EXPECT_EQ(get("/-/ready").body, "{\"ok\":true}\n");
}

TEST_F(PagesTest, MetricsCountCallsAndRoutes) {
  client.ask(TestCall{}.text(test_id, test_secret));
  client.ask(TestCall{}.text(test_id, "wrong"));
  const std::string text = get("/-/metrics").body;
  EXPECT_NE(text.find("openvod_call_seconds_count{action=\"DescribeEventConfig\"} 1\n"), std::string::npos) << text;
  EXPECT_NE(text.find("openvod_call_errors_total{code=\"AuthFailure.SignatureFailure\"} 1\n"), std::string::npos);
  EXPECT_NE(text.find("openvod_http_requests_total{route=\"api\"} 2\n"), std::string::npos);
}

TEST_F(PagesTest, CoverageNamesServedAndUnservedActionsAndRefusedParameters) {
  const TestAnswer answer = get("/-/coverage");
  EXPECT_EQ(answer.header("content-type"), "application/json");
  const auto coverage = boost::json::parse(answer.body);
  std::size_t served = 0;
  std::size_t unserved = 0;
  bool shows_refusal = false;
  for (const auto& action : coverage.at("actions").as_array()) {
    (action.at("status").as_string() == "served" ? served : unserved) += 1;
    for (const auto& parameter : action.at("parameters").as_array()) {
      shows_refusal =
          shows_refusal || (parameter.at("rule").as_string() == "refused" && parameter.as_object().contains("why"));
    }
  }
  EXPECT_EQ(served, served_actions().size());
  EXPECT_GT(unserved, 0U);
  EXPECT_TRUE(shows_refusal);
  std::set<std::string> kinds;
  bool says_why = false;
  for (const auto& preset : coverage.at("preset_templates").as_array()) {
    kinds.emplace(preset.at("kind").as_string());
    says_why = says_why || (preset.at("status").as_string() == "refused" && !preset.at("why").as_string().empty());
  }
  EXPECT_EQ(kinds.size(), 6U) << "there are no preset watermarks";
  EXPECT_TRUE(says_why);
}

TEST_F(PagesTest, BrowsersGetCoverageAsAPage) {
  const TestAnswer answer = get("/-/coverage", "Accept: text/html,*/*\r\n");
  EXPECT_EQ(answer.header("content-type"), "text/html; charset=utf-8");
  EXPECT_NE(answer.body.find("<h2>DescribeEventConfig"), std::string::npos);
}

TEST_F(PagesTest, UnknownPathsGet404ThatNamesWhatIsServed) {
  const TestAnswer answer = get("/favicon.ico");
  EXPECT_EQ(answer.status, 404);
  EXPECT_NE(answer.body.find("/-/coverage"), std::string::npos);
  EXPECT_EQ(client.ask("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc").status, 404);
  EXPECT_EQ(get("/-/health").status, 200);
}

}  // namespace
}  // namespace vod
