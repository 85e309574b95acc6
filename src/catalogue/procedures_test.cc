#include "catalogue/procedures.h"

#include <gmock/gmock.h>

#include "catalogue/tasks.h"
#include "catalogue/test_catalogue.h"
#include "model/errors.h"
#include "testing/seeded_random.h"
#include "wire/sub_tasks.h"

namespace vod::catalogue {
namespace {

constexpr AppId other_app{1'500'000'002};

Procedure flow(std::string name, std::uint64_t definition) {
  Procedure procedure{.name = std::move(name), .comment = "a flow", .created_ms = 5, .updated_ms = 6, .input = {}};
  wire::TranscodeTaskInput transcode;
  transcode.Definition = definition;
  procedure.input.TranscodeTaskSet.push_back(std::move(transcode));
  return procedure;
}

std::optional<Procedure> found(TestCatalogue& catalogue, AppId app, const std::string& name) {
  return catalogue.read<std::optional<Procedure>>([&](ReadTransaction& tx) { return find_procedure(tx, app, name); });
}

TEST(Procedures, AProcedureIsFoundByItsNameInItsAppAlone) {
  TestCatalogue catalogue;
  catalogue.write([](Transaction& tx) { return put_procedure(tx, TestCatalogue::app, flow("晚间", 100010)); });
  const auto own = found(catalogue, TestCatalogue::app, "晚间");
  ASSERT_TRUE(own);
  EXPECT_EQ(own->comment, "a flow");
  EXPECT_EQ(own->input, flow("", 100010).input);
  EXPECT_FALSE(own->is_preset);
  EXPECT_FALSE(found(catalogue, other_app, "晚间"));
}

TEST(Procedures, APutReplacesTheWholeContent) {
  TestCatalogue catalogue;
  catalogue.write([](Transaction& tx) { return put_procedure(tx, TestCatalogue::app, flow("a", 100010)); });
  auto next = flow("a", 100020);
  next.comment = "";
  catalogue.write([&](Transaction& tx) { return put_procedure(tx, TestCatalogue::app, next); });
  EXPECT_EQ(found(catalogue, TestCatalogue::app, "a")->input, next.input);
  EXPECT_EQ(found(catalogue, TestCatalogue::app, "a")->comment, "");
}

TEST(Procedures, AllAppsHaveThePresets) {
  TestCatalogue catalogue;
  for (const auto& [name, adaptive] : {std::pair("LongVideoPreset", 10U), std::pair("SimpleAesEncryptPreset", 12U)}) {
    const auto preset = found(catalogue, other_app, name);
    ASSERT_TRUE(preset) << name;
    EXPECT_TRUE(preset->is_preset);
    EXPECT_EQ(preset->input.AdaptiveDynamicStreamingTaskSet.at(0).Definition, adaptive);
    EXPECT_EQ(wire::sub_task_count(preset->input), 3U);
  }
}

TEST(Procedures, AnErasedOneIsGone) {
  TestCatalogue catalogue;
  catalogue.write([](Transaction& tx) { return put_procedure(tx, TestCatalogue::app, flow("a", 100010)); });
  catalogue.write([](Transaction& tx) -> Done {
    VOD_TRY(const bool erased, erase_procedure(tx, TestCatalogue::app, "a"));
    EXPECT_TRUE(erased);
    VOD_TRY(const bool again, erase_procedure(tx, TestCatalogue::app, "a"));
    EXPECT_FALSE(again);
    return done();
  });
  EXPECT_FALSE(found(catalogue, TestCatalogue::app, "a"));
}

TEST(Procedures, AStartedOneIsATaskWithItsSubTasksInOrder) {
  TestCatalogue catalogue;
  Bells bells;
  vod::testing::SeededRandom random(1);
  const Media media = TestCatalogue::media(7, "film");
  auto both = flow("a", 100010);
  wire::CoverBySnapshotTaskInput cover;
  cover.Definition = 10;
  both.input.CoverBySnapshotTaskSet.push_back(cover);
  TaskId id;
  catalogue.write([&](Transaction& tx) -> Done {
    VOD_TRY(put_procedure(tx, TestCatalogue::app, both));
    VOD_TRY(id, start_procedure_by_name(tx, bells, random,
                                        {.app = TestCatalogue::app, .session_id = {}, .session_context = "x"}, media,
                                        "a", 9));
    const auto missing = start_procedure_by_name(
        tx, bells, random, {.app = TestCatalogue::app, .session_id = {}, .session_context = {}}, media, "b", 9);
    EXPECT_EQ(missing.error().code, ErrorCode::value_procedure_name);
    return done();
  });
  const auto task =
      catalogue.read<std::optional<Task>>([&](ReadTransaction& tx) { return find_task(tx, TestCatalogue::app, id); });
  ASSERT_TRUE(task);
  const auto state = wire::decode_answer<wire::ProcedureTask>(std::string_view(task->detail_json)).value();
  ASSERT_EQ(state.MediaProcessResultSet.size(), 2U);
  EXPECT_EQ(state.MediaProcessResultSet[0].TranscodeTask->Input->Definition, 100010U);
  EXPECT_TRUE(state.MediaProcessResultSet[1].CoverBySnapshotTask);
  EXPECT_EQ(state.SessionContext, "x");
}

}  // namespace
}  // namespace vod::catalogue
