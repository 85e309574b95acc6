#include "pipeline/intake/source_probes.h"

#include "pipeline/test_clips.h"
#include "testing/fake_processes.h"

namespace vod {
namespace {

// A report as ffprobe writes it.
constexpr const char* report =
    R"({"streams":[{"index":0,"codec_type":"video","codec_name":"h264","width":640,"height":360,
  "avg_frame_rate":"25/1","duration":"2.0"}],"format":{"format_name":"mov,mp4","duration":"2.0","bit_rate":"1000"}})";

class SourceProbesTest : public MediaTest {
 protected:
  void SetUp() override {
    MediaTest::SetUp();
    source_ = file("source", std::string("\0\0\0\x18"
                                         "ftypmp42",
                                         12) +
                                 std::string(100, 'x'));
  }

  std::filesystem::path source_;
  FakeProcesses programs_{[this](const ProcessPlan&) {
    FakeRun run;
    run.output = report;
    run.exit_code = exit_code_;
    return run;
  }};
  int exit_code_ = 0;
  SourceProbes probes_;
};

TEST_F(SourceProbesTest, ASourceIsProbedOnce) {
  const auto first = probes_.probe(programs_, source_);
  ASSERT_TRUE(first) << message_of(first.error());
  const auto second = probes_.probe(programs_, source_);
  ASSERT_TRUE(second);
  EXPECT_EQ(second.value().width, 640);
  EXPECT_EQ(programs_.started().size(), 1U);
}

TEST_F(SourceProbesTest, FailuresAreNotKept) {
  exit_code_ = 1;
  EXPECT_FALSE(probes_.probe(programs_, source_));
  exit_code_ = 0;
  EXPECT_TRUE(probes_.probe(programs_, source_));
}

TEST_F(SourceProbesTest, AFileOfAnotherSizeIsProbedAgain) {
  ASSERT_TRUE(probes_.probe(programs_, source_));
  std::filesystem::resize_file(source_, 50);
  ASSERT_TRUE(probes_.probe(programs_, source_));
  EXPECT_EQ(programs_.started().size(), 2U);
}

TEST_F(SourceProbesTest, AMissingFileIsAnErrorThoughItWasKnown) {
  ASSERT_TRUE(probes_.probe(programs_, source_));
  std::filesystem::remove(source_);
  EXPECT_FALSE(probes_.probe(programs_, source_));
}

}  // namespace
}  // namespace vod
