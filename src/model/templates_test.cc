#include "model/templates.h"

#include <gtest/gtest.h>

#include <set>

#include "model/errors.h"

namespace vod {
namespace {

TEST(Templates, The360LinePresetHasItsDocumentedFigures) {
  const auto found = find_preset(preset_transcode_templates(), 100010);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->container, "mp4");
  EXPECT_EQ(found->video->height, 360);
  EXPECT_EQ(found->video->bitrate_kbps, 400);
  EXPECT_EQ(found->video->fps, 25);
  EXPECT_TRUE(found->video->adaptive);
  EXPECT_EQ(found->audio->bitrate_kbps, 64);
  EXPECT_EQ(found->audio->sample_rate_hz, 44'100);
}

TEST(Templates, NumbersAreUnique) {
  std::set<std::int64_t> seen;
  for (const auto& row : preset_transcode_templates())
    EXPECT_TRUE(seen.insert(row.definition).second) << row.definition;
}

TEST(Templates, AudioTemplatesHaveNoPicture) {
  for (const int definition : {1010, 1020, 1100, 1110, 1120, 1130, 1140}) {
    const auto found = find_preset(preset_transcode_templates(), definition);
    ASSERT_TRUE(found) << definition;
    EXPECT_TRUE(found->audio_only());
    EXPECT_TRUE(found->audio);
  }
}

TEST(Templates, NumbersWithoutDocumentedFiguresDoNotExist) {
  for (const int definition : {0, -1, 11, 101'040, 101'070, 999'999}) {
    const auto found = find_preset(preset_transcode_templates(), definition);
    EXPECT_FALSE(found) << definition;
  }
}

TEST(Templates, OnlyH265InFlvCannotBeMade) {
  for (const auto& row : preset_transcode_templates()) {
    const bool h265_in_flv = row.definition >= 710 && row.definition <= 780;
    const auto makeable = check_makeable(row);
    EXPECT_EQ(!makeable, h265_in_flv) << row.definition;
    if (!makeable) {
      EXPECT_EQ(error_row(makeable.error().code).wire_code, "InvalidInput.ConfigurationUnsupported");
    }
  }
}

}  // namespace
}  // namespace vod
