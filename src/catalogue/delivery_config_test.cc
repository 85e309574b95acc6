#include "catalogue/delivery_config.h"

#include <gtest/gtest.h>

namespace vod::catalogue {
namespace {

TEST(DeliveryConfigText, DefaultsAreStoredAsNothing) {
  EXPECT_EQ(delivery_config_text(DeliveryConfig{}), "");
  EXPECT_EQ(read_delivery_config(""), DeliveryConfig{});
}

TEST(DeliveryConfigText, EveryMemberComesBack) {
  DeliveryConfig config;
  config.switched_off = {"PullComplete"};
  config.url_v2 = "https://example.net/v2";
  config.retries_s = {1, 5};
  config.given_up = GivenUp::queue;
  config.park_after_deliveries = 7;
  config.concurrency_max = 3;
  config.attempts_per_second_max = 9;
  config.has_breaker = false;
  config.secrets = {{"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", 5, 0}, {"whsk_AA==", 6, 7}};
  config.ca_file = "/etc/ca.pem";
  config.client_certificate_file = "/etc/client.pem";
  config.client_key_file = "/etc/client.key";
  config.bind_address = "192.0.2.7";
  EXPECT_EQ(read_delivery_config(delivery_config_text(config)), config);
}

TEST(DeliveryConfigText, WhatIsOfAnotherKindCountsAsTheDefault) {
  EXPECT_EQ(read_delivery_config("[1]"), DeliveryConfig{});
  EXPECT_EQ(read_delivery_config(R"({"url_v2":1,"retries_s":"x","secrets":[3],"unknown":{}})"), DeliveryConfig{});
}

}  // namespace
}  // namespace vod::catalogue
