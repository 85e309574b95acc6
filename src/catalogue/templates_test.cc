#include "catalogue/templates.h"

#include <gtest/gtest.h>

#include "catalogue/template_book.h"
#include "catalogue/test_catalogue.h"
#include "model/errors.h"
#include "wire/templates/adaptive.h"
#include "wire/templates/pictures.h"
#include "wire/templates/transcode.h"
#include "wire/templates/watermark.h"

namespace vod::catalogue {
namespace {

constexpr AppId app = TestCatalogue::app;
constexpr AppId other_app{1'500'000'002};

struct TemplatesTest : testing::Test {
  std::int64_t add(TemplateKind kind, std::string body, std::string name = "mine") {
    TemplateRow row{.app = app,
                    .kind = kind,
                    .definition = 0,
                    .name = std::move(name),
                    .comment = "of mine",
                    .created_ms = 1,
                    .updated_ms = 2,
                    .body_json = std::move(body)};
    std::int64_t definition = 0;
    data.write([&](Transaction& tx) -> Done {
      VOD_TRY(definition, add_template(tx, row));
      return done();
    });
    return definition;
  }
  bool erase(std::int64_t definition) {
    bool erased = false;
    data.write([&](Transaction& tx) -> Done {
      VOD_TRY(erased, erase_template(tx, app, TemplateKind::transcode, definition));
      return done();
    });
    return erased;
  }
  template <class Template>
  Result<Template> look(Result<Template> (*find)(ReadTransaction&, AppId, std::int64_t), AppId of,
                        std::int64_t definition) {
    Result<Template> found = Template{};
    EXPECT_TRUE(data.database().read([&](ReadTransaction& tx) -> Done {
      found = find(tx, of, definition);
      return done();
    }));
    return found;
  }

  TestCatalogue data;
};

TEST_F(TemplatesTest, NumbersBeginPastThePresetsAndAreNeverUsedAgain) {
  EXPECT_EQ(add(TemplateKind::transcode, "{}"), first_custom_definition);
  EXPECT_EQ(add(TemplateKind::watermark, "{}"), first_custom_definition + 1);
  EXPECT_TRUE(erase(first_custom_definition));
  EXPECT_FALSE(erase(first_custom_definition));
  EXPECT_EQ(add(TemplateKind::transcode, "{}"), first_custom_definition + 2);
  for (const auto& preset : preset_transcode_templates()) EXPECT_LT(preset.definition, first_custom_definition);
}

TEST_F(TemplatesTest, ARowComesBackAsItWasStored) {
  const auto definition = add(TemplateKind::image_sprite, R"({"Width":1})", "sheets");
  const auto found = data.read<std::optional<TemplateRow>>(
      [&](ReadTransaction& tx) { return find_template(tx, app, TemplateKind::image_sprite, definition); });
  ASSERT_TRUE(found);
  const TemplateRow expected{.app = app,
                             .kind = TemplateKind::image_sprite,
                             .definition = definition,
                             .name = "sheets",
                             .comment = "of mine",
                             .created_ms = 1,
                             .updated_ms = 2,
                             .body_json = R"({"Width":1})"};
  EXPECT_EQ(*found, expected);
  EXPECT_FALSE(data.read<std::optional<TemplateRow>>(
      [&](ReadTransaction& tx) { return find_template(tx, app, TemplateKind::transcode, definition); }));
  EXPECT_FALSE(data.read<std::optional<TemplateRow>>(
      [&](ReadTransaction& tx) { return find_template(tx, other_app, TemplateKind::image_sprite, definition); }));
}

TEST_F(TemplatesTest, AChangeKeepsTheTimeOfCreation) {
  const auto definition = add(TemplateKind::transcode, "{}");
  data.write([&](Transaction& tx) -> Done {
    VOD_TRY(auto row, find_template(tx, app, TemplateKind::transcode, definition));
    row->name = "new";
    row->updated_ms = 9;
    row->created_ms = 9;
    VOD_TRY(const bool changed, update_template(tx, *row));
    EXPECT_TRUE(changed);
    row->definition = 1;
    VOD_TRY(const bool none, update_template(tx, *row));
    EXPECT_FALSE(none);
    return done();
  });
  const auto rows = data.read<std::vector<TemplateRow>>(
      [&](ReadTransaction& tx) { return list_templates(tx, app, TemplateKind::transcode); });
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].name, "new");
  EXPECT_EQ(rows[0].created_ms, 1);
  EXPECT_EQ(rows[0].updated_ms, 9);
}

TEST_F(TemplatesTest, TheBookFindsPresetsAndTheAppsOwn) {
  auto view = wire::view_of(find_preset(preset_transcode_templates(), 100'020).value());
  view.VideoTemplate->Bitrate = 777;
  const auto definition = add(TemplateKind::transcode, wire::encode_text(view));
  const auto found = look(transcode_template, app, definition);
  ASSERT_TRUE(found);
  EXPECT_EQ(found.value().definition, definition);
  EXPECT_EQ(found.value().name, "mine");
  EXPECT_EQ(found.value().video->bitrate_kbps, 777);
  EXPECT_EQ(found.value().video->height, 540);
  EXPECT_EQ(look(transcode_template, app, 100'020).value().video->bitrate_kbps, 1'000);
  EXPECT_EQ(look(transcode_template, other_app, definition).error().code, ErrorCode::input_definition_not_exist);
  EXPECT_EQ(look(transcode_template, app, 4'711).error().code, ErrorCode::input_definition_not_exist);
}

TEST_F(TemplatesTest, TheBookFindsEveryKind) {
  const auto stored = [&](TemplateKind kind, auto preset) {
    return add(kind, wire::encode_text(wire::view_of(preset)));
  };
  auto snapshot = preset_snapshot_templates()[0];
  snapshot.picture.width = 320;
  EXPECT_EQ(look(snapshot_template, app, stored(TemplateKind::snapshot_by_time, snapshot)).value().picture.width, 320);
  auto sample = preset_sample_snapshot_templates()[0];
  sample.interval = 7;
  EXPECT_EQ(look(sample_snapshot_template, app, stored(TemplateKind::sample_snapshot, sample)).value().interval, 7);
  auto sprite = preset_image_sprite_templates()[0];
  sprite.rows = 4;
  EXPECT_EQ(look(image_sprite_template, app, stored(TemplateKind::image_sprite, sprite)).value().rows, 4);
  auto animated = preset_animated_graphics_templates()[1];
  animated.quality = 20;
  EXPECT_EQ(look(animated_graphics_template, app, stored(TemplateKind::animated_graphics, animated)).value().quality,
            20);
  auto adaptive = preset_adaptive_templates()[1];
  adaptive.segment_s = 4;
  const auto stream = look(adaptive_template, app, stored(TemplateKind::adaptive, adaptive)).value();
  EXPECT_EQ(stream.segment_s, 4);
  EXPECT_EQ(stream.drm_type, "SimpleAES");
  ASSERT_EQ(stream.streams.size(), 6U);
  EXPECT_EQ(stream.streams[2].video, adaptive.streams[2].video);
  wire::WatermarkTemplate mark;
  mark.Type = "svg";
  ASSERT_TRUE(wire::complete_template(mark));
  EXPECT_EQ(look(watermark_template, app, add(TemplateKind::watermark, wire::encode_text(mark))).value().type,
            WatermarkTemplate::Type::svg);
}

}  // namespace
}  // namespace vod::catalogue
