#include "plan.h"

#include "base/text.h"

namespace vod::bench {
namespace {

std::string variable(const char* name, std::string otherwise) {
  const char* const value = std::getenv(name);
  return value != nullptr && *value != '\0' ? std::string(value) : std::move(otherwise);
}

std::int64_t number(const char* name, std::int64_t otherwise) {
  const std::string text = variable(name, std::to_string(otherwise));
  const auto value = parse_number<std::int64_t>(text);
  must(value && *value > 0, name, "is no number above 0: " + text);
  return *value;
}

}  // namespace

Plan Plan::from_environment(const fs::path& own_program) {
  Plan plan;
  plan.folder = variable("OPENVOD_BENCH_DIR", (fs::temp_directory_path() / "openvod-bench-events").string());
  const std::string names = variable("OPENVOD_BENCH_CASES", "");
  for (const std::string_view name : split(names, ',')) {
    if (!name.empty()) plan.only.emplace(name);
  }
  plan.runs = static_cast<int>(number("OPENVOD_BENCH_RUNS", plan.runs));
  plan.run_ms = static_cast<int>(number("OPENVOD_BENCH_MS", plan.run_ms));
  plan.backlog = static_cast<std::uint64_t>(number("OPENVOD_BENCH_EVENTS", backlog_default));
  plan.openvod = fs::path(variable("OPENVOD_BIN", own_program.parent_path().string())) / "openvod";
  return plan;
}

fs::path Plan::fresh(std::string_view name) const {
  const fs::path path = folder / name;
  fs::remove_all(path);
  fs::create_directories(path);
  return path;
}

const std::string& event_body() {
  static const std::string text =
      R"({"EventType":"ProcedureStateChanged","Filler":")" + std::string(body_bytes, 'x') + R"("})";
  return text;
}

}  // namespace vod::bench
