#include "testing/fake_processes.h"

#include "model/limits.h"
#include "ports/processes_contract.h"

namespace vod {
namespace {

// Its programs say in argv what they do.
class FakeUnderTest final : public ProcessesUnderTest {
 public:
  Processes& processes() override { return fake_; }
  ProcessPlan prints(const std::string& output, const std::string& errors, int exit_code) override {
    return plan({"prints", output, errors, std::to_string(exit_code)});
  }
  ProcessPlan runs_forever() override { return plan({"runs"}); }
  ProcessPlan writes(const std::filesystem::path& folder, const std::string& name, const std::string& text) override {
    auto writing = plan({"writes", name, text});
    writing.writable = folder;
    return writing;
  }
  ProcessPlan floods() override { return plan({"floods"}); }

 private:
  static ProcessPlan plan(std::vector<std::string> argv) {
    ProcessPlan made;
    made.argv = std::move(argv);
    return made;
  }
  static FakeRun behaviour(const ProcessPlan& plan) {
    FakeRun run;
    if (plan.argv[0] == "prints") {
      run.output = plan.argv[1];
      run.errors = plan.argv[2];
      run.exit_code = std::stoi(plan.argv[3]);
    }
    if (plan.argv[0] == "runs") run.hangs = true;
    if (plan.argv[0] == "writes") run.files = {{plan.argv[1], plan.argv[2]}};
    if (plan.argv[0] == "floods") run.output.assign(limits::process_stdout_bytes_max + 1, 'x');
    return run;
  }
  FakeProcesses fake_{behaviour};
};

INSTANTIATE_TEST_SUITE_P(Fake, ProcessesContract, testing::Values([]() -> std::unique_ptr<ProcessesUnderTest> {
                           return std::make_unique<FakeUnderTest>();
                         }));

TEST(FakeProcesses, FaultsKillPrograms) {
  FakeProcesses fake([](const ProcessPlan&) { return FakeRun{}; });
  SystemRandom random;
  fake.set_faults(random, 100);
  ProcessPlan plan;
  plan.argv = {"x"};
  EXPECT_EQ(fake.run(plan).value().end, ProcessEnd::killed_by_signal);
}

}  // namespace
}  // namespace vod
