#include "api/templates.h"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "api/test_world.h"
#include "catalogue/objects.h"
#include "engine/watermark_images.h"
#include "model/errors.h"

namespace vod {
namespace {

using namespace vod::testing;

constexpr std::string_view png_head = "\x89PNG\r\n\x1A\n";

/// The door as an application's own program calls it.
class TemplatesApi : public ::testing::Test {
 protected:
  boost::json::object ask(const std::string& action, const std::string& body) {
    constexpr std::string_view host = "vod.example.com";
    const std::int64_t now_s = world.clock.wall_ms() / 1'000;
    const std::string timestamp = std::to_string(now_s);
    const std::string authorization =
        wire::tc3_authorization(std::string(test_id), std::string(test_secret), host, body, now_s);
    const std::vector<wire::HeaderView> headers = {{"Host", host},
                                                   {"Content-Type", "application/json"},
                                                   {"X-TC-Action", action},
                                                   {"X-TC-Version", "2018-07-17"},
                                                   {"X-TC-Timestamp", timestamp},
                                                   {"Authorization", authorization}};
    const std::string answer =
        world.door.answer_now({.method = "POST", .target = "/", .headers = headers, .body = body, .peer = "127.0.0.1"});
    return boost::json::parse(answer).at("Response").as_object();
  }
  static std::string code_of(const boost::json::object& answer) {
    const auto* failure = answer.if_contains("Error");
    return failure == nullptr ? std::string() : std::string(failure->at("Code").as_string());
  }
  std::string image(std::string_view bytes) {
    return R"({"Type":"image","ImageTemplate":{"ImageContent":")" + to_base64(bytes_of(bytes)) + R"("}})";
  }

  TestWorld world;
};

TEST_F(TemplatesApi, AnApplicationHasAtMostSoManyOfAKind) {
  for (std::int64_t i = 0; i < templates::custom_max; ++i) {
    EXPECT_EQ(code_of(ask("CreateAnimatedGraphicsTemplate", R"({"Fps":5})")), "");
  }
  EXPECT_EQ(code_of(ask("CreateAnimatedGraphicsTemplate", R"({"Fps":5})")), "LimitExceeded.TooMuchTemplate");
  EXPECT_EQ(code_of(ask("CreateSnapshotByTimeOffsetTemplate", "{}")), "") << "each kind counts by itself";
  EXPECT_EQ(code_of(ask("DeleteAnimatedGraphicsTemplate",
                        R"({"Definition":)" + std::to_string(catalogue::first_custom_definition) + "}")),
            "");
  EXPECT_EQ(code_of(ask("CreateAnimatedGraphicsTemplate", R"({"Fps":5})")), "");
}

TEST_F(TemplatesApi, NoPresetOfAnyKindCanBeChangedOrDeleted) {
  const auto all_refused = [&](const std::string& kind, const auto& presets) {
    for (const auto& preset : presets) {
      const std::string body = R"({"Definition":)" + std::to_string(preset.definition) + "}";
      EXPECT_EQ(code_of(ask("Modify" + kind + "Template", body)), "InvalidParameterValue.Definition") << body;
      EXPECT_EQ(code_of(ask("Delete" + kind + "Template", body)), "InvalidParameterValue.Definition") << body;
    }
  };
  all_refused("Transcode", preset_transcode_templates());
  all_refused("AdaptiveDynamicStreaming", preset_adaptive_templates());
  all_refused("SnapshotByTimeOffset", preset_snapshot_templates());
  all_refused("SampleSnapshot", preset_sample_snapshot_templates());
  all_refused("ImageSprite", preset_image_sprite_templates());
  all_refused("AnimatedGraphics", preset_animated_graphics_templates());
}

TEST_F(TemplatesApi, AWatermarkPictureIsAnObjectAndIsSweptWithItsTemplate) {
  const auto made = ask("CreateWatermarkTemplate", image(std::string(png_head) + "first"));
  ASSERT_EQ(code_of(made), "");
  const std::string url(made.at("ImageUrl").as_string());
  ASSERT_TRUE(url.starts_with("http://127.0.0.1/"));
  const std::string path = url.substr(std::string("http://127.0.0.1").size());
  const auto row = [&]() {
    std::optional<catalogue::ObjectRow> found;
    EXPECT_TRUE(world.database->read([&](ReadTransaction& tx) -> Done {
      VOD_TRY(found, catalogue::find_object(tx, path));
      return done();
    }));
    return found;
  };
  const auto object = row();
  ASSERT_TRUE(object);
  EXPECT_TRUE(object->is_sealed);
  EXPECT_EQ(object->content_type, "image/png");
  EXPECT_EQ(object->size_bytes, png_head.size() + 5);
  const std::string definition = std::to_string(made.at("Definition").as_int64());
  EXPECT_EQ(code_of(ask("DeleteWatermarkTemplate", R"({"Definition":)" + definition + "}")), "");
  EXPECT_FALSE(row());
  EXPECT_EQ(world.trash.take(10), (std::vector<BlobId>{*object->blob}));
}

TEST_F(TemplatesApi, ARefusedChangeLeavesNoPictureBehind) {
  const auto made = ask("CreateWatermarkTemplate", R"({"Type":"svg"})");
  const std::string definition = std::to_string(made.at("Definition").as_int64());
  const std::string content = to_base64(bytes_of(std::string(png_head)));
  EXPECT_EQ(code_of(ask("ModifyWatermarkTemplate", R"({"Definition":)" + definition +
                                                       R"(,"ImageTemplate":{"ImageContent":")" + content + R"("}})")),
            "InvalidParameterValue.ImageTemplate");
  EXPECT_EQ(world.trash.take(10).size(), 1U);
}

TEST_F(TemplatesApi, AWatermarkPictureHasALargestSize) {
  std::string picture(png_head);
  picture.resize(engine::watermark_image_bytes_max, 'x');
  EXPECT_EQ(code_of(ask("CreateWatermarkTemplate", image(picture))), "");
  picture += 'x';
  EXPECT_EQ(code_of(ask("CreateWatermarkTemplate", image(picture))), "InvalidParameterValue.ImageContent");
  EXPECT_EQ(code_of(ask("CreateWatermarkTemplate", image("<svg/>"))), "InvalidParameterValue.ImageContent");
}

TEST_F(TemplatesApi, ADefinitionThatNoTemplateCanHaveIsUnknown) {
  for (const char* number : {"0", "-1", "9223372036854775807", "18446744073709551615"}) {
    const auto code = code_of(ask("DeleteImageSpriteTemplate", std::string(R"({"Definition":)") + number + "}"));
    EXPECT_TRUE(code == "ResourceNotFound.TemplateNotExist" || code == "InvalidParameter") << number << code;
  }
}

}  // namespace
}  // namespace vod
