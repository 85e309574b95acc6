#include "pipeline/compose/compose_request.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "model/errors.h"
#include "pipeline/compose/compose_plan.h"
#include "pipeline/compose/compose_transitions.h"

namespace vod {
namespace {

Result<Composition> read(std::string json) {
  std::ranges::replace(json, '\'', '"');
  const auto request = wire::decode_answer<wire::ComposeMediaRequest>(std::string_view(json));
  if (!request) return request.error();
  return read_composition(request.value());
}
Result<Composition> with_items(const std::string& items, const std::string& output = "", const std::string& rest = "",
                               const std::string& type = "Video") {
  return read("{'Tracks':[{'Type':'" + type + "','TrackItems':[" + items + "]}],'Output':{'FileName':'a'" + output +
              "}" + rest + "}");
}
std::string item(const std::string& rest = "") {
  return "{'Type':'Video','VideoItem':{'SourceMedia':'17'" + rest + "}}";
}
std::string transition(const std::string& type) {
  return "{'Type':'Transition','TransitionItem':{'Duration':1,'MediaTransitions':[{'Type':'" + type + "'}]}}";
}

struct Refusal {
  Result<Composition> read;
  ErrorCode code;
  std::string field;
};

TEST(ComposeRequest, ErrorsNameTheFieldAndHaveTheirCode) {
  const std::string first = "Tracks.0.TrackItems.0.";
  const std::vector<Refusal> refusals = {
      {with_items(item(",'Duration':-1")), ErrorCode::value_clip_duration, first + "VideoItem.Duration"},
      {with_items(item(",'SourceMediaStartTime':1e9")), ErrorCode::value_clip_duration,
       first + "VideoItem.SourceMediaStartTime"},
      {with_items(item(",'TargetDuration':-0.1")), ErrorCode::value_clip_duration, first + "VideoItem.TargetDuration"},
      {with_items(item(",'CoordinateOrigin':'Middle'")), ErrorCode::value_coordinate_origin,
       first + "VideoItem.CoordinateOrigin"},
      {with_items(item(",'XPos':'10'")), ErrorCode::value_xpos, first + "VideoItem.XPos"},
      {with_items(item(",'YPos':'1e999px'")), ErrorCode::value_ypos, first + "VideoItem.YPos"},
      {with_items(item(",'Width':'-1px'")), ErrorCode::value_width, first + "VideoItem.Width"},
      {with_items(item(",'Height':'nan%'")), ErrorCode::value_height, first + "VideoItem.Height"},
      {with_items(item(",'ImageOperations':[{'Type':'Rotate','RotateAngle':361}]")), ErrorCode::invalid_parameter_value,
       first + "VideoItem.ImageOperations.0.RotateAngle"},
      {with_items(item(",'AudioOperations':[{'Type':'Volume','VolumeParam':{'Gain':11}}]")),
       ErrorCode::invalid_parameter_value, first + "VideoItem.AudioOperations.0.VolumeParam.Gain"},
      {with_items("{'Type':'Video','VideoItem':{'SourceMedia':'file:///etc/passwd'}}"),
       ErrorCode::invalid_parameter_value, first + "VideoItem.SourceMedia"},
      {with_items("{'Type':'Video'}"), ErrorCode::missing_parameter, first + "VideoItem"},
      {with_items("{'Type':'Audio','AudioItem':{'SourceMedia':'17'}}"), ErrorCode::invalid_parameter_value,
       first + "Type"},
      {with_items(item() + "," + transition("Explode") + "," + item()), ErrorCode::value_unsupported_transition,
       "Tracks.0.TrackItems.1.TransitionItem.MediaTransitions.0.Type"},
      {with_items(item() + "," + transition("Cube") + "," + transition("Cube") + "," + item()),
       ErrorCode::invalid_parameter_value, "Tracks.0.TrackItems.1.TransitionItem"},
      {with_items(transition("Cube")), ErrorCode::invalid_parameter_value, first + "TransitionItem"},
      {with_items(item(",'Duration':0.5") + "," + transition("Cube") + "," + item()), ErrorCode::value_clip_duration,
       "Tracks.0.TrackItems.1.TransitionItem.Duration"},
      {with_items("{'Type':'Empty','EmptyItem':{'Duration':0}}"), ErrorCode::value_clip_duration,
       first + "EmptyItem.Duration"},
      {with_items(item(), ",'Container':'mkv'"), ErrorCode::value_container, "Output.Container"},
      {with_items(item(), ",'RemoveVideo':2"), ErrorCode::value_remove_video, "Output.RemoveVideo"},
      {with_items(item(), ",'RemoveVideo':1,'RemoveAudio':1"), ErrorCode::value_remove_audio, "Output.RemoveAudio"},
      {with_items(item(), ",'VideoStream':{'Codec':'libx265'}"), ErrorCode::value_video_codec,
       "Output.VideoStream.Codec"},
      {with_items(item(), ",'VideoStream':{'Fps':61}"), ErrorCode::value_fps, "Output.VideoStream.Fps"},
      {with_items(item(), ",'AudioStream':{'SampleRate':8000}"), ErrorCode::value_audio_sample_rate,
       "Output.AudioStream.SampleRate"},
      {with_items(item(), ",'AudioStream':{'AudioChannel':6}"), ErrorCode::value_audio_channel,
       "Output.AudioStream.AudioChannel"},
      {with_items(item(), "", ",'Canvas':{'Color':'Pink'}"), ErrorCode::invalid_parameter_value, "Canvas.Color"},
      {with_items(item(), "", ",'Canvas':{'Width':3841}"), ErrorCode::value_width, "Canvas.Width"},
      {with_items("{'Type':'Sticker','StickerItem':{'SourceMedia':'17','Duration':1}}", "", "", "Sticker"),
       ErrorCode::value_width, "Canvas"},
      {read("{'Tracks':[],'Output':{'FileName':'a'}}"), ErrorCode::invalid_parameter_value, "Tracks"},
  };
  for (const Refusal& refusal : refusals) {
    ASSERT_FALSE(refusal.read) << refusal.field;
    EXPECT_EQ(refusal.read.error().code, refusal.code) << message_of(refusal.read.error());
    EXPECT_EQ(refusal.read.error().subject, refusal.field) << message_of(refusal.read.error());
    EXPECT_TRUE(refusal.read.error().detail.starts_with(refusal.field + ": ")) << refusal.read.error().detail;
  }
}

TEST(ComposeRequest, TracksAndItemsHaveTheirLimits) {
  std::string eleven = "{'Type':'Video','TrackItems':[" + item() + "]}";
  std::string more = eleven;
  for (int i = 0; i < 10; ++i) more += "," + eleven;
  EXPECT_FALSE(read("{'Tracks':[" + more + "],'Output':{'FileName':'a'}}"));
  std::string many = item();
  for (int i = 0; i < 499; ++i) many += "," + item();
  EXPECT_TRUE(with_items(many));
  EXPECT_FALSE(with_items(many + "," + item()));
}

TEST(ComposeRequest, TransitionsOfSoundAloneGoOnAudioTracks) {
  const std::string sound = "{'Type':'Audio','AudioItem':{'SourceMedia':'17'}}";
  EXPECT_TRUE(with_items(sound + "," + transition("AudioFadeInFadeOut") + "," + sound, "", "", "Audio"));
  const auto cube = with_items(sound + "," + transition("Cube") + "," + sound, "", "", "Audio");
  ASSERT_FALSE(cube);
  EXPECT_EQ(cube.error().code, ErrorCode::value_unsupported_transition);
}

TEST(ComposeRequest, EverySourceStandsOnce) {
  const auto composition =
      with_items(item() + "," + item() + ",{'Type':'Video','VideoItem':{'SourceMedia':'http://a.test/b.mp4?c=d'}}");
  ASSERT_TRUE(composition);
  EXPECT_EQ(composition.value().sources, (std::vector<std::string>{"17", "http://a.test/b.mp4?c=d"}));
}

// Whatever stands in the texts of a request: either it is refused, or argv is what it would be with plain words.
TEST(ComposeRequest, TextsNeverReachTheArguments) {
  const auto run_of = [](const std::string& text) -> Result<std::vector<std::string>> {
    wire::ComposeMediaRequest request;
    wire::MediaTrackItem item;
    item.Type = "Video";
    item.VideoItem.emplace();
    item.VideoItem->SourceMedia = "http://a.test/" + text;
    wire::MediaTrackItem sized = item;
    sized.VideoItem->SourceMedia = "17";
    sized.VideoItem->Duration = 1;
    request.Tracks.push_back({"Video", {item, sized}});
    request.Output.FileName = text;
    request.Output.Description = text;
    request.SessionId = text;
    request.SessionContext = text;
    VOD_TRY(const auto composition, read_composition(request));
    MediaMetadata found;
    found.container = "mov";
    found.duration_s = 1;
    VideoStream video;
    video.width = 320;
    video.height = 240;
    video.fps = 25;
    found.video.push_back(video);
    const std::vector<ComposeSource> sources(composition.sources.size(), {"/blobs/a", found});
    VOD_TRY(const auto plan, plan_composition(composition, sources, "/pieces", {}));
    std::vector<std::string> all = plan.last.argv;
    for (const auto& input : plan.last.inputs) {
      all.push_back(input.name);
      if (const auto* content = std::get_if<std::string>(&input.content)) all.push_back(*content);
    }
    return all;
  };
  const auto plain = run_of("plain");
  ASSERT_TRUE(plain);
  for (const std::string text : {"a b", "-i", "';drop", "\"$(id)`id`", "a%20b", "x;[v]null", "../../etc/passwd", "a\nb",
                                 "{in:s0}", "{out}", "\xff\xfe", "|pipe:1"}) {
    const auto found = run_of(text);
    if (found) {
      EXPECT_EQ(found.value(), plain.value()) << text;
    }
  }
  // The other texts are words of a list or numbers.
  for (const std::string text : {"10px;[v]", "10%'", "-i", "$(id)%", "0x10px", "1,5px", ""}) {
    wire::ComposeMediaRequest request;
    wire::MediaTrackItem item;
    item.Type = "Video";
    item.VideoItem.emplace();
    item.VideoItem->SourceMedia = "17";
    item.VideoItem->XPos = text;
    request.Tracks.push_back({"Video", {item}});
    request.Output.FileName = "a";
    EXPECT_EQ(static_cast<bool>(read_composition(request)), text.empty()) << text;
    request.Tracks[0].TrackItems[0].VideoItem->XPos.reset();
    request.Tracks[0].TrackItems[0].VideoItem->CoordinateOrigin = text;
    EXPECT_EQ(static_cast<bool>(read_composition(request)), text.empty()) << text;
    request.Tracks[0].TrackItems[0].VideoItem->CoordinateOrigin.reset();
    request.Output.Container = text;
    EXPECT_EQ(static_cast<bool>(read_composition(request)), text.empty()) << text;
  }
}

}  // namespace
}  // namespace vod
