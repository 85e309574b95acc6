#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

#include "catalogue/templates.h"
#include "pipeline/plan.h"
#include "pipeline/test_pipeline.h"
#include "pipeline/wishes_of.h"
#include "wire/sub_tasks.h"
#include "wire/tables.h"

namespace vod {
namespace {

namespace json = boost::json;

// What is in every odd text, and in nothing that the server writes itself.
constexpr std::string_view mark = "zz9";

const std::vector<std::string> odd_texts = {
    "zz9' -i /etc/passwd", "-i zz9",
    "zz9;[v0]null[x]",     "$(zz9)`zz9`",
    "zz9\n-y\nzz9",        "\"zz9\\\":enable=0",
    "{in:zz9}{out}{v0}",   "zz9%05d%{pts:zz9}",
    "../../zz9",           "10%zz9",
    "zz9,zz9=1:2",
};

/// Sets every string field of MediaProcessTaskInput to odd texts, one field at a time.
class ArgvShape : public PipelineTest {
 protected:
  void SetUp() override {
    PipelineTest::SetUp();
    text_ = add_watermark(R"({"Type":"text","CoordinateOrigin":"TopLeft","XPos":"0px","YPos":"0px","TextTemplate":)"
                          R"({"FontType":"arial.ttf","FontSize":"20px","FontColor":"0xFFFFFF","FontAlpha":1}})");
    svg_ = add_watermark(R"({"Type":"svg","CoordinateOrigin":"TopLeft","XPos":"0px","YPos":"0px","SvgTemplate":)"
                         R"({"Width":"10W%","Height":"0px"}})");
    add_subtitles();
    source_.container = "mov,mp4,m4a,3gp,3g2,mj2";
    source_.size_bytes = 1'000'000;
    source_.duration_s = source_.video_duration_s = source_.audio_duration_s = 60;
    source_.width = 640;
    source_.height = 360;
    VideoStream video;
    video.codec = "h264";
    video.width = 640;
    video.height = 360;
    video.fps = 25;
    source_.video = {video};
    AudioStream audio;
    audio.index = 1;
    audio.codec = "aac";
    audio.channels = 2;
    audio.sample_rate_hz = 44'100;
    source_.audio = {audio};
  }

  // A media that has some.
  void add_subtitles() {
    const auto text = folder_ / "said.vtt";
    std::ofstream(text) << "WEBVTT\n\n00:01.000 --> 00:02.000\nzz9\n";
    Media media;
    media.app = app;
    media.id = file;
    media.subtitles_json = R"({"SubtitleSet":[{"Id":"said","Url":"said.vtt"}]})";
    catalogue::ObjectRow object;
    object.path = "said.vtt";
    object.app = app;
    object.file = file;
    object.blob = blob_of(text);
    write([&](Transaction& tx) -> Done {
      VOD_TRY(catalogue::insert_media(tx, media));
      return catalogue::save_object(tx, object);
    });
  }

  std::int64_t add_watermark(std::string body) {
    catalogue::TemplateRow row;
    row.app = app;
    row.kind = TemplateKind::watermark;
    row.name = "w";
    row.body_json = std::move(body);
    std::int64_t definition = 0;
    write([&](Transaction& tx) -> Done {
      VOD_TRY(definition, catalogue::add_template(tx, row));
      return done();
    });
    return definition;
  }

  // One sub-task of a set with ordinary values, and the odd text at one path; `paths` gathers where texts can stand.
  json::object filled(std::string_view type, const std::string& path, const std::string& odd_path,
                      const std::string& odd, std::int64_t definition, std::set<std::string>& paths) const {
    static const std::map<std::string_view, std::string> ordinary = {
        {"PositionType", "Percent"},
        {"TextContent", "text"},
        {"SvgContent", "<svg/>"},
        {"XPos", "10px"},
        {"YPos", "10px"},
        {"Width", "20px"},
        {"Height", "20px"},
        {"CoordinateOrigin", "TopLeft"},
        {"ExtTimeOffsetSet", "10%"},
        {"Id", "said"},
        {"SubtitleSet", "said"},
    };
    json::object object;
    for (const auto& field : wire::find_type(type)->fields) {
      const auto* support = wire::find_support(type, field.name);
      if (support != nullptr && support->rule == wire::SupportRule::refused) continue;
      const std::string here = path + "." + std::string(field.name);
      json::value value;
      if (field.type == "String") {
        paths.insert(here);
        const auto found = ordinary.find(field.name);
        if (here == odd_path) {
          value = odd;
        } else if (found != ordinary.end() && type != "OverrideTranscodeParameter") {
          value = found->second;
        }
      } else if (field.name == "Definition") {
        value = type == "WatermarkInput" ? text_or_svg_ : definition;
      } else if (field.type == "Integer" || field.type == "Float" || field.type == "Boolean") {
        if (field.required) value = field.name == "EndTimeOffset" ? 2 : 1;
      } else {
        json::object inner = filled(field.type, here, odd_path, odd, definition, paths);
        if (!inner.empty()) value = std::move(inner);
      }
      if (value.is_null()) continue;
      object[field.name] = field.array ? json::value(json::array{value}) : value;
    }
    return object;
  }

