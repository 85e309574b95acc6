#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <numbers>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/test_pipeline.h"

namespace vod {

/// For tests: compositions made by real FFmpeg, and a look at their pixels and samples. Sources are small clips of one
/// colour and one tone each, made once.
class ComposeTest : public PipelineTest {
 protected:
  struct Rgb {
    int r = 0;
    int g = 0;
    int b = 0;
  };
  /// A result, decoded.
  struct Film {
    MediaMetadata metadata;
    int width = 0;
    int height = 0;
    std::string pixels;
    std::vector<float> samples;

    std::size_t frames() const { return pixels.size() / static_cast<std::size_t>(width * height * 3); }
    Rgb at(std::size_t frame, int x, int y) const {
      const auto place =
          (frame * static_cast<std::size_t>(height) + static_cast<std::size_t>(y)) * static_cast<std::size_t>(width) +
          static_cast<std::size_t>(x);
      const auto byte = [&](std::size_t i) { return static_cast<int>(static_cast<unsigned char>(pixels.at(i))); };
      return {byte(place * 3), byte(place * 3 + 1), byte(place * 3 + 2)};
    }
    /// How strong a tone is from one second to another: 1 = full scale.
    double tone(double hertz, double from_s, double to_s) const {
      const auto from = static_cast<std::size_t>(from_s * sample_rate);
      const auto to = std::min(samples.size(), static_cast<std::size_t>(to_s * sample_rate));
      double real = 0;
      double imaginary = 0;
      for (std::size_t i = from; i < to; ++i) {
        const double angle = 2 * std::numbers::pi * hertz * static_cast<double>(i) / sample_rate;
        real += samples[i] * std::cos(angle);
        imaginary += samples[i] * std::sin(angle);
      }
      return to <= from ? 0 : 2 * std::hypot(real, imaginary) / static_cast<double>(to - from);
    }
    double peak() const {
      float most = 0;
      for (const float sample : samples) most = std::max(most, std::abs(sample));
      return most;
    }
  };
  static constexpr double sample_rate = 16'000;

