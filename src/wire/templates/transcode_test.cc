#include "wire/templates/transcode.h"

#include <gtest/gtest.h>

#include "model/errors.h"
#include "wire/templates/adaptive.h"
#include "wire/templates/pictures.h"
#include "wire/templates/watermark.h"

namespace vod::wire {
namespace {

TranscodeTemplate view(std::string_view json) { return decode_answer<TranscodeTemplate>(json).value(); }

std::string_view code(const Done& judged) {
  return judged ? std::string_view() : error_row(judged.error().code).wire_code;
}

std::string_view judge(std::string_view json) {
  auto wanted = view(json);
  return code(complete_template(wanted));
}

constexpr std::string_view good = R"({"Container":"mp4","VideoTemplate":{"Codec":"libx265","Fps":30,"Bitrate":900,
  "Height":720,"Vcrf":28,"Gop":3,"GopUnit":"second","CodecTag":"hev1","Bframes":2,"PreserveHDRSwitch":"ON",
  "FillType":"gauss","ResolutionAdaptive":"close"},
  "AudioTemplate":{"Codec":"libfdk_aac","Bitrate":96,"SampleRate":48000,"AudioChannel":6},
  "TEHDConfig":{"Type":"TEHD-100","MaxVideoBitrate":2000}})";

TEST(TranscodeRules, WhatIsAbsentGetsTheDocumentedDefault) {
  auto wanted = view(R"({"Container":"hls","VideoTemplate":{"Codec":"libx264","Fps":0,"Bitrate":0},
                         "AudioTemplate":{"Codec":"libfdk_aac","Bitrate":0,"SampleRate":44100}})");
  ASSERT_TRUE(complete_template(wanted));
  EXPECT_EQ(wanted.Name, "");
  EXPECT_EQ(wanted.RemoveVideo, 0);
  EXPECT_EQ(wanted.VideoTemplate->ResolutionAdaptive, "open");
  EXPECT_EQ(wanted.VideoTemplate->FillType, "black");
  EXPECT_EQ(wanted.VideoTemplate->Width, 0U);
  EXPECT_EQ(wanted.VideoTemplate->Mode, "VBR");
  EXPECT_EQ(wanted.VideoTemplate->GopUnit, "frame");
  EXPECT_EQ(wanted.VideoTemplate->PreserveHDRSwitch, "OFF");
  EXPECT_EQ(wanted.AudioTemplate->AudioChannel, 2);
  EXPECT_EQ(wanted.TEHDConfig->Type, "OFF");
  EXPECT_EQ(wanted.SegmentType, "ts");
  EXPECT_EQ(wanted.ContainerType, "Video");
}