  // The arguments of all commands for one sub-task; nothing when it is refused.
  std::vector<std::string> argv_of(const json::object& task) {
    const auto input = wire::decode_answer<wire::MediaProcessTaskInput>(std::string_view(json::serialize(task)));
    if (!input) return {};
    std::vector<OutputWish> wishes;
    const auto looked = database_->read([&](ReadTransaction& tx) -> Done {
      wishes.clear();
      const WishContext context{tx, *workshop_, app, file};
      std::size_t index = 0;
      const auto add = [&](auto wish) {
        if (wish) wishes.push_back({index, std::move(wish.value())});
        ++index;
      };
#define VOD_WISHES(set, member, type, kind) \
  for (const auto& one : input.value().set) add(wish_of(context, one));
      VOD_SUB_TASKS(VOD_WISHES)
#undef VOD_WISHES
      return done();
    });
    EXPECT_TRUE(looked);
    std::vector<std::string> argv;
    for (const auto& run : plan_task(source_, wishes, {}).runs) {
      argv.insert(argv.end(), run.argv.begin(), run.argv.end());
      for (const auto& output : run.outputs) {
        for (const auto& command : output.then) argv.insert(argv.end(), command.begin(), command.end());
      }
    }
    return argv;
  }

  MediaMetadata source_;
  std::int64_t text_ = 0;
  std::int64_t svg_ = 0;
  std::int64_t text_or_svg_ = 0;
};

TEST_F(ArgvShape, NoTextOfARequestReachesTheArguments) {
  const std::map<std::string_view, std::int64_t> definitions = {
      {"TranscodeTaskSet", 100'010},      {"AnimatedGraphicTaskSet", 20'000}, {"AdaptiveDynamicStreamingTaskSet", 10},
      {"SampleSnapshotTaskSet", 10},      {"ImageSpriteTaskSet", 10},         {"CoverBySnapshotTaskSet", 10},
      {"SnapshotByTimeOffsetTaskSet", 10}};
  std::size_t planned = 0;
  std::size_t fields = 0;
  for (const auto& set : wire::find_type("MediaProcessTaskInput")->fields) {
    const auto definition = definitions.find(set.name);
    if (definition == definitions.end()) continue;
    for (const std::int64_t watermark : {text_, svg_}) {
      text_or_svg_ = watermark;
      std::set<std::string> paths;
      const auto task = [&](const std::string& path, const std::string& odd) {
        json::object whole;
        whole[set.name] = json::array{filled(set.type, std::string(set.name), path, odd, definition->second, paths)};
        return whole;
      };
      const auto ordinary = argv_of(task("", ""));
      EXPECT_FALSE(ordinary.empty()) << set.name;
      const auto all = paths;
      fields += all.size();
      for (const auto& path : all) {
        for (const auto& odd : odd_texts) {
          const auto argv = argv_of(task(path, odd));
          if (argv.empty()) continue;
          ++planned;
          EXPECT_EQ(argv.size(), ordinary.size()) << path << ": " << odd;
          for (const auto& argument : argv)
            EXPECT_EQ(argument.find(mark), std::string::npos) << path << ": " << argument;
        }
      }
    }
  }
  EXPECT_GT(fields, 30U);
  // The texts of watermarks at least are drawn whatever they say.
  EXPECT_GT(planned, odd_texts.size());
}

}  // namespace
}  // namespace vod
