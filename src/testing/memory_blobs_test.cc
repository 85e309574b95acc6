#include "testing/memory_blobs.h"

#include "ports/blobs_contract.h"

namespace vod {

INSTANTIATE_TEST_SUITE_P(Memory, BlobsContract, ::testing::Values([] {
                           return std::static_pointer_cast<Blobs>(std::make_shared<testing::MemoryBlobs>());
                         }));

namespace {

std::string failures_of(std::uint64_t seed) {
  testing::MemoryBlobs blobs(seed);
  blobs.fail(0.5, ErrorCode::resource_insufficient);
  const auto writer = blobs.create().value();
  std::string failures;
  for (int i = 0; i < 64; ++i) failures += writer->write(bytes_of("x")) ? '.' : 'F';
  return failures;
}

TEST(MemoryBlobs, FailuresFollowFromTheSeed) {
  EXPECT_EQ(failures_of(7), failures_of(7));
  EXPECT_NE(failures_of(7), failures_of(8));
  EXPECT_NE(failures_of(7).find('F'), std::string::npos);
  EXPECT_NE(failures_of(7).find('.'), std::string::npos);
}

}  // namespace
}  // namespace vod
