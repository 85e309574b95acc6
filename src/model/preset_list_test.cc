#include "model/preset_list.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>

namespace vod {
namespace {

TEST(PresetList, HoldsEveryPresetOfEveryKindOnce) {
  std::set<std::pair<TemplateKind, std::int64_t>> seen;
  for (const PresetEntry& entry : preset_list()) {
    EXPECT_TRUE(seen.insert({entry.kind, entry.definition}).second) << entry.definition;
    EXPECT_FALSE(entry.name.empty());
  }
  const auto has = [&](TemplateKind kind, std::int64_t definition) { return seen.contains({kind, definition}); };
  for (const std::int64_t definition : {10, 12, 20, 11, 13, 14, 31, 41}) {
    EXPECT_TRUE(has(TemplateKind::adaptive, definition)) << definition;
  }
  EXPECT_TRUE(has(TemplateKind::snapshot_by_time, 10));
  EXPECT_TRUE(has(TemplateKind::sample_snapshot, 10));
  EXPECT_TRUE(has(TemplateKind::image_sprite, 10));
  EXPECT_TRUE(has(TemplateKind::animated_graphics, 20'000));
  EXPECT_TRUE(has(TemplateKind::animated_graphics, 20'001));
  for (const auto& preset : preset_transcode_templates()) {
    EXPECT_TRUE(has(TemplateKind::transcode, preset.definition)) << preset.definition;
  }
}

TEST(PresetList, WhatIsNotMadeHasAReasonAndNoTemplate) {
  for (const PresetEntry& entry : preset_list()) {
    const bool is_adaptive = entry.kind == TemplateKind::adaptive;
    const bool is_there = is_adaptive ? find_preset(preset_adaptive_templates(), entry.definition).has_value()
                                      : entry.kind != TemplateKind::transcode ||
                                            find_preset(preset_transcode_templates(), entry.definition).has_value();
    if (!is_there) {
      EXPECT_FALSE(entry.why_not.empty()) << entry.definition;
    }
    if (is_adaptive) {
      EXPECT_EQ(entry.why_not.empty(), is_there) << entry.definition;
    }
  }
}

// The figures of spec pages, apart from the tables that are tested.
TEST(Presets, OfPicturesHaveTheirDocumentedFigures) {
  const auto snapshot = preset_snapshot_templates()[0];
  EXPECT_EQ(snapshot.format, PictureFormat::jpg);
  EXPECT_EQ(snapshot.picture, (PictureSettings{.fill = FillType::stretch}));
  const auto sample = preset_sample_snapshot_templates()[0];
  EXPECT_EQ(sample.sample, SampleType::percent);
  EXPECT_EQ(sample.interval, 10);
  EXPECT_EQ(sample.picture.fill, FillType::stretch);
  const auto sprite = preset_image_sprite_templates()[0];
  EXPECT_EQ(sprite.sample, SampleType::time);
  EXPECT_EQ(std::tuple(sprite.interval, sprite.rows, sprite.columns), std::tuple(10, 10, 10));
  EXPECT_EQ(std::pair(sprite.picture.width, sprite.picture.height), std::pair(142, 80));
  for (const auto& animated : preset_animated_graphics_templates()) EXPECT_EQ(animated.fps, 2);
}

TEST(Presets, OfAdaptiveStreamsHaveSixRenditions) {
  struct Rung {
    int height;
    int kbps;
  };
  constexpr Rung rungs[] = {{240, 256}, {480, 512}, {720, 512}, {1080, 1024}, {1440, 3072}, {2160, 6144}};
  ASSERT_EQ(preset_adaptive_templates().size(), 3U);
  for (const auto& preset : preset_adaptive_templates()) {
    ASSERT_EQ(preset.streams.size(), 6U);
    for (std::size_t i = 0; i < 6; ++i) {
      EXPECT_EQ(preset.streams[i].video->height, rungs[i].height);
      EXPECT_EQ(preset.streams[i].video->bitrate_kbps, rungs[i].kbps);
      EXPECT_EQ(preset.streams[i].video->fps, 24);
      EXPECT_EQ(preset.streams[i].audio->bitrate_kbps, 48);
    }
    EXPECT_EQ(preset.dash, preset.definition == 20);
    EXPECT_EQ(preset.drm_type, preset.definition == 12 ? "SimpleAES" : "");
    EXPECT_EQ(preset.no_higher_resolution, preset.definition != 20);
  }
}

}  // namespace
}  // namespace vod
