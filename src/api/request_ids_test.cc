#include "api/request_ids.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "testing/seeded_random.h"

namespace vod {
namespace {

TEST(RequestIds, AreDifferentVersion4Uuids) {
  testing::SeededRandom random(1);
  RequestIds ids(random);
  const std::regex uuid("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  std::set<std::string> seen;
  for (int i = 0; i < 1'000; ++i) {
    const std::string id = ids.next();
    EXPECT_TRUE(std::regex_match(id, uuid)) << id;
    seen.insert(id);
  }
  EXPECT_EQ(seen.size(), 1'000U);
}

}  // namespace
}  // namespace vod
