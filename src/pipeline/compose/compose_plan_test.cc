#include "pipeline/compose/compose_plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "model/errors.h"
#include "model/limits.h"
#include "pipeline/compose/compose_cuts.h"
#include "pipeline/compose/compose_mix.h"

namespace vod {
namespace {

MediaMetadata film_of(double seconds = 10, int width = 640, int height = 360, double fps = 25) {
  MediaMetadata found;
  found.container = "mov,mp4,m4a,3gp,3g2,mj2";
  found.width = width;
  found.height = height;
  found.duration_s = seconds;
  VideoStream video;
  video.index = 0;
  video.pixel_format = "yuv420p";
  video.width = width;
  video.height = height;
  video.fps = fps;
  found.video.push_back(video);
  AudioStream audio;
  audio.index = 1;
  found.audio.push_back(audio);
  return found;
}

Composition read(std::string json) {
  std::ranges::replace(json, '\'', '"');
  const auto request = wire::decode_answer<wire::ComposeMediaRequest>(std::string_view(json));
  EXPECT_TRUE(request) << json;
  const auto composition = read_composition(request.value());
  EXPECT_TRUE(composition) << message_of(composition.error());
  return composition.value();
}
Composition tracks(const std::string& items, const std::string& rest = "") {
  return read("{'Tracks':[{'Type':'Video','TrackItems':[" + items + "]}],'Output':{'FileName':'a'}" + rest + "}");
}
std::string item(const std::string& rest = "") {
  return "{'Type':'Video','VideoItem':{'SourceMedia':'1'" + rest + "}}";
}
std::string wipe(double seconds) {
  return "{'Type':'Transition','TransitionItem':{'Duration':" + std::to_string(seconds) +
         ",'MediaTransitions':[{'Type':'WipeLeft'}]}}";
}

ComposePlan plan_of(const Composition& composition, const std::vector<MediaMetadata>& found) {
  std::vector<ComposeSource> sources;
  for (const auto& one : found) sources.push_back({"/blobs/" + std::to_string(sources.size()), one});
  auto plan = plan_composition(composition, sources, "/task/pieces", {.speed = "veryfast", .threads = 0});
  EXPECT_TRUE(plan) << message_of(plan.error());
  return std::move(plan.value());
}
std::string graph_of(const PlannedRun& run) {
  const auto graph = std::ranges::find(run.inputs, "graph", &PlannedInput::name);
  return graph == run.inputs.end() ? "" : std::get<std::string>(graph->content);
}
bool has(const PlannedRun& run, const std::string& argument) {
  return std::ranges::find(run.argv, argument) != run.argv.end();
}

TEST(ComposePlan, OneItemIsOneRunWithOneGraph) {
  const auto plan = plan_of(tracks(item(",'SourceMediaStartTime':1,'Duration':2")), {film_of()});
  EXPECT_TRUE(plan.pieces.empty());
  EXPECT_EQ(plan.file, "result.mp4");
  EXPECT_EQ(graph_of(plan.last),
            "color=c=black:s=640x360:r=25/1,trim=end_frame=50,format=yuv420p[c0];"
            "[0:0]fps=25/1:start_time=0,scale=640:360:out_color_matrix=bt709:out_range=tv,setsar=1,format=yuv420p,"
            "tpad=stop=50:stop_mode=clone,trim=end_frame=50,setpts=N+0[l0];"
            "[c0][l0]overlay=x=0:y=0:eof_action=pass:repeatlast=0[c1];"
            "[c1]setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709[v];"
            "anullsrc=r=16000:cl=stereo,atrim=end_sample=32000,aformat=sample_fmts=fltp[s0];"
            "[1:1]aresample=16000:async=1:first_pts=0:ocl=stereo:rematrix_maxval=1,aformat=sample_fmts=fltp:channel_"
            "layouts=stereo,"
            "atrim=end_sample=32000,asetpts=N/SR/TB[s1];"
            "[s0][s1]amix=inputs=2:duration=first:dropout_transition=0:normalize=0,atrim=end_sample=32000[a]");
  ASSERT_EQ(plan.last.inputs.size(), 2U);
  EXPECT_EQ(plan.last.inputs.front().name, "s0");
  EXPECT_TRUE(has(plan.last, "file:{in:s0}"));
  EXPECT_TRUE(has(plan.last, "{in:graph}"));
  EXPECT_TRUE(has(plan.last, "{out}/result.mp4"));
  EXPECT_EQ(plan.last.duration_s, 2);
}

TEST(ComposePlan, TransitionsAreDrawnOverBothItems) {
  const auto plan = plan_of(tracks(item(",'Duration':2") + "," + wipe(0.8) + "," + item(",'Duration':2") + "," +
                                   wipe(0.4) + "," + item(",'Duration':1")),
                            {film_of()});
  const auto graph = graph_of(plan.last);
  EXPECT_NE(graph.find("[p0][p1]xfade=transition=wipeleft:duration=0.800000:offset=1.200000[x0];"
                       "[x0][p2]xfade=transition=wipeleft:duration=0.400000:offset=2.800000,"
                       "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,setpts=N+0[l0]"),
            std::string::npos)
      << graph;
  EXPECT_NEAR(plan.last.duration_s, 3.8, 1e-9);
}

TEST(ComposePlan, BrightPicturesAreMappedToOrdinaryScreens) {
  auto bright = film_of();
  bright.video.front().dynamic_range = "HDR";
  bright.video.front().hdr_type = "hlg";
  const auto graph = graph_of(plan_of(tracks(item(",'Duration':1")), {bright}).last);
  EXPECT_NE(graph.find("fps=25/1:start_time=0,zscale=tin=arib-std-b67"), std::string::npos) << graph;
}

TEST(ComposePlan, SpeedIsChangedInSteps) {
  EXPECT_EQ(tempo_filters(1), "");
  EXPECT_EQ(tempo_filters(2), "atempo=0.500000000,");
  EXPECT_EQ(tempo_filters(0.2), "atempo=2,atempo=2,atempo=1.250000000,");
  EXPECT_EQ(tempo_filters(5), "atempo=0.5,atempo=0.5,atempo=0.800000000,");
}

TEST(ComposePlan, FrameRatesOfTelevisionAreFractions) {
  EXPECT_EQ(frame_rate(29.97), (FrameRate{30'000, 1'001}));
  EXPECT_EQ(frame_rate(23.976), (FrameRate{24'000, 1'001}));
  EXPECT_EQ(frame_rate(25), (FrameRate{25, 1}));
  EXPECT_EQ(frame_rate(14.5), (FrameRate{14'500, 1'000}));
  EXPECT_EQ(frame_rate(240), (FrameRate{60, 1}));
  EXPECT_EQ(frame_rate(0), (FrameRate{1, 1}));
}

TEST(ComposePlan, LongListsAreMadeSpanBySpan) {
  std::string items = item(",'Duration':1");
  for (int i = 1; i < 100; ++i) items += "," + item(",'Duration':1");
  const auto plan = plan_of(tracks(items), {film_of()});
  // Four spans of at most 32 items, three groups of at most 48 sounds.
  ASSERT_EQ(plan.pieces.size(), 4U + 3U);
  EXPECT_EQ(plan.pieces.front().file, "v00000.mov");
  EXPECT_EQ(plan.pieces.back().file, "s00002.w64");
  EXPECT_EQ(plan.list,
            "ffconcat version 1.0\nfile v00000.mov\nduration 32.000000\nfile v00001.mov\nduration 32.000000\n"
            "file v00002.mov\nduration 32.000000\nfile v00003.mov\nduration 4.000000\n");
  for (const ComposePiece& piece : plan.pieces) {
    EXPECT_LE(std::ranges::count(piece.run.argv, "-i"), static_cast<std::ptrdiff_t>(limits::compose_sounds_max));
  }
  EXPECT_TRUE(has(plan.last, "file:{in:pieces}/list"));
  EXPECT_TRUE(has(plan.last, "copy"));
  EXPECT_NE(graph_of(plan.last).find("alimiter"), std::string::npos);
}

TEST(ComposePlan, LargePicturesAreCutByTheirMemory) {
  std::string items = item(",'Duration':1");
  for (int i = 1; i < 20; ++i) items += "," + item(",'Duration':1");
  const auto scene = scene_of(tracks(items), std::vector{film_of(10, 3'840, 2'160)});
  ASSERT_TRUE(scene);
  const std::vector found{film_of(10, 3'840, 2'160)};
  const auto spans = cut_scene(scene.value(), found);
  ASSERT_TRUE(spans);
  EXPECT_GT(spans.value().size(), 2U);
  for (const FrameSpan& span : spans.value())
    EXPECT_LE(picture_memory_bytes(scene.value(), found, span), limits::compose_memory_bytes_max);
  EXPECT_EQ(spans.value().back().end, scene.value().frames);
}

TEST(ComposePlan, NoSpanEndsInsideATransition) {
  std::string items = item(",'Duration':1");
  for (int i = 1; i < 80; ++i) items += "," + wipe(0.5) + "," + item(",'Duration':1");
  const std::vector found{film_of()};
  const auto scene = scene_of(tracks(items), found);
  ASSERT_TRUE(scene);
  const auto spans = cut_scene(scene.value(), found);
  ASSERT_TRUE(spans);
  for (const FrameSpan& span : spans.value()) {
    const Strip& strip = scene.value().strips.front();
    for (std::size_t i = 0; i + 1 < strip.shots.size(); ++i) {
      EXPECT_FALSE(span.end > strip.shots[i + 1].first && span.end < strip.shots[i].end()) << span.end;
    }
  }
}

TEST(ComposePlan, WhatIsSeenAtOnceHasALimit) {
  std::string json = "{'Tracks':[";
  for (int i = 0; i < 10; ++i) {
    json += (i > 0 ? "," : "") + std::string("{'Type':'Video','TrackItems':[") +
            item(",'Duration':1,'Width':'8000px','Height':'8000px'") + "]}";
  }
  const auto composition = read(json + "],'Canvas':{'Width':3840,'Height':3840},'Output':{'FileName':'a'}}");
  const std::vector<ComposeSource> sources{{"/blobs/0", film_of(10, 8'192, 8'192)}};
  const auto plan = plan_composition(composition, sources, "/task/pieces", {});
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, ErrorCode::input_invalid);
  EXPECT_NE(plan.error().detail.find("memory"), std::string::npos);
}

TEST(ComposePlan, TransitionsLongerThanTheirItemsAreRefused) {
  const std::vector found{film_of(1)};
  const auto long_one = scene_of(tracks(item() + "," + wipe(1.5) + "," + item()), found);
  ASSERT_FALSE(long_one);
  EXPECT_EQ(long_one.error().subject, "Tracks.0.TrackItems.1.TransitionItem.Duration");
  const auto two = scene_of(tracks(item() + "," + wipe(0.6) + "," + item() + "," + wipe(0.6) + "," + item()), found);
  ASSERT_FALSE(two);
  EXPECT_EQ(two.error().subject, "Tracks.0.TrackItems.3.TransitionItem.Duration");
}

// The guide's table is the code's.
TEST(ComposePlan, TheGuideListsTheTransitions) {
  std::ifstream stream(VOD_COMPOSING_GUIDE);
  ASSERT_TRUE(stream) << VOD_COMPOSING_GUIDE;
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  for (const TransitionRow& row : transition_rows()) {
    const std::string by = row.is_sound() ? "afade" : row.xfade == "custom" ? "an expression" : std::string(row.xfade);
    const std::string line = "| " + std::string(row.name) + " | " + by + " | " + std::string(name_of(row.match)) +
                             " | " + std::string(row.look) + " |";
    EXPECT_NE(text.find(line), std::string::npos) << line;
  }
}

}  // namespace
}  // namespace vod
