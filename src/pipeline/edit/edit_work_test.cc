#include "pipeline/edit/edit_work.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <functional>
#include <future>
#include <iterator>
#include <memory>
#include <stop_token>
#include <utility>

#include "catalogue/procedures.h"
#include "pipeline/test_pipeline.h"
#include "pipeline/test_processes.h"

namespace vod {
namespace {

namespace fs = std::filesystem;

/// Edits of clips whose frames tell their number: the brightness of the whole picture is twice the number (and 20), so
/// that up to 100 frames can be told apart after any encoding.
class Edits : public PipelineTest {
 protected:
  // 25 frames a second, a key frame each second.
  fs::path numbered(const std::string& name, int seconds, const std::string& more = "",
                    const std::string& size = "160x120", int first = 0) {
    const std::string duration = std::to_string(seconds);
    return clip(name, "-f lavfi -i color=black:s=" + size + ":r=25:d=" + duration + " -f lavfi -i sine=d=" + duration +
                          " -vf \"geq=lum='20+2*(N+" + std::to_string(first) +
                          ")':cb=128:cr=128,format=yuv420p\" -c:v libx264 -preset ultrafast -qp 5 -bf 2 -g 25"
                          " -keyint_min 25 -sc_threshold 0 -c:a aac -ac 2 " +
                          more);
  }
  // A media of its own, as CommitUpload leaves it.
  FileId add(const fs::path& source, std::uint64_t id, const std::string& type = "mp4") {
    Media media;
    media.app = app;
    media.id = FileId{id};
    media.name = "media " + std::to_string(id);
    media.type = type;
    media.category = "Video";
    media.path = media_folder(app, media.id) + "original." + type;
    catalogue::ObjectRow object;
    object.path = media.path;
    object.app = app;
    object.file = media.id;
    object.blob = blob_of(source);
    object.size_bytes = fs::file_size(source);
    write([&](Transaction& tx) -> Done {
      VOD_TRY(catalogue::insert_media(tx, media));
      return catalogue::save_object(tx, object);
    });
    return media.id;
  }
  wire::EditMediaFileInfo part(FileId id, double start_s = 0, double end_s = 0) {
    wire::EditMediaFileInfo info;
    info.FileId = id.text();
    info.StartTimeOffset = start_s;
    info.EndTimeOffset = end_s;
    return info;
  }
  template <class Request, class State>
  Task start(TaskType type, const Request& request, const State& state, FileId source) {
    Task task;
    task.id = {"task-" + random_.hex(8)};
    task.app = app;
    task.type = type;
    task.file = source;
    task.session_context = "context";
    task.created_ms = 1;
    task.request_json = wire::encode_text(request);
    task.detail_json = wire::encode_text(state);
    write([&](Transaction& tx) { return catalogue::insert_task(tx, task); });
    return task;
  }
  Task start_edit(const std::vector<wire::EditMediaFileInfo>& parts, const wire::EditMediaOutputConfig& output = {},
                  const std::string& procedure = "", std::uint64_t definition = 10) {
    wire::EditMediaRequest request;
    request.InputType = "File";
    request.FileInfos = parts;
    request.OutputConfig = output;
    request.ProcedureName = procedure;
    request.Definition = definition;
    wire::EditMediaTask state;
    state.Status = "PROCESSING";
    return start(TaskType::edit_media, request, state, FileId::parse(parts.front().FileId).value_or(FileId{1}));
  }
  // The tests' workshop with other media programs, which outlive it.
  std::unique_ptr<Workshop> workshop_with(Processes& others) {
    return std::unique_ptr<Workshop>(new Workshop{.database = workshop_->database,
                                                  .blobs = workshop_->blobs,
                                                  .processes = others,
                                                  .outbound = workshop_->outbound,
                                                  .bells = workshop_->bells,
                                                  .clock = workshop_->clock,
                                                  .random = workshop_->random,
                                                  .log = workshop_->log,
                                                  .progress = workshop_->progress,
                                                  .url = workshop_->url,
                                                  .plan = workshop_->plan,
                                                  .pull_bytes_max = workshop_->pull_bytes_max});
  }
  // Performs an edit of these parts and gives its state.
  wire::EditMediaTask edit(const std::vector<wire::EditMediaFileInfo>& parts,
                           const wire::EditMediaOutputConfig& output = {}, const std::string& procedure = "",
                           std::uint64_t definition = 10) {
    const Task begun = start_edit(parts, output, procedure, definition);
    TaskRunner(*workshop_).step(0);
    const Task ended = task(begun.id);
    EXPECT_EQ(ended.status, TaskStatus::finish);
    return wire::decode_answer<wire::EditMediaTask>(std::string_view(ended.detail_json)).value();
  }
  Media made(const std::string& id) {
    return read<std::optional<Media>>(
               [&](ReadTransaction& tx) { return catalogue::find_media(tx, app, *FileId::parse(id)); })
        .value();
  }
  // The files of a media in a folder, as a player gets them; the main one.
  fs::path fetched(const std::string& id) {
    const Media media = made(id);
    const auto rows = read<std::vector<catalogue::ObjectRow>>(
        [&](ReadTransaction& tx) { return catalogue::objects_below(tx, media_folder(app, media.id), "", 1'000); });
    const fs::path place = folder_ / ("fetched-" + id);
    for (const auto& row : rows) {
      const fs::path copy = place / row.path.substr(media_folder(app, media.id).size());
      fs::create_directories(copy.parent_path());
      fs::copy_file(blobs_->local_path(*row.blob).value(), copy, fs::copy_options::overwrite_existing);
    }
    return place / media.path.substr(media_folder(app, media.id).size());
  }
  std::string output_of(const std::string& command) {
    std::string text;
    FILE* pipe = popen(command.c_str(), "r");
    std::array<char, 4'096> buffer{};
    for (std::size_t got = 0; (got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
      text.append(buffer.data(), got);
    EXPECT_EQ(pclose(pipe), 0) << command;
    return text;
  }
  // The numbers that the frames of a file tell.
  std::vector<int> frames(const fs::path& media) {
    const std::string bytes = output_of("ffmpeg -v error -i '" + media.string() +
                                        "' -an -vf scale=1:1,format=gray -vsync passthrough -f rawvideo -");
    std::vector<int> numbers;
    // The picture is of limited range, and gray of full range.
    for (const char byte : bytes) {
      const double luma = static_cast<unsigned char>(byte) * 219.0 / 255 + 16;
      numbers.push_back(static_cast<int>(std::lround((luma - 20) / 2)));
    }
    return numbers;
  }
  static std::vector<int> range(int from, int to) {
    std::vector<int> numbers;
    for (int i = from; i < to; ++i) numbers.push_back(i);
    return numbers;
  }
  static std::vector<int> joined(std::vector<int> one, const std::vector<int>& other) {
    one.insert(one.end(), other.begin(), other.end());
    return one;
  }
  double duration(const fs::path& media, const std::string& track) {
    return std::stod(output_of("ffprobe -v error -select_streams " + track +
                               " -show_entries stream=duration -of csv=p=0 '" + media.string() + "'"));
  }
  // Whether the packets of the picture are those of the source: encoded again they would be others.
  std::string packet_hashes(const fs::path& media) {
    return output_of(
        "ffprobe -v error -select_streams v -show_packets -show_data_hash MD5 -show_entries"
        " packet=data_hash -of csv=p=0 '" +
        media.string() + "'");
  }
  // Three seconds that are too large for their index to count; a key frame each second.
  fs::path noisy(const std::string& name) {
    return clip(
        name,
        "-f lavfi -i color=gray:s=480x360:r=25:d=3 -f lavfi -i sine=d=3 -vf noise=alls=100:allf=t,format=yuv420p"
        " -c:v libx264 -preset ultrafast -qp 1 -g 25 -keyint_min 25 -sc_threshold 0 -c:a aac");
  }
  static bool is_index_in_front(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    const auto index = bytes.find("moov");
    return index != std::string::npos && index < bytes.find("mdat");
  }
  bool has_packets_of(const fs::path& media, const fs::path& source) {
    const std::string all = packet_hashes(source);
    const std::string mine = packet_hashes(media);
    // The first packet may have parameters put before it.
    const std::string last = mine.substr(mine.rfind("MD5", mine.size() - 2));
    return all.find(last) != std::string::npos;
  }
};

TEST_F(Edits, CutsOnKeyFramesAreCopied) {
  const auto source = numbered("source.mp4", 4);
  const auto id = add(source, 11);
  const auto state = edit({part(id, 1, 3)});
  ASSERT_EQ(state.ErrCode, 0) << *state.Message;
  const auto media = fetched(*state.Output->FileId);
  EXPECT_EQ(frames(media), range(25, 75));
  EXPECT_TRUE(has_packets_of(media, source));
  EXPECT_NEAR(duration(media, "v"), 2.0, 0.04);
  EXPECT_NEAR(duration(media, "a"), 2.0, 0.04);
}

TEST_F(Edits, OtherCutsAreEncodedExactToTheFrame) {
  const auto source = numbered("source.mp4", 4);
  const auto id = add(source, 11);
  const auto state = edit({part(id, 0.4, 2.12)});
  ASSERT_EQ(state.ErrCode, 0) << *state.Message;
  const auto media = fetched(*state.Output->FileId);
  EXPECT_EQ(frames(media), range(10, 53));
  EXPECT_FALSE(has_packets_of(media, source));
  EXPECT_NEAR(duration(media, "v"), 1.72, 0.001);
  EXPECT_NEAR(duration(media, "a"), 1.72, 0.04);
}

TEST_F(Edits, WhatCouldNotBeWrittenToItsEndIsNotMade) {
  const auto id = add(numbered("source.mp4", 2), 11);
  for (const std::string type : {"mp4", "hls"}) {
    wire::EditMediaOutputConfig output;
    output.Type = type;
    const auto whole = edit({part(id, 0.4, 1.2)}, output);
    ASSERT_EQ(whole.ErrCode, 0) << *whole.Message;
    std::uint64_t bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(fetched(*whole.Output->FileId).parent_path())) {
      if (entry.is_regular_file()) bytes = std::max<std::uint64_t>(bytes, entry.file_size());
    }
    SmallFiles small(processes(), bytes - 1);
    const auto workshop = workshop_with(small);
    const Task begun = start_edit({part(id, 0.4, 1.2)}, output);
    TaskRunner(*workshop).step(0);
    const auto state = wire::decode_answer<wire::EditMediaTask>(std::string_view(task(begun.id).detail_json)).value();
    EXPECT_NE(state.ErrCode, 0) << type;
    EXPECT_FALSE(state.Output && state.Output->FileId) << type;
  }
}

TEST_F(Edits, SoundOfOneChannelKeepsItsLoudness) {
  const auto source = numbered("source.mp4", 1, "-ac 1");
  const auto state = edit({part(add(source, 11), 0.2, 0.8)});
  ASSERT_EQ(state.ErrCode, 0) << *state.Message;
  const auto media = fetched(*state.Output->FileId);
  EXPECT_EQ(state.MetaData->AudioStreamSet.size(), 1U);
  EXPECT_NEAR(loudness(media), loudness(source), 0.01);
}

TEST_F(Edits, FilesThatAgreeAreJoinedByCopying) {
  const auto one = numbered("one.mp4", 2);
  const auto two = numbered("two.mp4", 2, "", "160x120", 40);
  const auto state = edit({part(add(one, 11), 1, 0), part(add(two, 12), 0, 1), part(FileId{11}, 0, 1)});
  ASSERT_EQ(state.ErrCode, 0) << *state.Message;
  const auto media = fetched(*state.Output->FileId);
  EXPECT_EQ(frames(media), joined(joined(range(25, 50), range(40, 65)), range(0, 25)));
  EXPECT_TRUE(has_packets_of(media, one));
  EXPECT_NEAR(duration(media, "v"), 3.0, 0.04);
  EXPECT_NEAR(duration(media, "a"), 3.0, 0.05);
}

TEST_F(Edits, FilesThatDifferAreJoinedByEncoding) {
  const auto small = numbered("small.mp4", 1, "", "96x96");
  const auto silent = numbered("silent.mp4", 1, "-an", "160x120", 50);
  const auto state = edit({part(add(small, 11), 0.2, 0.8), part(add(silent, 12))});
  ASSERT_EQ(state.ErrCode, 0) << *state.Message;
  const auto media = fetched(*state.Output->FileId);
  EXPECT_EQ(state.MetaData->Width, 160);
  EXPECT_EQ(state.MetaData->Height, 120);
  const auto numbers = frames(media);
  ASSERT_EQ(numbers.size(), 15U + 25U);
  EXPECT_EQ(std::vector<int>(numbers.begin() + 15, numbers.end()), range(50, 75));
  EXPECT_NEAR(duration(media, "a"), 1.6, 0.05);
}

TEST_F(Edits, TheBaseIsChosenByDefinition) {
  const auto large = add(numbered("large.mp4", 1, "-b:v 40k -qp 40", "320x240"), 11);
  const auto rich = add(numbered("rich.mp4", 1, "-vf noise=alls=80:allf=t,format=yuv420p -qp 1", "160x120"), 12);
  EXPECT_EQ(edit({part(rich, 0.2, 0.6), part(large)}).MetaData->Width, 320);
  EXPECT_EQ(edit({part(rich, 0.2, 0.6), part(large)}, {}, "", 20).MetaData->Width, 160);
}

TEST_F(Edits, SoundStaysInStepAcrossJoints) {
  // Each second: a white frame and a beep at its beginning.
  const auto beeps = clip("beeps.mp4",
                          "-f lavfi -i color=black:s=160x120:r=25:d=4 -f lavfi -i"
                          " \"aevalsrc='if(lt(mod(t,1),0.1),sin(2*PI*1000*t),0)':d=4:s=44100\" -vf"
                          " \"geq=lum='if(lt(mod(N,25),1),235,16)':cb=128:cr=128,format=yuv420p\" -c:v libx264 -preset"
                          " ultrafast -qp 5 -bf 2 -g 25 -keyint_min 25 -sc_threshold 0 -c:a aac");
  const auto id = add(beeps, 11);
  for (const double start_s : {1.0, 0.6}) {
    const auto state = edit({part(id, start_s, 3), part(id, start_s, 3), part(id, start_s, 3)});
    ASSERT_EQ(state.ErrCode, 0) << *state.Message;
    const auto media = fetched(*state.Output->FileId).string();
    // The last beep of all, and the last white frame.
    constexpr std::size_t samples_per_s = 8'000;
    const std::string sound = output_of("ffmpeg -v error -i '" + media + "' -vn -ac 1 -ar 8000 -f u8 -");
    std::size_t loud_at = 0;
    double beep_s = 0;
    for (std::size_t i = 0; i < sound.size(); ++i) {
      if (std::abs(static_cast<unsigned char>(sound[i]) - 128) <= 20) continue;
      if (i - loud_at > samples_per_s / 20) beep_s = static_cast<double>(i) / samples_per_s;
      loud_at = i;
    }
    const auto numbers = frames(media);
    double white_s = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (numbers[i] > 80) white_s = static_cast<double>(i) / 25;
    }
    EXPECT_GT(beep_s, 4) << "from " << start_s;
    EXPECT_NEAR(beep_s, white_s, 0.05) << "from " << start_s;
  }
}

TEST_F(Edits, HlsOutputsPlay) {
  const auto source = numbered("source.mp4", 4);
  const auto id = add(source, 11);
  wire::EditMediaOutputConfig output;
  output.Type = "hls";
  for (const double start_s : {1.0, 0.6}) {
    const auto state = edit({part(id, start_s, 3)}, output);
    ASSERT_EQ(state.ErrCode, 0) << *state.Message;
    EXPECT_EQ(state.Output->FileType, "hls");
    EXPECT_EQ(made(*state.Output->FileId).type, "m3u8");
    EXPECT_EQ(frames(fetched(*state.Output->FileId)), range(static_cast<int>(std::lround(start_s * 25)), 75));
  }
}

TEST_F(Edits, AnEncodingThatIsAskedForIsMade) {
  const auto id = add(numbered("source.mp4", 2), 11);
  wire::EditMediaOutputConfig output;
  output.VideoStream.emplace();
  output.VideoStream->Codec = "libx265";
  output.VideoStream->Fps = 10;
  output.VideoStream->Width = 128;
  const auto state = edit({part(id)}, output);
  ASSERT_EQ(state.ErrCode, 0) << *state.Message;
  EXPECT_EQ(state.MetaData->VideoStreamSet.front().Codec, "hevc");
  EXPECT_EQ(state.MetaData->VideoStreamSet.front().Fps, 10);
  EXPECT_EQ(state.MetaData->Width, 128);
  EXPECT_EQ(frames(fetched(*state.Output->FileId)).size(), 20U);
}

TEST_F(Edits, NegativeOffsetsCountFromTheEnd) {
  const auto id = add(numbered("source.mp4", 4, "-an"), 11);
  const auto state = edit({part(id, -3, -1)});
  ASSERT_EQ(state.ErrCode, 0) << *state.Message;
  EXPECT_EQ(frames(fetched(*state.Output->FileId)), range(25, 75));
}

TEST_F(Edits, WhatWasMadeIsToldInTheEvent) {
  const auto id = add(numbered("source.mp4", 2), 11);
  wire::EditMediaOutputConfig output;
  output.MediaName = "cut";
  output.ExpireTime = "2040-01-02T03:04:05Z";
  const auto state = edit({part(id, 0, 1)}, output, "LongVideoPreset");
  ASSERT_EQ(state.ErrCode, 0) << *state.Message;
  EXPECT_EQ(state.Output->MediaName, "cut");
  EXPECT_EQ(state.Output->FileType, "mp4");
  EXPECT_EQ(state.Output->ExpireTime, "2040-01-02T03:04:05Z");
  EXPECT_NEAR(*state.MetaData->Duration, 1.0, 0.05);
  EXPECT_EQ(made(*state.Output->FileId).source_type, "VideoProcessing");
  ASSERT_EQ(events().size(), 1U);
  const auto told = events().front().EditMediaCompleteEvent;
  ASSERT_TRUE(told);
  EXPECT_EQ(told->Output->FileUrl, "http://media.test" + made(*state.Output->FileId).path);
  const Task flow = task({*told->ProcedureTaskId});
  EXPECT_EQ(flow.session_context, "context");
  EXPECT_EQ(flow.file->text(), *state.Output->FileId);
}

TEST_F(Edits, WhatCantBeEditedFailsByName) {
  const auto id = add(numbered("source.mp4", 1), 11);
  EXPECT_EQ(edit({part(id, 2, 3)}).ErrCodeExt, "InvalidInput.InvalidTimeOffset");
  EXPECT_EQ(edit({part(id, 0, 5)}).ErrCodeExt, "InvalidInput.InvalidTimeOffset");
  EXPECT_EQ(edit({part(id, 0, -2)}).ErrCodeExt, "InvalidInput.InvalidTimeOffset");
  EXPECT_EQ(edit({part(id), part(FileId{99})}).ErrCodeExt, "SourceFileError.Deleted");
  const auto picture = add(clip("picture.png", "-f lavfi -i color=red:s=64x64 -frames:v 1"), 12, "png");
  EXPECT_EQ(edit({part(picture)}).ErrCodeExt, "SourceFileError.NoVideoMedia");
  const auto text = add(MediaTest::file("text.mp4", "no film\n"), 13);
  const auto broken = edit({part(text)});
  EXPECT_EQ(broken.ErrCodeExt, "SourceFileError.ContentMalformed.NotMedia");
  EXPECT_EQ(broken.ErrCode, 60'000);
  EXPECT_FALSE(broken.Output);
}

bool is_ffmpeg(const ProcessPlan& plan) { return plan.argv.front() == "ffmpeg"; }
// The look at where cuts fall.
bool is_look(const ProcessPlan& plan) { return std::ranges::count(plan.argv, "-read_intervals") > 0; }

/// A program that goes on until it is cancelled, a minute at most.
class HeldProcess final : public RunningProcess {
 public:
  explicit HeldProcess(std::atomic<int>& cancelled) : cancelled_(cancelled) {}
  void cancel() override {
    if (!is_over_.exchange(true)) over_.set_value();
  }
  ProcessResult wait() override {
    ProcessResult result;
    if (over_.get_future().wait_for(std::chrono::minutes(1)) == std::future_status::ready) {
      ++cancelled_;
      result.end = ProcessEnd::cancelled;
    } else {
      result.end = ProcessEnd::wall_time;
    }
    return result;
  }

 private:
  std::atomic<int>& cancelled_;
  std::atomic<bool> is_over_ = false;
  std::promise<void> over_;
};

TEST_F(Edits, AMediaThatWentMeanwhileFailsTheEdit) {
  const auto one = add(numbered("one.mp4", 1), 11);
  const auto two = add(numbered("two.mp4", 1), 12);
  // Its sources were opened then, and its result is still to be written.
  InterruptedProcesses interrupted(processes(), [&](const ProcessPlan& plan, const auto&) {
    if (is_ffmpeg(plan)) {
      write([&](Transaction& tx) -> Done {
        VOD_TRY(const auto media, catalogue::find_media(tx, app, two));
        return media ? catalogue::erase_media(tx, *media) : done();
      });
    }
    return nullptr;
  });
  const auto workshop = workshop_with(interrupted);
  const Task begun = start_edit({part(one), part(two)});
  TaskRunner(*workshop).step(0);
  const auto ended = wire::decode_answer<wire::EditMediaTask>(std::string_view(task(begun.id).detail_json)).value();
  EXPECT_NE(ended.ErrCode.value_or(0), 0);
  EXPECT_EQ(ended.ErrCodeExt, "SourceFileError.Deleted");
}

TEST_F(Edits, ACopyToTheEndRunsWhileItsCutsAreLookedAt) {
  const auto source = numbered("source.mp4", 4);
  const auto id = add(source, 11);
  std::promise<void> copies;
  int runs = 0;
  bool is_beside = false;
  InterruptedProcesses watched(processes(), [&](const ProcessPlan& plan, const auto&) {
    if (is_ffmpeg(plan) && ++runs == 1) copies.set_value();
    if (is_look(plan)) is_beside = copies.get_future().wait_for(std::chrono::minutes(1)) == std::future_status::ready;
    return nullptr;
  });
  const auto workshop = workshop_with(watched);
  const Task begun = start_edit({part(id, 1)});
  TaskRunner(*workshop).step(0);
  const auto state = wire::decode_answer<wire::EditMediaTask>(std::string_view(task(begun.id).detail_json)).value();
  ASSERT_EQ(state.ErrCode, 0) << *state.Message;
  EXPECT_TRUE(is_beside);
  EXPECT_EQ(runs, 1);
  const auto media = fetched(*state.Output->FileId);
  EXPECT_EQ(frames(media), range(25, 100));
  EXPECT_TRUE(has_packets_of(media, source));
}

TEST_F(Edits, ACopyThatBeganOffAKeyFrameGivesWayToAnExactOne) {
  const auto source = numbered("source.mp4", 4);
  const auto id = add(source, 11);
  Task begun;
  int runs = 0;
  bool is_shown = false;
  InterruptedProcesses watched(processes(), [&](const ProcessPlan& plan, const auto& line) {
    if (is_ffmpeg(plan) && ++runs == 1) {
      line("out_time_us=3000000");
      line("progress=continue");
      is_shown = progress_.find(begun.id).has_value();
    }
    return nullptr;
  });
  const auto workshop = workshop_with(watched);
  begun = start_edit({part(id, 0.4)});
  TaskRunner(*workshop).step(0);
  const auto state = wire::decode_answer<wire::EditMediaTask>(std::string_view(task(begun.id).detail_json)).value();
  ASSERT_EQ(state.ErrCode, 0) << *state.Message;
  EXPECT_EQ(runs, 2);
  EXPECT_FALSE(is_shown);
  const auto media = fetched(*state.Output->FileId);
  EXPECT_EQ(frames(media), range(10, 100));
  EXPECT_FALSE(has_packets_of(media, source));
}

TEST_F(Edits, ACopyThatBeganBesideItsKeyFrameBeginsOnIt) {
  const auto source = numbered("source.mp4", 4);
  const auto state = edit({part(add(source, 11), 1.012)});
  ASSERT_EQ(state.ErrCode, 0) << *state.Message;
  const auto media = fetched(*state.Output->FileId);
  EXPECT_EQ(frames(media), range(25, 100));
  EXPECT_TRUE(has_packets_of(media, source));
}

TEST_F(Edits, ACutIntoAnOpenGroupIsEncodedExactToTheFrame) {
  const auto source = numbered("source.mp4", 4, "-g 24 -keyint_min 1 -x264-params open-gop=1");
  const auto state = edit({part(add(source, 11), 1.92)});
  ASSERT_EQ(state.ErrCode, 0) << *state.Message;
  const auto media = fetched(*state.Output->FileId);
  EXPECT_EQ(frames(media), range(48, 100));
  EXPECT_FALSE(has_packets_of(media, source));
}

TEST_F(Edits, ALargeCopyHasItsIndexInFrontWithoutAnotherPass) {
  const auto source = noisy("noisy.mp4");
  const auto id = add(source, 11);
  std::vector<std::string> argv;
  InterruptedProcesses watched(processes(), [&](const ProcessPlan& plan, const auto&) {
    if (is_ffmpeg(plan)) argv = plan.argv;
    return nullptr;
  });
  const auto workshop = workshop_with(watched);
  const Task begun = start_edit({part(id, 1)});
  TaskRunner(*workshop).step(0);
  const auto state = wire::decode_answer<wire::EditMediaTask>(std::string_view(task(begun.id).detail_json)).value();
  ASSERT_EQ(state.ErrCode, 0) << *state.Message;
  EXPECT_EQ(std::ranges::count(argv, "+faststart"), 0);
  const auto media = fetched(*state.Output->FileId);
  EXPECT_TRUE(is_index_in_front(media));
  const std::string mine = packet_hashes(media);
  EXPECT_EQ(std::ranges::count(mine, '\n'), 50);
  EXPECT_TRUE(has_packets_of(media, source));
}

TEST_F(Edits, ACopyWhoseIndexIsLargerThanItsRoomIsMadeWithAnotherPass) {
  const auto source = noisy("noisy.mp4");
  const auto id = add(source, 11);
  int runs = 0;
  InterruptedProcesses watched(
      processes(),
      [&](const ProcessPlan& plan, const Processes::LineFunction& line) -> std::unique_ptr<RunningProcess> {
        if (!is_ffmpeg(plan) || ++runs > 1) return nullptr;
        ProcessPlan smaller = plan;
        const auto option = std::ranges::find(smaller.argv, "-moov_size");
        if (option == smaller.argv.end()) return nullptr;
        *(option + 1) = "100";
        return std::move(processes().start(std::move(smaller), line).value());
      });
  const auto workshop = workshop_with(watched);
  const Task begun = start_edit({part(id, 1)});
  TaskRunner(*workshop).step(0);
  const auto state = wire::decode_answer<wire::EditMediaTask>(std::string_view(task(begun.id).detail_json)).value();
  ASSERT_EQ(state.ErrCode, 0) << *state.Message;
  EXPECT_EQ(runs, 2);
  const auto media = fetched(*state.Output->FileId);
  EXPECT_TRUE(is_index_in_front(media));
  EXPECT_TRUE(has_packets_of(media, source));
}

TEST_F(Edits, AStopEndsBothTheCopyAndTheLook) {
  const auto id = add(numbered("source.mp4", 2), 11);
  std::stop_source stop;
  std::atomic<int> held = 0;
  std::atomic<int> cancelled = 0;
  InterruptedProcesses holding(processes(),
                               [&](const ProcessPlan& plan, const auto&) -> std::unique_ptr<RunningProcess> {
                                 if (!is_ffmpeg(plan) && !is_look(plan)) return nullptr;
                                 if (++held == 2) stop.request_stop();
                                 return std::make_unique<HeldProcess>(cancelled);
                               });
  const auto workshop = workshop_with(holding);
  const Task begun = start_edit({part(id, 1)});
  perform_edit(*workshop, begun, stop.get_token());
  EXPECT_EQ(held, 2);
  EXPECT_EQ(cancelled, 2);
  EXPECT_EQ(task(begun.id).status, begun.status);
  EXPECT_TRUE(events().empty());
}

TEST_F(Edits, ASplitMakesAMediaOfEachSegment) {
  const auto source = numbered("source.mp4", 4);
  const auto id = add(source, 11);
  wire::SplitMediaRequest request;
  request.FileId = id.text();
  wire::SplitMediaTask state;
  state.Status = "PROCESSING";
  const auto segment = [&](double start_s, double end_s, const std::string& type, const std::string& procedure) {
    wire::SplitMediaTaskConfig config;
    config.StartTimeOffset = start_s;
    config.EndTimeOffset = end_s;
    config.ProcedureName = procedure;
    config.OutputConfig.emplace();
    config.OutputConfig->Type = type;
    request.Segments.push_back(config);
    wire::SplitMediaTaskSegmentInfo info;
    info.Input.emplace();
    info.Input->ProcedureName = procedure;
    state.FileInfoSet.push_back(info);
  };
  segment(0, 2, "mp4", "LongVideoPreset");
  segment(0.4, -2, "hls", "");
  const Task begun = start(TaskType::split_media, request, state, id);
  TaskRunner(*workshop_).step(0);
  const auto ended = wire::decode_answer<wire::SplitMediaTask>(std::string_view(task(begun.id).detail_json)).value();
  ASSERT_EQ(ended.ErrCode, 0) << *ended.Message;
  ASSERT_EQ(ended.FileInfoSet.size(), 2U);
  EXPECT_EQ(frames(fetched(*ended.FileInfoSet[0].Output->FileId)), range(0, 50));
  EXPECT_EQ(frames(fetched(*ended.FileInfoSet[1].Output->FileId)), range(10, 50));
  EXPECT_EQ(ended.FileInfoSet[1].Output->MediaBasicInfo->Type, "m3u8");
  EXPECT_EQ(ended.FileInfoSet[0].Output->MediaBasicInfo->Name, "media 11 1");
  EXPECT_FALSE(ended.FileInfoSet[0].ProcedureTaskId->empty());
  EXPECT_EQ(ended.FileInfoSet[1].ProcedureTaskId, "");
  ASSERT_EQ(events().size(), 1U);
  EXPECT_TRUE(events().front().SplitMediaCompleteEvent->FileInfoSet[0].Output->MediaBasicInfo->MediaUrl->starts_with(
      "http://media.test/"));
}

}  // namespace
}  // namespace vod