TEST(TranscodeRules, EverySettingReachesTheModel) {
  auto wanted = view(good);
  ASSERT_TRUE(complete_template(wanted));
  const vod::TranscodeTemplate row = settings_of(wanted);
  const VideoSettings video{.codec = VideoCodec::h265,
                            .width = 0,
                            .height = 720,
                            .fps = 30,
                            .bitrate_kbps = 900,
                            .adaptive = false,
                            .fill = FillType::gauss,
                            .gop = 3,
                            .gop_in_seconds = true,
                            .crf = 28,
                            .mode = RateMode::vcrf,
                            .keep_hdr = true,
                            .hev1 = true,
                            .b_frames = 2};
  EXPECT_EQ(row.video, video);
  EXPECT_EQ(row.audio, (AudioSettings{.bitrate_kbps = 96, .sample_rate_hz = 48'000, .channels = 6}));
  EXPECT_TRUE(row.top_speed);
  EXPECT_EQ(row.top_speed_kbps_max, 2'000);
}

TEST(TranscodeRules, PicturesAndSoundMustGoTogetherWithTheContainer) {
  EXPECT_EQ(judge(R"({"Container":"avi"})"), "InvalidParameterValue.Container");
  EXPECT_EQ(judge(R"({"Container":"mp4"})"), "MissingParameter");
  EXPECT_EQ(judge(R"({"Container":"mp4","RemoveVideo":1})"), "MissingParameter");
  EXPECT_EQ(judge(R"({"Container":"mp4","RemoveVideo":1,"RemoveAudio":1})"), "InvalidParameterValue.RemoveAudio");
  EXPECT_EQ(judge(R"({"Container":"mp4","RemoveVideo":2})"), "InvalidParameterValue.RemoveVideo");
  EXPECT_EQ(judge(R"({"Container":"mp3","RemoveVideo":0})"), "InvalidParameterValue.RemoveVideo");
  EXPECT_EQ(judge(R"({"Container":"mp4","RemoveAudio":1,"SegmentType":"avi",
                      "VideoTemplate":{"Codec":"libx264","Fps":0,"Bitrate":0}})"),
            "InvalidParameterValue");
}

TEST(TranscodeRules, EachContainerHoldsItsCodecs) {
  const auto sound = [](std::string_view container, std::string_view codec, int rate = 44'100, int channels = 2) {
    return judge(R"({"Container":")" + std::string(container) + R"(","RemoveVideo":1,"AudioTemplate":{"Codec":")" +
                 std::string(codec) + R"(","Bitrate":64,"SampleRate":)" + std::to_string(rate) + R"(,"AudioChannel":)" +
                 std::to_string(channels) + "}}");
  };
  EXPECT_EQ(sound("mp3", "libmp3lame"), "");
  EXPECT_EQ(sound("mp3", "libfdk_aac"), "InvalidParameterValue.AudioCodec");
  EXPECT_EQ(sound("flac", "flac"), "");
  EXPECT_EQ(sound("ogg", "flac"), "");
  EXPECT_EQ(sound("ogg", "libmp3lame"), "InvalidParameterValue.AudioCodec");
  EXPECT_EQ(sound("m4a", "ac3"), "");
  EXPECT_EQ(sound("m4a", "mp2"), "InvalidParameterValue.AudioCodec");
  EXPECT_EQ(sound("wav", "pcm16", 16'000), "");
  EXPECT_EQ(sound("wav", "pcm16", 8'000), "InvalidParameterValue.AudioSampleRate");
  EXPECT_EQ(sound("hls", "libmp3lame"), "InvalidParameterValue.AudioCodec");
  EXPECT_EQ(sound("flv", "mp2"), "InvalidParameterValue.AudioCodec");
  EXPECT_EQ(sound("flv", "libmp3lame", 48'000), "InvalidParameterValue.AudioSampleRate");
  EXPECT_EQ(sound("m4a", "libfdk_aac", 44'100, 6), "InvalidParameterValue.AudioChannel");
  EXPECT_EQ(sound("mp4", "libmp3lame", 44'100, 6), "InvalidParameterValue.AudioChannel");
  EXPECT_EQ(sound("mp4", "libfdk_aac", 44'100, 6), "");
}

TEST(TranscodeRules, ModifyChangesWhatIsGivenAndNothingElse) {
  auto wanted = view(good);
  ASSERT_TRUE(complete_template(wanted));
  const auto before = wanted;
  take_over(wanted, decode_answer<ModifyTranscodeTemplateRequest>(
                        std::string_view(R"({"Definition":1,"Comment":"new","VideoTemplate":{"Bitrate":1000},
                                            "TEHDConfig":{"MaxVideoBitrate":3000}})"))
                        .value());
  ASSERT_TRUE(complete_template(wanted));
  auto expected = before;
  expected.Comment = "new";
  expected.VideoTemplate->Bitrate = 1'000;
  expected.TEHDConfig->MaxVideoBitrate = 3'000;
  EXPECT_EQ(wanted, expected);
}

TEST(TranscodeRules, PresetsComeBackFromTheWireAsTheyAre) {
  for (const vod::TranscodeTemplate& preset : preset_transcode_templates()) {
    const vod::TranscodeTemplate back = settings_of(view_of(preset));
    EXPECT_EQ(back.container, preset.container) << preset.definition;
    EXPECT_EQ(back.video, preset.video) << preset.definition;
    EXPECT_EQ(back.audio, preset.audio) << preset.definition;
    EXPECT_EQ(back.top_speed, preset.top_speed) << preset.definition;
  }
}

TEST(OverrideParameter, ChangesOneTaskAndNothingElse) {
  auto wanted = find_preset(preset_transcode_templates(), 100'010).value();
  OverrideTranscodeParameter changes;
  changes.VideoTemplate.emplace().Bitrate = 300;
  changes.TEHDConfig.emplace().Type = "TEHD-100";
  ASSERT_TRUE(apply_override(wanted, changes));
  auto expected = find_preset(preset_transcode_templates(), 100'010).value();
  expected.video->bitrate_kbps = 300;
  EXPECT_EQ(wanted.definition, 100'010);
  EXPECT_EQ(wanted.video, expected.video);
  EXPECT_EQ(wanted.audio, expected.audio);
  EXPECT_TRUE(wanted.top_speed);
}

TEST(OverrideParameter, IsCheckedAsInCreate) {
  const auto judge_override = [](std::int64_t definition, std::string_view json) {
    auto wanted = find_preset(preset_transcode_templates(), definition).value();
    return apply_override(wanted, decode_answer<OverrideTranscodeParameter>(json).value());
  };
  const Done bitrate = judge_override(100'010, R"({"VideoTemplate":{"Bitrate":1}})");
  EXPECT_EQ(code(bitrate), "InvalidParameterValue.VideoBitrate");
  EXPECT_EQ(bitrate.error().subject, "OverrideParameter.VideoTemplate.Bitrate");
  EXPECT_EQ(code(judge_override(100'010, R"({"RemoveVideo":7})")), "InvalidParameterValue.RemoveVideo");
  EXPECT_EQ(code(judge_override(100'010, R"({"RemoveVideo":1,"RemoveAudio":1})")), "InvalidParameterValue.RemoveAudio");
  EXPECT_EQ(code(judge_override(100'010, R"({"Container":"mp3"})")), "InvalidParameterValue.RemoveVideo");
  EXPECT_EQ(code(judge_override(100'010, R"({"Container":"mp3","RemoveVideo":1})")),
            "InvalidParameterValue.AudioCodec");
  EXPECT_EQ(code(judge_override(100'010, R"({"VideoTemplate":{"Codec":"H.266"}})")), "UnsupportedOperation");
  EXPECT_EQ(code(judge_override(100'010, R"({"TEHDConfig":{"Type":"X"}})")), "InvalidParameterValue.TEHDType");
}

TEST(OverrideParameter, LeavesFiguresAloneThatOnlyPresetsMayHave) {
  auto loud = find_preset(preset_transcode_templates(), 1'020).value();
  EXPECT_TRUE(apply_override(loud, {}));
  EXPECT_EQ(loud.audio->bitrate_kbps, 320);
  auto remux = find_preset(preset_transcode_templates(), 875).value();
  OverrideTranscodeParameter changes;
  changes.RemoveAudio = 1;
  ASSERT_TRUE(apply_override(remux, changes));
  EXPECT_TRUE(remux.remux());
  EXPECT_FALSE(remux.audio);
}

TEST(AdaptiveRules, SegmentsFollowTheFormat) {
  const auto judge_adaptive = [](std::string members) {
    auto wanted =
        decode_answer<AdaptiveDynamicStreamingTemplate>(
            std::string_view(
                R"({"StreamInfos":[{"Video":{"Codec":"libx264","Fps":25,"Bitrate":500},"Audio":{"Codec":"libfdk_aac","Bitrate":64,"SampleRate":44100}},
                          {"Video":{"Codec":"libx264","Fps":50,"Bitrate":900},"Audio":{"Codec":"libfdk_aac","Bitrate":64,"SampleRate":44100},"RemoveAudio":1}],)" +
                members + "}"))
            .value();
    const Done judged = complete_template(wanted);
    return std::pair(std::string(code(judged)), wanted);
  };
  EXPECT_EQ(judge_adaptive(R"("Format":"HLS")").second.SegmentType, "ts-segment");
  EXPECT_EQ(judge_adaptive(R"("Format":"HLS","SegmentType":"ts")").second.SegmentType, "ts-segment");
  for (const std::string word : {"mp4", "fmp4"}) {
    const std::string type = R"(,"SegmentType":")" + word + "\"";
    EXPECT_EQ(judge_adaptive(R"("Format":"HLS")" + type).second.SegmentType, "mp4-mp4-segment") << word;
    EXPECT_EQ(judge_adaptive(R"("Format":"MPEG-DASH")" + type).second.SegmentType, "mp4-mp4-byterange") << word;
  }
  EXPECT_EQ(judge_adaptive(R"("Format":"MPEG-DASH")").second.SegmentType, "mp4-mp4-byterange");
  EXPECT_EQ(judge_adaptive(R"("Format":"MPEG-DASH","SegmentType":"ts")").first, "InvalidParameterValue");
  EXPECT_EQ(judge_adaptive(R"("Format":"MPEG-DASH","DrmType":"SimpleAES")").first, "InvalidParameterValue.DrmType");
  EXPECT_EQ(judge_adaptive(R"("Format":"RTMP")").first, "InvalidParameterValue.Format");
  const auto row = settings_of(judge_adaptive(R"("Format":"HLS")").second);
  ASSERT_EQ(row.streams.size(), 2U);
  EXPECT_EQ(row.streams[1].video->fps, 25) << "the first rendition's frame rate is that of all";
  EXPECT_FALSE(row.streams[1].audio);
  EXPECT_EQ(row.segment_s, 6);
}

TEST(AdaptiveRules, ThereAreOneToTenRenditions) {
  AdaptiveDynamicStreamingTemplate wanted = view_of(preset_adaptive_templates()[0]);
  ASSERT_EQ(wanted.StreamInfos.size(), 6U);
  EXPECT_EQ(code(complete_template(wanted)), "");
  wanted.StreamInfos.resize(10, wanted.StreamInfos[0]);
  EXPECT_EQ(code(complete_template(wanted)), "");
  wanted.StreamInfos.push_back(wanted.StreamInfos[0]);
  EXPECT_EQ(code(complete_template(wanted)), "InvalidParameterValue");
  wanted.StreamInfos.clear();
  EXPECT_EQ(code(complete_template(wanted)), "InvalidParameterValue");
}

TEST(SpriteRules, ASheetHasABound) {
  ImageSpriteTemplate wanted = view_of(preset_image_sprite_templates()[0]);
  wanted.Height = 128;
  wanted.Width = 1'500;
  wanted.ResolutionAdaptive = "close";
  wanted.ColumnCount = 10;
  EXPECT_EQ(code(complete_template(wanted)), "");
  wanted.ColumnCount = 11;
  EXPECT_EQ(code(complete_template(wanted)), "InvalidParameterValue.ColumnCount");
}

TEST(WatermarkRules, APartGoesWithItsType) {
  WatermarkTemplate wanted;
  wanted.Type = "image";
  EXPECT_EQ(code(complete_template(wanted)), "InvalidParameterValue.ImageTemplate");
  wanted.Type = "text";
  EXPECT_EQ(code(complete_template(wanted)), "InvalidParameterValue.TextTemplate");
  wanted.Type = "svg";
  EXPECT_EQ(code(complete_template(wanted)), "");
  EXPECT_EQ(wanted.SvgTemplate->Width, "10W%");
  EXPECT_EQ(wanted.XPos, "0px");
  wanted.ImageTemplate.emplace();
  EXPECT_EQ(code(complete_template(wanted)), "InvalidParameterValue.ImageTemplate");
}

TEST(WatermarkRules, PlacesAndSizesReachTheModel) {
  WatermarkTemplate wanted;
  wanted.Type = "image";
  wanted.CoordinateOrigin = "BottomRight";
  wanted.XPos = "5%";
  wanted.YPos = "12px";
  wanted.ImageTemplate.emplace();
  wanted.ImageTemplate->ImageUrl = "/a/b.png";
  wanted.ImageTemplate->RepeatType = "once";
  wanted.ImageTemplate->Transparency = 30;
  ASSERT_TRUE(complete_template(wanted));
  const vod::WatermarkTemplate row = settings_of(wanted);
  EXPECT_EQ(row.type, vod::WatermarkTemplate::Type::image);
  EXPECT_EQ(row.origin, CoordinateOrigin::bottom_right);
  EXPECT_EQ(row.x, (Length{5, Length::Unit::percent}));
  EXPECT_EQ(row.y, (Length{12, Length::Unit::pixels}));
  EXPECT_EQ(row.width, (Length{10, Length::Unit::percent}));
  EXPECT_EQ(row.height, (Length{0, Length::Unit::pixels}));
  EXPECT_EQ(row.image_path, "/a/b.png");
  EXPECT_EQ(row.repeat, vod::WatermarkTemplate::Repeat::once);
  EXPECT_EQ(row.transparency, 30);
}

}  // namespace
}  // namespace vod::wire
