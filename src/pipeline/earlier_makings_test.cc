#include "pipeline/earlier_makings.h"

#include <gtest/gtest.h>

#include "pipeline/test_pipeline.h"

namespace vod {
namespace {

class EarlierMakings : public PipelineTest {
 protected:
  void SetUp() override {
    PipelineTest::SetUp();
    for (const char* name : {"coverBySnapshot_10_0.jpg", "coverBySnapshot_10_1.jpg", "coverBySnapshot_10_2.png",
                             "coverBySnapshot_100_7.jpg", "snapshotByTimeOffset_10_4/00000.jpg", "v.f10.mp4"})
      put(name);
  }
  void put(const std::string& name) {
    catalogue::ObjectRow row;
    row.path = folder() + name;
    row.app = app;
    row.file = file;
    write([&](Transaction& tx) { return catalogue::save_object(tx, row); });
  }
  static std::string folder() { return output_folder(app, file); }
  std::vector<std::string> left_after(OutputKind kind, const std::string& name, const std::vector<std::size_t>& own) {
    Output output;
    output.app = app;
    output.file = file;
    output.kind = kind;
    output.definition = 10;
    output.path = folder() + name;
    write([&](Transaction& tx) { return drop_earlier_makings(tx, output, own); });
    std::vector<std::string> names;
    for (const auto& row : read<std::vector<catalogue::ObjectRow>>(
             [&](ReadTransaction& tx) { return catalogue::objects_below(tx, folder(), "", 100); }))
      names.push_back(row.path.substr(folder().size()));
    return names;
  }
};

TEST_F(EarlierMakings, OtherNumbersGoButForThoseOfTheTask) {
  EXPECT_EQ(left_after(OutputKind::cover, "coverBySnapshot_10_2.jpg", {0, 2}),
            (std::vector<std::string>{"coverBySnapshot_100_7.jpg", "coverBySnapshot_10_0.jpg",
                                      "snapshotByTimeOffset_10_4/00000.jpg", "v.f10.mp4"}));
}

TEST_F(EarlierMakings, APicturesFolderStaysWithItsOutput) {
  const auto left = left_after(OutputKind::snapshot_by_time, "snapshotByTimeOffset_10_4.jpg", {4});
  EXPECT_EQ(left.size(), 6U);
  EXPECT_EQ(left_after(OutputKind::snapshot_by_time, "snapshotByTimeOffset_10_5.jpg", {5}).size(), 5U);
}

TEST_F(EarlierMakings, OutputsWithoutANumberDropNothing) {
  EXPECT_EQ(left_after(OutputKind::transcode, "v.f10.mp4", {}).size(), 6U);
}

}  // namespace
}  // namespace vod
