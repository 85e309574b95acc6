#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/errors.h"
#include "ports/outbound.h"

namespace vod {

/// The client under test with the peers that the contract speaks to.
class OutboundWorld {
 public:
  virtual ~OutboundWorld() = default;
  virtual Outbound& outbound() = 0;
  /// A URL that answers every request so.
  virtual std::string answering(int status, std::vector<std::pair<std::string, std::string>> headers,
                                std::string body) = 0;
  /// A URL that takes requests and never answers.
  virtual std::string silent() = 0;
  /// A URL whose address may not be reached.
  virtual std::string refused() = 0;
  /// Lets time pass until the result is there.
  virtual OutboundResult wait(std::future<OutboundResult> result) = 0;
  /// The body of the last request that an answering peer got.
  virtual std::string last_body() = 0;
};

using MakeOutboundWorld = std::function<std::shared_ptr<OutboundWorld>()>;

/// What every answer to the port Outbound must hold.
class OutboundContract : public ::testing::TestWithParam<MakeOutboundWorld> {
 protected:
  std::shared_ptr<OutboundWorld> world = GetParam()();

  static OutboundRequest request_to(std::string url) {
    OutboundRequest request;
    request.url = std::move(url);
    return request;
  }
  static OutboundRequest pull_of(std::string url) {
    OutboundRequest request = request_to(std::move(url));
    request.purpose = OutboundPurpose::pull;
    request.redirects_max = 5;
    request.answer_bytes_max = 1 << 20;
    return request;
  }
  OutboundResult run(OutboundRequest request, Outbound::Sink sink = nullptr) {
    auto promise = std::make_shared<std::promise<OutboundResult>>();
    auto result = promise->get_future();
    world->outbound().submit(std::move(request), std::move(sink),
                             [promise](OutboundResult value) { promise->set_value(std::move(value)); });
    return world->wait(std::move(result));
  }
};

TEST_P(OutboundContract, AnswerComesWithStatusHeadersAndBody) {
  const auto result = run(request_to(world->answering(201, {{"retry-after", "7"}}, "hello")));
  EXPECT_EQ(result.failure, OutboundFailure::none) << result.detail;
  EXPECT_EQ(result.status, 201);
  EXPECT_EQ(result.body, "hello");
  EXPECT_NE(
      std::find(result.headers.begin(), result.headers.end(), std::pair<std::string, std::string>("retry-after", "7")),
      result.headers.end());
}

TEST_P(OutboundContract, PostCarriesItsBody) {
  OutboundRequest request = request_to(world->answering(200, {}, ""));
  request.method = "POST";
  request.body = R"({"EventType":"NewFileUpload"})";
  EXPECT_EQ(run(request).status, 200);
  EXPECT_EQ(world->last_body(), request.body);
}

TEST_P(OutboundContract, ErrorStatusIsAnAnswerAndNoFailure) {
  const auto result = run(request_to(world->answering(503, {}, "busy")));
  EXPECT_EQ(result.failure, OutboundFailure::none);
  EXPECT_EQ(result.status, 503);
  EXPECT_EQ(result.body, "busy");
}

TEST_P(OutboundContract, SilentPeerEndsAsATimeout) {
  OutboundRequest request = request_to(world->silent());
  request.total_ms_max = 200;
  EXPECT_EQ(run(request).failure, OutboundFailure::timeout);
}

TEST_P(OutboundContract, CancelEndsTheRequest) {
  auto promise = std::make_shared<std::promise<OutboundResult>>();
  auto result = promise->get_future();
  const auto number = world->outbound().submit(
      request_to(world->silent()), nullptr, [promise](OutboundResult value) { promise->set_value(std::move(value)); });
  world->outbound().cancel(number);
  EXPECT_EQ(world->wait(std::move(result)).failure, OutboundFailure::cancelled);
}

TEST_P(OutboundContract, CancelOfWhatIsOverDoesNothing) {
  run(request_to(world->answering(200, {}, "")));
  world->outbound().cancel(1);
  EXPECT_EQ(run(request_to(world->answering(200, {}, ""))).status, 200);
}

TEST_P(OutboundContract, RefusedAddressSaysSo) {
  const auto result = run(request_to(world->refused()));
  EXPECT_EQ(result.failure, OutboundFailure::refused_address);
  EXPECT_NE(result.detail.find("callback.allow"), std::string::npos) << result.detail;
}

TEST_P(OutboundContract, OnlyHttpUrlsAreTaken) {
  EXPECT_EQ(run(request_to("file:///etc/passwd")).failure, OutboundFailure::bad_url);
  EXPECT_EQ(run(request_to("gopher://example.net/")).failure, OutboundFailure::bad_url);
}

TEST_P(OutboundContract, CallbackNeverFollowsARedirect) {
  const std::string end = world->answering(200, {}, "end");
  const auto result = run(request_to(world->answering(302, {{"location", end}}, "")));
  EXPECT_EQ(result.failure, OutboundFailure::none);
  EXPECT_EQ(result.status, 302);
}

TEST_P(OutboundContract, PullFollowsRedirectsUpToItsLimit) {
  const std::string end = world->answering(200, {}, "end");
  const std::string middle = world->answering(307, {{"location", end}}, "");
  OutboundRequest request = pull_of(world->answering(302, {{"location", middle}}, ""));
  const auto followed = run(request);
  EXPECT_EQ(followed.body, "end");
  EXPECT_EQ(followed.url, end);
  request.redirects_max = 1;
  EXPECT_EQ(run(request).failure, OutboundFailure::broken);
}

TEST_P(OutboundContract, RedirectToARefusedAddressIsRefused) {
  OutboundRequest request = request_to(world->answering(302, {{"location", world->refused()}}, ""));
  request.redirects_max = 5;
  EXPECT_EQ(run(request).failure, OutboundFailure::refused_address);
}

TEST_P(OutboundContract, CallbackKeepsTheBeginningOfALongAnswer) {
  OutboundRequest request = request_to(world->answering(200, {}, std::string(100'000, 'x')));
  request.answer_bytes_max = 4'096;
  const auto result = run(request);
  EXPECT_EQ(result.failure, OutboundFailure::none) << result.detail;
  EXPECT_EQ(result.status, 200);
  EXPECT_EQ(result.body, std::string(4'096, 'x'));
}

TEST_P(OutboundContract, PullOfTooMuchFails) {
  OutboundRequest request = pull_of(world->answering(200, {}, std::string(2'000, 'x')));
  request.answer_bytes_max = 1'999;
  EXPECT_EQ(run(request).failure, OutboundFailure::too_large);
  request.answer_bytes_max = 2'000;
  EXPECT_EQ(run(request).failure, OutboundFailure::none);
}

TEST_P(OutboundContract, SinkGetsTheBytesOfA2xxAnswerAlone) {
  std::string taken;
  const Outbound::Sink sink = [&](std::string_view bytes) -> Done {
    taken += bytes;
    return done();
  };
  const std::string body(300'000, 'y');
  EXPECT_EQ(run(pull_of(world->answering(200, {}, body)), sink).failure, OutboundFailure::none);
  EXPECT_EQ(taken, body);
  const auto missing = run(pull_of(world->answering(404, {}, "no such file")), sink);
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(taken, body);
}

TEST_P(OutboundContract, HeadIsHeardOfOnceBeforeTheBytes) {
  OutboundRequest request = pull_of(world->answering(200, {{"etag", "\"v1\""}}, "abc"));
  std::vector<std::string> heard;
  request.head = [&](int status, const std::vector<std::pair<std::string, std::string>>& headers) -> Done {
    for (const auto& [name, value] : headers) {
      if (name == "etag") heard.push_back(std::to_string(status) + value);
    }
    return done();
  };
  const auto sink = [&](std::string_view bytes) -> Done {
    heard.emplace_back(bytes);
    return done();
  };
  EXPECT_EQ(run(request, sink).failure, OutboundFailure::none);
  EXPECT_EQ(heard, (std::vector<std::string>{"200\"v1\"", "abc"}));

  request.head = [](int, const auto&) -> Done { return error(ErrorCode::source_download, {}, "not wanted"); };
  heard.clear();
  const auto refused = run(request, sink);
  EXPECT_EQ(refused.failure, OutboundFailure::cancelled);
  EXPECT_EQ(refused.detail, "not wanted");
  EXPECT_TRUE(heard.empty());
}

TEST_P(OutboundContract, FailingSinkEndsTheRequest) {
  const Outbound::Sink sink = [](std::string_view) -> Done {
    return error(ErrorCode::resource_insufficient, "", "full");
  };
  const auto result = run(pull_of(world->answering(200, {}, "bytes")), sink);
  EXPECT_EQ(result.failure, OutboundFailure::cancelled);
  EXPECT_EQ(result.detail, "full");
}

}  // namespace vod
