#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "model/errors.h"
#include "wire/json_value.h"
#include "wire/templates/adaptive.h"
#include "wire/templates/pictures.h"
#include "wire/templates/transcode.h"
#include "wire/templates/watermark.h"

namespace vod::wire {
namespace {

// Which template a rule is tried on: a good one, with a place for the value.
enum class On {
  video,
  hls_video,
  audio,
  tehd,
  adaptive,
  rung,
  mp4_rung,
  dash_rung,
  snapshot,
  sample,
  percent,
  sprite,
  animated,
  image,
  text,
  svg,
  place
};

// A good template around the members of the object that the value stands in.
std::string json_for(On on, const std::string& member) {
  const std::string sound = R"("AudioTemplate":{"Codec":"libfdk_aac","Bitrate":64,"SampleRate":44100})";
  switch (on) {
    case On::video:
      return R"({"Container":"mp4","VideoTemplate":{)" + member + "}," + sound + "}";
    case On::hls_video:
      return R"({"Container":"hls","VideoTemplate":{)" + member + "}," + sound + "}";
    case On::audio:
      return R"({"Container":"mp4","RemoveVideo":1,"AudioTemplate":{)" + member + "}}";
    case On::tehd:
      return R"({"Container":"mp4","RemoveVideo":1,)" + sound + R"(,"TEHDConfig":{)" + member + "}}";
    case On::adaptive:
      return R"({"Format":"HLS","StreamInfos":[{"Video":{"Codec":"libx264","Fps":25,"Bitrate":500},"Audio":{"Codec":"libfdk_aac","Bitrate":64,"SampleRate":44100}}],)" +
             member + "}";
    case On::rung:
    case On::mp4_rung:
    case On::dash_rung:
      return R"({"Format":")" + std::string(on == On::dash_rung ? "MPEG-DASH" : "HLS") + R"(","SegmentType":")" +
             (on == On::mp4_rung ? "mp4-segment" : "") + R"(","StreamInfos":[{"Video":{)" + member +
             R"(},"Audio":{"Codec":"libfdk_aac","Bitrate":64,"SampleRate":44100}}]})";
    case On::snapshot:
    case On::image:
    case On::text:
    case On::svg:
    case On::place:
      return "{" + member + "}";
    case On::sample:
      return R"({"SampleType":"Time",)" + member + "}";
    case On::percent:
      return R"({"SampleType":"Percent",)" + member + "}";
    case On::sprite:
    case On::animated:
      return "{" + member + "}";
  }
  return {};
}

// The members of the value's object, with the field among them at the value.
std::string members_for(On on, std::string_view field, std::string_view value) {
  std::vector<std::pair<std::string, std::string>> members;
  if (on == On::video || on == On::hls_video || on == On::rung || on == On::mp4_rung || on == On::dash_rung) {
    members = {{"Codec", R"("libx264")"}, {"Fps", "25"}, {"Bitrate", "500"}};
  }
  if (on == On::audio) members = {{"Codec", R"("libfdk_aac")"}, {"Bitrate", "64"}, {"SampleRate", "44100"}};
  if (on == On::tehd) members = {{"Type", R"("TEHD-100")"}};
  if (on == On::sample || on == On::percent) members = {{"SampleInterval", "10"}};
  if (on == On::sprite) {
    members = {{"SampleType", R"("Time")"}, {"SampleInterval", "10"}, {"RowCount", "3"}, {"ColumnCount", "3"}};
  }
  if (on == On::animated) members = {{"Fps", "5"}};
  std::string text;
  bool found = false;
  for (auto& [name, own] : members) {
    if (name == field) {
      own = value;
      found = true;
    }
    text += fmt::format(R"({}"{}":{})", text.empty() ? "" : ",", name, own);
  }
  if (!found) text += fmt::format(R"({}"{}":{})", text.empty() ? "" : ",", field, value);
  return text;
}

template <class View>
Done judge(const std::string& json) {
  auto view = decode_answer<View>(std::string_view(json));
  EXPECT_TRUE(view) << json;
  return complete_template(view.value());
}

Done judge(On on, std::string_view field, std::string_view value) {
  const std::string json = json_for(on, members_for(on, field, value));
  switch (on) {
    case On::video:
    case On::hls_video:
    case On::audio:
    case On::tehd:
      return judge<TranscodeTemplate>(json);
    case On::adaptive:
    case On::rung:
    case On::mp4_rung:
    case On::dash_rung:
      return judge<AdaptiveDynamicStreamingTemplate>(json);
    case On::snapshot: {
      SnapshotByTimeOffsetTemplate view;
      const auto given = decode_request<CreateSnapshotByTimeOffsetTemplateRequest>(parse_json(json).value()).value();
      view.Width = given.Width.value_or(0);
      view.Height = given.Height.value_or(0);
      return complete_template(view);
    }
    case On::sample:
    case On::percent: {
      const auto given = decode_request<CreateSampleSnapshotTemplateRequest>(parse_json(json).value()).value();
      SampleSnapshotTemplate view;
      view.SampleType = given.SampleType;
      view.SampleInterval = given.SampleInterval;
      view.Width = given.Width.value_or(0);
      view.Height = given.Height.value_or(0);
      return complete_template(view);
    }
    case On::sprite:
      return judge<ImageSpriteTemplate>(json);
    case On::animated:
      return judge<AnimatedGraphicsTemplate>(json);
    case On::image: {
      WatermarkTemplate view;
      view.Type = "image";
      const auto given = decode_answer<ImageWatermarkInputForUpdate>(std::string_view(json)).value();
      ModifyWatermarkTemplateRequest change;
      change.ImageTemplate = given;
      EXPECT_TRUE(take_over(view, change));
      return complete_template(view);
    }
    case On::text: {
      WatermarkTemplate view;
      view.Type = "text";
      view.TextTemplate.emplace();
      view.TextTemplate->FontType = "arial.ttf";
      view.TextTemplate->FontSize = "20px";
      view.TextTemplate->FontColor = "0xFFFFFF";
      view.TextTemplate->FontAlpha = 1;
      ModifyWatermarkTemplateRequest change;
      change.TextTemplate = decode_answer<TextWatermarkTemplateInputForUpdate>(std::string_view(json)).value();
      EXPECT_TRUE(take_over(view, change));
      return complete_template(view);
    }
    case On::svg: {
      WatermarkTemplate view;
      view.Type = "svg";
      view.SvgTemplate = decode_answer<SvgWatermarkInput>(std::string_view(json)).value();
      return complete_template(view);
    }
    case On::place: {
      auto view = decode_answer<WatermarkTemplate>(std::string_view(json)).value();
      view.Type = "svg";
      return complete_template(view);
    }
  }
  return done();
}

// The ranges as the API documents them, apart from the tables that are tested.
struct Range {
  On on;
  std::string_view field;
  std::vector<std::string> good;
  std::vector<std::string> bad;
  std::string_view code;
};

const std::vector<Range>& ranges() {
  static const std::vector<Range> rows = {
      {On::video, "Fps", {"0", "1", "100"}, {"101"}, "InvalidParameterValue.Fps"},
      {On::video, "Bitrate", {"0", "128", "100000"}, {"1", "127", "100001"}, "InvalidParameterValue.VideoBitrate"},
      {On::video, "Width", {"0", "128", "8192"}, {"1", "127", "8193"}, "InvalidParameterValue.Width"},
      {On::video, "Height", {"0", "128", "8192"}, {"1", "127", "8193"}, "InvalidParameterValue.Height"},
      {On::video, "Vcrf", {"0", "1", "51"}, {"52", "18446744073709551615"}, "InvalidParameterValue.Vcrf"},
      {On::video, "Gop", {"0", "1", "100000"}, {"100001"}, "InvalidParameterValue"},
      {On::video, "Bframes", {"0", "16"}, {"-1", "17"}, "InvalidParameterValue"},
      {On::hls_video, "HlsTime", {"0", "10"}, {"-1", "11"}, "InvalidParameterValue"},
      {On::video, "GopUnit", {R"("frame")", R"("second")"}, {R"("hour")"}, "InvalidParameterValue"},
      {On::video,
       "ResolutionAdaptive",
       {R"("open")", R"("close")"},
       {R"("OPEN")"},
       "InvalidParameterValue.ResolutionAdaptive"},
      {On::video,
       "FillType",
       {R"("stretch")", R"("black")", R"("white")", R"("gauss")"},
       {R"("red")"},
       "InvalidParameterValue.FillType"},
      {On::video, "PreserveHDRSwitch", {R"("ON")", R"("OFF")"}, {R"("on")"}, "InvalidParameterValue"},
      {On::video, "CodecTag", {R"("hvc1")", R"("hev1")"}, {R"("avc1")"}, "InvalidParameterValue"},
      {On::video, "Mode", {R"("VBR")", R"("ABR")", R"("CBR")"}, {R"("XBR")"}, "InvalidParameterValue"},
      {On::video, "Mode", {}, {R"("VCRF")"}, "InvalidParameterValue.Vcrf"},
      {On::video,
       "VideoProfile",
       {R"("baseline")", R"("main")", R"("high")", R"("default")"},
       {R"("low")"},
       "InvalidParameterValue"},
      {On::video,
       "Codec",
       {R"("libx264")", R"("libx265")", R"("av1")"},
       {R"("")", R"("vp9")"},
       "InvalidParameterValue.VideoCodec"},
      {On::hls_video, "Codec", {R"("libx264")", R"("libx265")"}, {R"("av1")"}, "InvalidParameterValue.VideoCodec"},
      {On::video, "Codec", {}, {R"("H.266")"}, "UnsupportedOperation"},
      {On::audio, "Bitrate", {"0", "26", "256"}, {"25", "257"}, "InvalidParameterValue.AudioBitrate"},
      {On::audio,
       "SampleRate",
       {"32000", "44100", "48000"},
       {"0", "16000", "22050"},
       "InvalidParameterValue.AudioSampleRate"},
      {On::audio, "AudioChannel", {"0", "1", "2", "6"}, {"-1", "3", "5", "8"}, "InvalidParameterValue.AudioChannel"},
      {On::audio,
       "Codec",
       {R"("libfdk_aac")", R"("libmp3lame")", R"("mp2")"},
       {R"("flac")", R"("opus")", R"("")"},
       "InvalidParameterValue.AudioCodec"},
      {On::tehd, "Type", {R"("TEHD-100")", R"("OFF")", R"("")"}, {R"("TEHD-200")"}, "InvalidParameterValue.TEHDType"},
      {On::tehd, "MaxVideoBitrate", {"0", "100000"}, {"100001"}, "InvalidParameterValue.Bitrate"},
      {On::adaptive, "SegmentDuration", {"1", "10"}, {"0", "11"}, "InvalidParameterValue"},
      {On::adaptive,
       "SegmentType",
       {R"("ts")", R"("mp4")", R"("ts-segment")", R"("mp4-mp4-byterange")", R"("ts-packed-audio")"},
       {R"("avi")"},
       "InvalidParameterValue"},
      {On::adaptive, "DisableHigherVideoBitrate", {"0", "1"}, {"2"}, "InvalidParameterValue.DisableHigherVideoBitrate"},
      {On::adaptive,
       "DisableHigherVideoResolution",
       {"0", "1"},
       {"2"},
       "InvalidParameterValue.DisableHigherVideoResolution"},
      {On::adaptive, "DrmType", {R"("")", R"("SimpleAES")"}, {R"("ROT13")"}, "InvalidParameterValue.DrmType"},
      {On::adaptive,
       "DrmType",
       {},
       {R"("Widevine")", R"("FairPlay")", R"("Widevine+FairPlay")"},
       "UnsupportedOperation"},
      {On::adaptive, "DrmKeyProvider", {R"("VOD")"}, {R"("SDMC")"}, "UnsupportedOperation"},
      {On::rung, "Fps", {"0", "100"}, {"101"}, "InvalidParameterValue.Fps"},
      {On::rung, "Bitrate", {"0", "128", "100000"}, {"127", "100001"}, "InvalidParameterValue.Bitrate"},
      {On::rung, "Codec", {R"("libx264")", R"("libx265")"}, {R"("av1")"}, "InvalidParameterValue.Codec"},
      {On::mp4_rung, "Codec", {R"("libx265")", R"("av1")"}, {R"("vp9")"}, "InvalidParameterValue.Codec"},
      {On::dash_rung, "Codec", {R"("libx265")", R"("av1")"}, {R"("vp9")"}, "InvalidParameterValue.Codec"},
      {On::snapshot, "Width", {"0", "32", "4096"}, {"31", "4097"}, "InvalidParameterValue.Width"},
      {On::snapshot, "Height", {"0", "32", "4096"}, {"31", "4097"}, "InvalidParameterValue.Height"},
      {On::sample, "Width", {"0", "32", "4096"}, {"31", "4097"}, "InvalidParameterValue.Width"},
      {On::sample, "SampleInterval", {"1", "86400"}, {"0", "86401"}, "InvalidParameterValue.SampleInterval"},
      {On::percent, "SampleInterval", {"1", "100"}, {"0", "101"}, "InvalidParameterValue.SampleInterval"},
      {On::sprite, "Width", {"0", "128", "4096"}, {"127", "4097"}, "InvalidParameterValue.Width"},
      {On::sprite, "Height", {"0", "128", "4096"}, {"127", "4097"}, "InvalidParameterValue.Height"},
      {On::sprite, "RowCount", {"1", "117"}, {"0", "118"}, "InvalidParameterValue.RowCount"},
      {On::sprite, "ColumnCount", {"1", "117"}, {"0", "118"}, "InvalidParameterValue.ColumnCount"},
      {On::sprite,
       "FillType",
       {R"("stretch")", R"("black")"},
       {R"("white")", R"("gauss")"},
       "InvalidParameterValue.FillType"},
      {On::sprite, "SampleType", {R"("Time")", R"("Percent")"}, {R"("Frames")"}, "InvalidParameterValue.SampleType"},
      {On::sprite, "Format", {R"("jpg")", R"("png")", R"("webp")"}, {R"("gif")"}, "InvalidParameterValue.Format"},
      {On::animated, "Fps", {"1", "30"}, {"0", "31"}, "InvalidParameterValue.Fps"},
      {On::animated, "Width", {"0", "128", "4096"}, {"127", "4097"}, "InvalidParameterValue.Resolution"},
      {On::animated, "Height", {"0", "128", "4096"}, {"127", "4097"}, "InvalidParameterValue.Resolution"},
      {On::animated, "Quality", {"1", "100"}, {"0", "101"}, "InvalidParameterValue.Quality"},
      {On::animated, "Format", {R"("gif")", R"("webp")"}, {R"("jpg")"}, "InvalidParameterValue.Format"},
      {On::image,
       "Width",
       {R"("1%")", R"("100%")", R"("8px")", R"("4096px")"},
       {R"("0px")", R"("7px")", R"("4097px")", R"("101%")", R"("10W%")", R"("8")", R"("-8px")"},
       "InvalidParameterValue.Width"},
      {On::image,
       "Height",
       {R"("0px")", R"("8px")", R"("100%")"},
       {R"("7px")", R"("4097px")", R"("x")"},
       "InvalidParameterValue.Height"},
      {On::image, "Transparency", {"0", "100"}, {"-1", "101"}, "InvalidParameterValue"},
      {On::image,
       "RepeatType",
       {R"("once")", R"("repeat_last_frame")", R"("repeat")"},
       {R"("twice")"},
       "InvalidParameterValue.RepeatType"},
      {On::text, "FontAlpha", {"0.01", "1"}, {"0", "1.01", "-0.5"}, "InvalidParameterValue.TextAlpha"},
      {On::text,
       "FontType",
       {R"("simkai.ttf")", R"("arial.ttf")"},
       {R"("comic.ttf")", R"("/etc/passwd")"},
       "InvalidParameterValue.TextTemplate"},
      {On::text,
       "FontSize",
       {R"("1px")", R"("4096px")"},
       {R"("0px")", R"("4097px")", R"("10%")"},
       "InvalidParameterValue.TextTemplate"},
      {On::text,
       "FontColor",
       {R"("0xFF8000")", R"("0x000000")"},
       {R"("red")", R"("0xFF80")", R"("0xGG8000")"},
       "InvalidParameterValue.TextTemplate"},
      {On::svg,
       "Width",
       {R"("10W%")", R"("10H%")", R"("10S%")", R"("10L%")", R"("0px")", R"("100%")"},
       {R"("10Q%")", R"("101W%")", R"("4097px")"},
       "InvalidParameterValue.SvgTemplateWidth"},
      {On::svg,
       "Height",
       {R"("0px")", R"("4096px")", R"("100L%")"},
       {R"("4097px")", R"("px")"},
       "InvalidParameterValue.SvgTemplateHeight"},
      {On::place,
       "XPos",
       {R"("0px")", R"("12.5%")", R"("100%")", R"("4096px")"},
       {R"("101%")", R"("-1px")", R"("1W%")", R"("nan%")"},
       "InvalidParameterValue.XPos"},
      {On::place, "YPos", {R"("0px")", R"("100%")"}, {R"("101%")", R"("1em")"}, "InvalidParameterValue.YPos"},
      {On::place,
       "CoordinateOrigin",
       {R"("TopLeft")", R"("TopRight")", R"("BottomLeft")", R"("BottomRight")"},
       {R"("Center")"},
       "InvalidParameterValue.CoordinateOrigin"},
      {On::place, "Name", {R"("a")"}, {'"' + std::string(65, 'x') + '"'}, "InvalidParameterValue.Name"},
      {On::place, "Comment", {R"("a")"}, {'"' + std::string(257, 'x') + '"'}, "InvalidParameterValue.Comment"},
  };
  return rows;
}

TEST(TemplateRules, EveryDocumentedRangeIsTakenToItsBoundsAndNotBeyond) {
  for (const Range& range : ranges()) {
    for (const std::string& value : range.good) {
      const auto judged = judge(range.on, range.field, value);
      EXPECT_TRUE(judged) << range.field << " = " << value << ": " << (judged ? "" : judged.error().detail);
    }
    for (const std::string& value : range.bad) {
      const auto judged = judge(range.on, range.field, value);
      ASSERT_FALSE(judged) << range.field << " = " << value;
      EXPECT_EQ(error_row(judged.error().code).wire_code, range.code) << range.field << " = " << value;
      EXPECT_NE(judged.error().detail.find(judged.error().subject), std::string::npos) << judged.error().detail;
    }
  }
}

}  // namespace
}  // namespace vod::wire
