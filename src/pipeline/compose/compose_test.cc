#include <algorithm>
#include <future>
#include <thread>

#include "pipeline/compose/compose_transitions.h"
#include "pipeline/compose/test_compose.h"

namespace vod {
namespace {

// Encoding and 4:2:0 blur colours a little.
constexpr int off = 40;

class Compose : public ComposeTest {
 protected:
  static ::testing::AssertionResult is(Rgb found, int r, int g, int b) {
    if (std::abs(found.r - r) <= off && std::abs(found.g - g) <= off && std::abs(found.b - b) <= off)
      return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << found.r << "," << found.g << "," << found.b << " is not " << r << "," << g
                                         << "," << b;
  }
  static auto is_red(Rgb found) { return is(found, 254, 0, 0); }
  static auto is_blue(Rgb found) { return is(found, 0, 0, 254); }
  static auto is_green(Rgb found) { return is(found, 0, 128, 0); }
  static auto is_black(Rgb found) { return is(found, 0, 0, 0); }
  static auto is_white(Rgb found) { return is(found, 255, 255, 255); }
  static auto is_yellow(Rgb found) { return is(found, 255, 255, 0); }
};

TEST_F(Compose, ItemsOfATrackFollowEachOtherAndBecomeAMediaWithItsEvent) {
  const auto film = film_of(request_of(video_track(video("red.mp4", ",'Duration':0.4") + "," + gap(0.2) + "," +
                                                   video("blue.mp4", ",'SourceMediaStartTime':1.2"))));
  ASSERT_EQ(film.frames(), 10U + 5U + 20U);
  EXPECT_TRUE(is_red(film.at(0, 80, 60)));
  EXPECT_TRUE(is_red(film.at(9, 80, 60)));
  EXPECT_TRUE(is_black(film.at(10, 80, 60)));
  EXPECT_TRUE(is_black(film.at(14, 80, 60)));
  EXPECT_TRUE(is_blue(film.at(15, 80, 60)));
  EXPECT_TRUE(is_blue(film.at(34, 80, 60)));
  EXPECT_NEAR(film.metadata.duration_s, 1.4, 0.04);
  EXPECT_GT(film.tone(500, 0.05, 0.35), 0.05);
  EXPECT_LT(film.tone(500, 0.45, 0.55), 0.01);
  EXPECT_GT(film.tone(1'500, 0.7, 1.3), 0.05);
  EXPECT_LT(film.tone(500, 0.7, 1.3), 0.01);

  const auto told = events();
  ASSERT_EQ(told.size(), 1U);
  const auto& state = *told.front().ComposeMediaCompleteEvent;
  EXPECT_EQ(state.Status, "FINISH");
  EXPECT_EQ(state.Message, "SUCCESS");
  EXPECT_EQ(state.Output->MediaName, "made");
  EXPECT_EQ(state.Output->FileType, "mp4");
  EXPECT_TRUE(state.Output->FileUrl->starts_with("http://media.test/"));
  EXPECT_EQ(state.MetaData->Width, 160);
  const auto made = read<std::optional<Media>>(
      [&](ReadTransaction& tx) { return catalogue::find_media(tx, app, *FileId::parse(*state.Output->FileId)); });
  ASSERT_TRUE(made);
  EXPECT_EQ(made->source_type, "VideoProcessing");
  EXPECT_TRUE(is_served(made->path));
}

TEST_F(Compose, AClipShowsTheFramesFromItsStartOn) {
  const auto film = film_of(request_of(video_track(video("ramp.mp4", ",'SourceMediaStartTime':0.4,'Duration':0.4"))));
  ASSERT_EQ(film.frames(), 10U);
  // Limited range: 16 + 4 n is shown as 255 / 219 * 4 n.
  for (std::size_t frame = 0; frame < 10; ++frame) {
    const int shown = static_cast<int>(255.0 / 219 * 4 * static_cast<double>(frame + 10));
    EXPECT_NEAR(film.at(frame, 80, 60).g, shown, 2) << frame;
  }
}

TEST_F(Compose, ATargetDurationChangesTheSpeedButNotThePitch) {
  const auto film = film_of(
      request_of(video_track(video("ramp.mp4", ",'Duration':1,'TargetDuration':2") + "," +
                             video("ramp.mp4", ",'SourceMediaStartTime':0,'Duration':1.6,'TargetDuration':0.4"))));
  ASSERT_EQ(film.frames(), 60U);
  const auto shown = [](double frame) { return 255.0 / 219 * 4 * frame; };
  EXPECT_NEAR(film.at(20, 80, 60).g, shown(10), 5);
  EXPECT_NEAR(film.at(48, 80, 60).g, shown(24), 5);
  EXPECT_NEAR(film.at(55, 80, 60).g, shown(20), 9);
  EXPECT_GT(film.tone(500, 0.2, 1.8), 0.05);
  EXPECT_LT(film.tone(250, 0.2, 1.8), 0.01);
  EXPECT_LT(film.tone(2'000, 2.05, 2.35), 0.02);
}

TEST_F(Compose, ItemsStandWhereTheirGeometryPutsThem) {
  const std::string canvas = ",'Canvas':{'Color':'White','Width':200,'Height':100}";
  const auto film = film_of(request_of(
      video_track(video("red.mp4",
                        ",'Duration':0.2,'CoordinateOrigin':'TopLeft','XPos':'10px','YPos':'10%',"
                        "'Width':'20%','Height':'20px'")) +
          "," + video_track(video("blue.mp4", ",'Duration':0.2,'XPos':'50px','YPos':'-20px','Height':'30px'")),
      canvas));
  EXPECT_EQ(film.width, 200);
  EXPECT_EQ(film.height, 100);
  EXPECT_TRUE(is_white(film.at(2, 5, 5)));
  EXPECT_TRUE(is_red(film.at(2, 14, 13)));
  EXPECT_TRUE(is_red(film.at(2, 46, 26)));
  EXPECT_TRUE(is_white(film.at(2, 56, 20)));
  EXPECT_TRUE(is_white(film.at(2, 30, 36)));
  // 30 px high is 40 wide, around (150, 30).
  EXPECT_TRUE(is_blue(film.at(2, 134, 19)));
  EXPECT_TRUE(is_blue(film.at(2, 166, 41)));
  EXPECT_TRUE(is_white(film.at(2, 126, 30)));
  EXPECT_TRUE(is_white(film.at(2, 150, 50)));
}

TEST_F(Compose, TheOtherCornersMeasureInwards) {
  const auto film = film_of(
      request_of(video_track(video("red.mp4",
                                   ",'Duration':0.2,'CoordinateOrigin':'BottomRight','XPos':'10px','YPos':'10px',"
                                   "'Width':'40px','Height':'30px'")) +
                     "," +
                     video_track(video("blue.mp4",
                                       ",'Duration':0.2,'CoordinateOrigin':'TopRight','Width':'40px','Height':'30px'")),
                 ",'Canvas':{'Width':160,'Height':120}"));
  EXPECT_TRUE(is_red(film.at(1, 130, 95)));
  EXPECT_TRUE(is_black(film.at(1, 155, 95)));
  EXPECT_TRUE(is_black(film.at(1, 105, 95)));
  EXPECT_TRUE(is_blue(film.at(1, 155, 5)));
  EXPECT_TRUE(is_black(film.at(1, 115, 5)));
}

TEST_F(Compose, LaterTracksAreDrawnOnTopAndTheLongestOneCounts) {
  const auto film =
      film_of(request_of(video_track(video("red.mp4", ",'Duration':1")) + "," +
                         video_track(gap(0.2) + "," + video("blue.mp4", ",'Duration':0.4,'Width':'50%'"))));
  ASSERT_EQ(film.frames(), 25U);
  EXPECT_TRUE(is_red(film.at(4, 80, 60)));
  EXPECT_TRUE(is_blue(film.at(5, 80, 60)));
  EXPECT_TRUE(is_red(film.at(5, 20, 60)));
  EXPECT_TRUE(is_blue(film.at(14, 80, 60)));
  EXPECT_TRUE(is_red(film.at(15, 80, 60)));
}

TEST_F(Compose, PicturesAreFlippedAndTurnedAroundTheirMiddle) {
  const std::string place = ",'Duration':0.2,'CoordinateOrigin':'TopLeft'";
  const auto of = [&](const std::string& operations) {
    return film_of(request_of(video_track(video("corner.png", place + ",'ImageOperations':[" + operations + "]")),
                              ",'Canvas':{'Width':120,'Height':100}"));
  };
  const auto plain = of("");
  EXPECT_TRUE(is_yellow(plain.at(0, 6, 6)));
  EXPECT_TRUE(is_green(plain.at(0, 74, 34)));
  EXPECT_TRUE(is_black(plain.at(0, 90, 20)));
  const auto sideways = of("{'Type':'Flip','Flip':'Horizental'}");
  EXPECT_TRUE(is_yellow(sideways.at(0, 74, 6)));
  EXPECT_TRUE(is_green(sideways.at(0, 6, 6)));
  const auto upside = of("{'Type':'Flip','Flip':'Vertical'}");
  EXPECT_TRUE(is_yellow(upside.at(0, 6, 34)));
  // 80x40 around (40, 20) becomes 40x80 there: its upper part is off the canvas.
  const auto right = of("{'Type':'Rotate','RotateAngle':90},{'Type':'Flip','Flip':'Vertical'}");
  EXPECT_TRUE(is_yellow(right.at(0, 54, 54)));
  EXPECT_TRUE(is_green(right.at(0, 26, 54)));
  EXPECT_TRUE(is_black(right.at(0, 10, 20)));
  const auto slanted = of("{'Type':'Rotate','RotateAngle':45}");
  EXPECT_TRUE(is_green(slanted.at(0, 40, 20)));
  EXPECT_TRUE(is_black(slanted.at(0, 74, 6)));
}

TEST_F(Compose, StickersComeAtTheirTimesAndMayBeSeenThrough) {
  const auto film = film_of(request_of(
      video_track(video("red.mp4", ",'Duration':1")) + "," +
      sticker_track(sticker("corner.png", "'Duration':0.2,'StartTime':0.4,'CoordinateOrigin':'TopLeft'") + "," +
                    sticker("corner.png", "'Duration':0.2,'CoordinateOrigin':'TopLeft','XPos':'80px','YPos':'80px'") +
                    "," + sticker("hole.png", "'Duration':0.2"))));
  ASSERT_EQ(film.frames(), 25U);
  EXPECT_TRUE(is_red(film.at(9, 60, 30)));
  EXPECT_TRUE(is_green(film.at(10, 60, 30)));
  EXPECT_TRUE(is_yellow(film.at(14, 6, 6)));
  EXPECT_TRUE(is_red(film.at(15, 60, 30)));
  EXPECT_TRUE(is_green(film.at(15, 140, 110)));
  EXPECT_TRUE(is_red(film.at(20, 140, 110)));
  EXPECT_TRUE(is_red(film.at(22, 80, 60)));
}

TEST_F(Compose, VolumesAreTurnedUpDownAndOff) {
  const auto of = [&](const std::string& operations) {
    return film_of(request_of(audio_track(audio("tone.mp3", ",'Duration':1,'AudioOperations':[" + operations + "]")),
                              "", ",'Container':'mp3'"));
  };
  const double plain = of("").tone(3'000, 0.2, 0.8);
  EXPECT_GT(plain, 0.05);
  EXPECT_NEAR(of("{'Type':'Volume','VolumeParam':{'Gain':2.5}}").tone(3'000, 0.2, 0.8) / plain, 2.5, 0.1);
  EXPECT_NEAR(of("{'Type':'Volume','VolumeParam':{'Gain':0}}").tone(3'000, 0.2, 0.8) / plain, 1, 0.05);
  const auto mute = film_of(request_of(
      video_track(video("red.mp4", ",'Duration':1,'AudioOperations':[{'Type':'Volume','VolumeParam':{'Mute':1}}]")) +
      "," + audio_track(audio("tone.mp3", ",'Duration':0.5"))));
  EXPECT_LT(mute.tone(500, 0.1, 0.9), 0.005);
  EXPECT_GT(mute.tone(3'000, 0.1, 0.4), 0.05);
  EXPECT_LT(mute.tone(3'000, 0.6, 0.9), 0.005);
}

TEST_F(Compose, SoundsAreMixedAtTheirOwnVolumesAndNeverClip) {
  const auto film = film_of(
      request_of(audio_track(audio("tone.mp3", ",'Duration':1")) + "," + audio_track(audio("red.mp4", ",'Duration':1")),
                 "", ",'Container':'mp3'"));
  EXPECT_NEAR(film.tone(3'000, 0.2, 0.8), 0.125, 0.02);
  EXPECT_NEAR(film.tone(500, 0.2, 0.8), 0.125, 0.02);
  const auto loud = film_of(request_of(
      audio_track(audio("tone.mp3", ",'Duration':1,'AudioOperations':[{'Type':'Volume','VolumeParam':{'Gain':10}}]")) +
          "," +
          audio_track(
              audio("red.mp4", ",'Duration':1,'AudioOperations':[{'Type':'Volume','VolumeParam':{'Gain':10}}]")),
      "", ",'Container':'mp3'"));
  EXPECT_LT(loud.peak(), 1.05);
  EXPECT_GT(loud.peak(), 0.8);
}

TEST_F(Compose, SoundsKeepTheirLevelWhenTheirChannelsChange) {
  make("wide.wav", "-f lavfi -i 'sine=2000:d=1,pan=stereo|c0=8*c0|c1=8*c0'");
  const auto of = [&](const std::string& clip, int channels) {
    return film_of(
        request_of(audio_track(audio(clip)), "", ",'AudioStream':{'AudioChannel':" + std::to_string(channels) + "}"));
  };
  EXPECT_NEAR(of("wide.wav", 1).tone(2'000, 0.2, 0.8), 1, 0.1);
  EXPECT_NEAR(of("wide.wav", 2).tone(2'000, 0.2, 0.8), 1, 0.1);
  EXPECT_NEAR(of("tone.mp3", 2).tone(3'000, 0.2, 0.8), 0.125, 0.02);
  EXPECT_NEAR(of("tone.mp3", 1).tone(3'000, 0.2, 0.8), 0.125, 0.02);
}

TEST_F(Compose, TransitionsMixBothPicturesAndBothSounds) {
  const auto film =
      film_of(request_of(video_track(video("red.mp4", ",'Duration':1") + "," +
                                     crossing(0.4, "{'Type':'ImageFadeInFadeOut'},{'Type':'AudioFadeInFadeOut'}") +
                                     "," + video("blue.mp4", ",'Duration':1"))));
  ASSERT_EQ(film.frames(), 40U);
  EXPECT_TRUE(is_red(film.at(14, 80, 60)));
  EXPECT_TRUE(is(film.at(20, 80, 60), 127, 0, 127));
  EXPECT_TRUE(is_blue(film.at(25, 80, 60)));
  EXPECT_NEAR(film.tone(500, 0.7, 0.9) / film.tone(500, 0.2, 0.5), 0.5, 0.1);
  EXPECT_NEAR(film.tone(1'500, 0.7, 0.9) / film.tone(1'500, 1.1, 1.5), 0.5, 0.1);
}

TEST_F(Compose, TransitionsAtTheEndsOfATrackLeadFromNothingAndToNothing) {
  const auto film =
      film_of(request_of(video_track(crossing(0.4, "{'Type':'ImageFadeInFadeOut'}") + "," +
                                     video("red.mp4", ",'Duration':1") + "," + crossing(0.4, "{'Type':'WipeLeft'}")),
                         ",'Canvas':{'Color':'White'}"));
  ASSERT_EQ(film.frames(), 25U);
  EXPECT_TRUE(is_white(film.at(0, 80, 60)));
  EXPECT_TRUE(is(film.at(5, 80, 60), 255, 127, 127));
  EXPECT_TRUE(is_red(film.at(12, 80, 60)));
  EXPECT_TRUE(is_red(film.at(20, 20, 60)));
  EXPECT_TRUE(is_white(film.at(20, 140, 60)));
}

TEST_F(Compose, SmallItemsKeepTheirPlaceInATransition) {
  const std::string left = ",'Duration':0.8,'CoordinateOrigin':'TopLeft','Width':'40px','Height':'40px'";
  const auto film = film_of(request_of(
      video_track(video("red.mp4", left) + "," + crossing(0.4, "{'Type':'ImageFadeInFadeOut'}") + "," +
                  video("blue.mp4", ",'Duration':0.8,'CoordinateOrigin':'BottomRight','Width':'40px','Height':'40px'")),
      ",'Canvas':{'Color':'White','Width':160,'Height':120}"));
  ASSERT_EQ(film.frames(), 30U);
  EXPECT_TRUE(is_red(film.at(5, 20, 20)));
  EXPECT_TRUE(is_white(film.at(5, 140, 100)));
  EXPECT_TRUE(is(film.at(15, 20, 20), 255, 127, 127));
  EXPECT_TRUE(is(film.at(15, 140, 100), 127, 127, 255));
  EXPECT_TRUE(is_white(film.at(15, 80, 60)));
  EXPECT_TRUE(is_blue(film.at(25, 140, 100)));
}

TEST_F(Compose, TheDeprecatedTransitionsAreTakenToo) {
  const auto film = film_of(request_of(
      video_track(video("red.mp4", ",'Duration':0.8") +
                  ",{'Type':'Transition','TransitionItem':{'Duration':0.4,'Transitions':[{'Type':'WipeRight'}]}}," +
                  video("blue.mp4", ",'Duration':0.8"))));
  ASSERT_EQ(film.frames(), 30U);
  EXPECT_TRUE(is_blue(film.at(15, 20, 60)));
  EXPECT_TRUE(is_red(film.at(15, 140, 60)));
}

// Every name of the list, a few in each run: four frames of each transition, with one of its midpoint.
TEST_F(Compose, EveryTransitionSucceeds) {
  std::string items = video("red.mp4", ",'Duration':0.32");
  std::size_t count = 0;
  for (const TransitionRow& row : transition_rows()) {
    items += "," + crossing(0.16, "{'Type':'" + std::string(row.name) + "'}") + "," +
             video(++count % 2 == 0 ? "red.mp4" : "blue.mp4", ",'Duration':0.32");
  }
  EXPECT_EQ(count, 36U);
  const auto film = film_of(request_of(video_track(items), ",'Canvas':{'Width':80,'Height':60}", ",'RemoveAudio':1"));
  ASSERT_EQ(film.frames(), 8U + 36 * 4);
  EXPECT_TRUE(is_red(film.at(2, 40, 30)));
  EXPECT_TRUE(is_red(film.at(film.frames() - 2, 40, 30)));
}

TEST_F(Compose, OutputsAreAsAskedFor) {
  const auto sound = film_of(request_of(audio_track(audio("tone.mp3", ",'Duration':1")), "",
                                        ",'Container':'mp3','AudioStream':{'SampleRate':44100,'AudioChannel':1}"));
  EXPECT_EQ(sound.metadata.container, "mp3");
  EXPECT_EQ(sound.metadata.audio.front().sample_rate_hz, 44'100);
  EXPECT_EQ(sound.metadata.audio.front().channels, 1);
  EXPECT_NEAR(sound.metadata.duration_s, 1, 0.06);
  const auto picture = film_of(request_of(video_track(video("red.mp4", ",'Duration':1")), "",
                                          ",'RemoveAudio':1,'VideoStream':{'Codec':'libx264','Fps':10}"));
  EXPECT_FALSE(picture.metadata.has_audio());
  EXPECT_EQ(picture.frames(), 10U);
  const auto bare = film_of(request_of(video_track(video("red.mp4", ",'Duration':1")), "", ",'RemoveVideo':1"));
  EXPECT_FALSE(bare.metadata.has_video());
  EXPECT_EQ(bare.metadata.audio.front().codec, "aac");
  EXPECT_EQ(bare.metadata.audio.front().sample_rate_hz, 16'000);
}

TEST_F(Compose, ManyItemsAreMadeInPiecesThatFitTogether) {
  std::string items;
  for (int i = 0; i < 60; ++i) {
    items += (i > 0 ? "," : "") + video(i % 2 == 0 ? "ramp.mp4" : "blue.mp4",
                                        ",'SourceMediaStartTime':0.4,'Duration':0.2,'TargetDuration':0.2");
  }
  const auto film = film_of(request_of(video_track(items) + "," + audio_track(audio("tone.mp3"))));
  ASSERT_EQ(film.frames(), 300U);
  EXPECT_NEAR(film.metadata.duration_s, 12, 0.04);
  for (std::size_t i = 0; i < 60; ++i) {
    if (i % 2 == 1) {
      EXPECT_TRUE(is_blue(film.at(i * 5, 80, 60))) << i;
      EXPECT_TRUE(is_blue(film.at(i * 5 + 4, 80, 60))) << i;
    } else {
      EXPECT_NEAR(film.at(i * 5, 80, 60).g, 255.0 / 219 * 40, 6) << i;
      EXPECT_NEAR(film.at(i * 5 + 4, 80, 60).g, 255.0 / 219 * 56, 6) << i;
    }
  }
  EXPECT_GT(film.tone(500, 0.02, 0.18), 0.05);
  EXPECT_GT(film.tone(1'500, 11.82, 11.98), 0.05);
  EXPECT_GT(film.tone(3'000, 0.5, 2.5), 0.05);
}

TEST_F(Compose, SourcesComeFromUrlsAndFromThisServersOwnFiles) {
  const auto bytes = content(clips_ / "corner.png");
  outbound_.put_peer("http://far.test/", [&](const OutboundRequest&) { return vod::testing::answer(200, bytes); });
  const auto id = FileId::parse(media_of("red.mp4"));
  const auto own = "http://media.test" + media_folder(app, *id) + "red.mp4?t=1";
  const auto film = film_of(request_of(
      video_track("{'Type':'Video','VideoItem':{'SourceMedia':'" + own + "','Duration':0.4}}") + "," +
      sticker_track("{'Type':'Sticker','StickerItem':{'SourceMedia':'http://far.test/a/b.png','Duration':0.2}}")));
  ASSERT_EQ(film.frames(), 10U);
  EXPECT_TRUE(is_green(film.at(2, 90, 60)));
  EXPECT_TRUE(is_red(film.at(2, 20, 20)));
  EXPECT_TRUE(is_red(film.at(7, 90, 60)));
  EXPECT_EQ(outbound_.requests().size(), 1U);
  // The clip and the result; what was fetched is gone.
  EXPECT_EQ(blobs_->list("", 10).value().size(), 2U);
}

TEST_F(Compose, AUrlThatFailsEndsTheTaskWithItsName) {
  const auto state = perform(
      request_of(video_track("{'Type':'Video','VideoItem':{'SourceMedia':'http://nowhere.test/a.mp4','Duration':1}}")));
  EXPECT_EQ(state.ErrCode, 60'000);
  EXPECT_TRUE(state.Message->starts_with("SourceFileError.DownloadNotAccessible: http://nowhere.test/a.mp4"))
      << *state.Message;
  EXPECT_FALSE(state.Output);
}

TEST_F(Compose, ACancelledCompositionLeavesNothing) {
  workshop_->plan.speed = "veryslow";
  const auto id = start(request_of(video_track(video("ramp.mp4", ",'Duration':2,'TargetDuration':180")),
                                   ",'Canvas':{'Width':1920,'Height':1080}"));
  TaskRunner runner(*workshop_);
  auto ends = std::async(std::launch::async, [&] { runner.step(0); });
  for (int i = 0; i < 3'000 && progress_.find(id).value_or(TaskProgress{}).percent == 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  runner.stop();
  ends.get();
  EXPECT_EQ(task(id).status, TaskStatus::processing);
  EXPECT_TRUE(events().empty());
  EXPECT_EQ(blobs_->list("", 10).value().size(), 1U);
}

TEST_F(Compose, WhatCantBeDoneEndsWithItsError) {
  const auto late = perform(request_of(video_track(video("red.mp4", ",'SourceMediaStartTime':5"))));
  EXPECT_EQ(late.ErrCode, 40'000);
  EXPECT_TRUE(late.Message->starts_with("InvalidInput.InvalidTimeOffset: Tracks.0.TrackItems.0.VideoItem.Source"))
      << *late.Message;
  const auto still = perform(request_of(video_track(video("corner.png"))));
  EXPECT_TRUE(still.Message->starts_with("InvalidInput: Tracks.0.TrackItems.0.VideoItem.Duration")) << *still.Message;
  const auto soundless = perform(request_of(audio_track(audio("silent.mp4"))));
  EXPECT_TRUE(soundless.Message->starts_with("SourceFileError.NoVideoMedia.NoAudio")) << *soundless.Message;
  const auto pictureless = perform(request_of(video_track(video("tone.mp3"))));
  EXPECT_TRUE(pictureless.Message->starts_with("SourceFileError.NoVideoMedia")) << *pictureless.Message;
  const auto gone =
      perform(request_of("{'Type':'Video','TrackItems':[{'Type':'Video','VideoItem':"
                         "{'SourceMedia':'17'}}]}"));
  EXPECT_TRUE(gone.Message->starts_with("SourceFileError.Deleted: 17")) << *gone.Message;
  EXPECT_EQ(events().size(), 5U);
}

}  // namespace
}  // namespace vod