  static void SetUpTestSuite() {
    PipelineTest::SetUpTestSuite();
    clips_ = std::filesystem::temp_directory_path() / ("compose_clips_" + SystemRandom().hex(12));
    std::filesystem::create_directories(clips_);
    make("red.mp4", tinted("red", 500));
    make("blue.mp4", tinted("blue", 1'500));
    // Each frame is brighter than the one before by 4.
    make("ramp.mp4",
         "-f lavfi -i color=black:s=160x120:r=25:d=2,geq=lum='16+4*N':cb=128:cr=128 -f lavfi -i sine=500:d=2 "
         "-c:v libx264 -qp 4 -preset ultrafast -pix_fmt yuv420p -c:a aac");
    make("corner.png", "-f lavfi -i color=green:s=80x40 -vf drawbox=0:0:20:20:yellow:fill -frames:v 1");
    make("hole.png", "-f lavfi -i color=0xff00ff@0:s=40x40,format=rgba -frames:v 1");
    make("silent.mp4", "-f lavfi -i color=green:s=80x60:r=10:d=1 -c:v libx264 -preset ultrafast -pix_fmt yuv420p");
    make("tone.mp3", "-f lavfi -i sine=3000:d=3 -c:a libmp3lame");
    make("mute.wav", "-f lavfi -i anullsrc=d=1");
  }
  static void TearDownTestSuite() {
    std::filesystem::remove_all(clips_);
    PipelineTest::TearDownTestSuite();
  }

  /// The FileId of a clip, which becomes a media the first time.
  std::string media_of(const std::string& clip) {
    if (const auto found = ids_.find(clip); found != ids_.end()) return found->second;
    const FileId id{5'285'890'784'273'533'200 + ids_.size()};
    Media media;
    media.app = app;
    media.id = id;
    media.name = clip;
    media.type = clip.substr(clip.find('.') + 1);
    media.path = media_folder(app, id) + clip;
    catalogue::ObjectRow object;
    object.path = media.path;
    object.app = app;
    object.file = id;
    object.blob = blob_of(clips_ / clip);
    object.size_bytes = std::filesystem::file_size(clips_ / clip);
    object.is_sealed = true;
    write([&](Transaction& tx) -> Done {
      VOD_TRY(catalogue::insert_media(tx, media));
      return catalogue::save_object(tx, object);
    });
    return ids_[clip] = id.text();
  }

  /// A task for a request in JSON, where '<clip.mp4>' stands for a clip's FileId and ' for ".
  TaskId start(std::string request) {
    for (auto at = request.find('<'); at != std::string::npos; at = request.find('<', at)) {
      const auto end = request.find('>', at);
      request.replace(at, end - at + 1, media_of(request.substr(at + 1, end - at - 1)));
    }
    std::ranges::replace(request, '\'', '"');
    const auto read = wire::decode_answer<wire::ComposeMediaRequest>(std::string_view(request));
    EXPECT_TRUE(read) << request;
    Task task;
    task.id = {"task-" + random_.hex(8)};
    task.app = app;
    task.type = TaskType::compose_media;
    task.created_ms = 1;
    task.request_json = request;
    wire::ComposeMediaTask state;
    state.TaskId = task.id.value;
    state.Status = "PROCESSING";
    task.detail_json = wire::encode_text(state);
    write([&](Transaction& tx) { return catalogue::insert_task(tx, task); });
    return task.id;
  }
  wire::ComposeMediaTask ended(const TaskId& id) {
    return wire::decode_answer<wire::ComposeMediaTask>(std::string_view(task(id).detail_json)).value();
  }
  wire::ComposeMediaTask perform(const std::string& request) {
    const TaskId id = start(request);
    TaskRunner(*workshop_).step(0);
    return ended(id);
  }
  /// With tracks and more members of the request: {'Type':'Video','TrackItems':[...]}, then ,'Canvas':{...}.
  static std::string request_of(const std::string& tracks, const std::string& rest = "",
                                const std::string& output = "") {
    return "{'Tracks':[" + tracks + "],'Output':{'FileName':'made'" + output + "}" + rest + "}";
  }
  static std::string video_track(const std::string& items) { return "{'Type':'Video','TrackItems':[" + items + "]}"; }
  static std::string audio_track(const std::string& items) { return "{'Type':'Audio','TrackItems':[" + items + "]}"; }
  static std::string sticker_track(const std::string& items) {
    return "{'Type':'Sticker','TrackItems':[" + items + "]}";
  }
  static std::string video(const std::string& clip, const std::string& rest = "") {
    return "{'Type':'Video','VideoItem':{'SourceMedia':'<" + clip + ">'" + rest + "}}";
  }
  static std::string audio(const std::string& clip, const std::string& rest = "") {
    return "{'Type':'Audio','AudioItem':{'SourceMedia':'<" + clip + ">'" + rest + "}}";
  }
  static std::string sticker(const std::string& clip, const std::string& rest) {
    return "{'Type':'Sticker','StickerItem':{'SourceMedia':'<" + clip + ">'," + rest + "}}";
  }
  static std::string gap(double seconds) {
    return "{'Type':'Empty','EmptyItem':{'Duration':" + std::to_string(seconds) + "}}";
  }
  static std::string crossing(double seconds, const std::string& types) {
    return "{'Type':'Transition','TransitionItem':{'Duration':" + std::to_string(seconds) + ",'MediaTransitions':[" +
           types + "]}}";
  }

  /// The result of a request that succeeds.
  Film film_of(const std::string& request) {
    const auto state = perform(request);
    EXPECT_EQ(state.ErrCode, 0) << state.Message.value_or("");
    Film film;
    if (!state.Output) return film;
    const auto object = read<std::optional<catalogue::ObjectRow>>(
        [&](ReadTransaction& tx) { return catalogue::find_object(tx, *state.Output->FileUrl); });
    const auto path = blobs_->local_path(*object->blob).value();
    const auto found = workshop_->probes.probe(processes(), path);
    EXPECT_TRUE(found);
    film.metadata = found.value();
    if (film.metadata.has_video()) {
      film.width = film.metadata.width;
      film.height = film.metadata.height;
      film.pixels =
          content(clip("pixels", "-i '" + path.string() + "' -fps_mode passthrough -f rawvideo -pix_fmt rgb24"));
    }
    if (film.metadata.has_audio()) {
      const std::string raw =
          content(clip("samples", "-i '" + path.string() + "' -vn -af 'pan=mono|c0=c0' -ar 16000 -f f32le"));
      film.samples.resize(raw.size() / sizeof(float));
      std::copy_n(raw.data(), film.samples.size() * sizeof(float), reinterpret_cast<char*>(film.samples.data()));
    }
    return film;
  }

  static std::string content(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  static void make(const std::string& name, const std::string& arguments) {
    const std::string command = "ffmpeg -v error -nostdin -y " + arguments + " '" + (clips_ / name).string() + "'";
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
  }

  inline static std::filesystem::path clips_;

 private:
  static std::string tinted(const std::string& color, int hertz) {
    return "-f lavfi -i color=" + color + ":s=160x120:r=25:d=2 -f lavfi -i sine=" + std::to_string(hertz) +
           ":d=2 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac";
  }

  std::map<std::string, std::string> ids_;
};

}  // namespace vod
