#include "testing/fake_outbound.h"

#include "ports/outbound_contract.h"
#include "testing/manual_clock.h"

namespace vod::testing {
namespace {

class FakeWorld final : public OutboundWorld {
 public:
  Outbound& outbound() override { return outbound_; }
  std::string answering(int status, std::vector<std::pair<std::string, std::string>> headers,
                        std::string body) override {
    return peer([this, status, headers, body](const OutboundRequest& request) {
      last_body_ = request.body;
      return answer(status, body, headers);
    });
  }
  std::string silent() override {
    return peer([](const OutboundRequest&) { return answer(200, "", {}, INT64_MAX / 2); });
  }
  std::string refused() override {
    return peer([](const OutboundRequest&) {
      return failure(OutboundFailure::refused_address, "The address is in no network of the setting callback.allow.");
    });
  }
  OutboundResult wait(std::future<OutboundResult> result) override {
    while (result.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
      outbound_.step();
      clock_.advance(100);
    }
    return result.get();
  }
  std::string last_body() override { return last_body_; }

 private:
  std::string peer(FakeOutbound::Peer peer) {
    const std::string url = "http://peer" + std::to_string(++peers_) + ".example.net/";
    outbound_.put_peer(url, std::move(peer));
    return url;
  }

  ManualClock clock_;
  FakeOutbound outbound_{clock_};
  int peers_ = 0;
  std::string last_body_;
};

INSTANTIATE_TEST_SUITE_P(Fake, OutboundContract, ::testing::Values([]() -> std::shared_ptr<OutboundWorld> {
                           return std::make_shared<FakeWorld>();
                         }));

}  // namespace
}  // namespace vod::testing
