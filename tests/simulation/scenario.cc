#include "scenario.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "model/errors.h"

namespace vod::simulation {
namespace {

struct Setting {
  const char* word;
  std::int64_t Scenario::* member;
};
constexpr Setting settings[] = {
    {"pull_apps", &Scenario::pull_apps},
    {"push_apps", &Scenario::push_apps},
    {"steps", &Scenario::steps},
    {"crash_percent", &Scenario::crash_percent},
    {"interleave_percent", &Scenario::interleave_percent},
    {"receiver_failures", &Scenario::receiver_failures},
};

}  // namespace

Result<Scenario> read_scenario(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) return error(ErrorCode::not_found, file.string(), "There is no such scenario.");
  Scenario scenario;
  scenario.name = file.stem().string();
  std::string line;
  while (std::getline(stream, line)) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string word;
    std::int64_t number = 0;
    if (!(words >> word)) continue;
    if (!(words >> number) || number < 0) {
      return error(ErrorCode::invalid_parameter, file.string(), "Not a word and a number: " + line);
    }
    const auto* const setting =
        std::ranges::find_if(settings, [&](const Setting& candidate) { return word == candidate.word; });
    if (setting != std::end(settings)) {
      scenario.*(setting->member) = number;
    } else {
      scenario.operations.emplace_back(word, static_cast<std::uint64_t>(number));
    }
  }
  if (scenario.operations.empty()) return error(ErrorCode::invalid_parameter, file.string(), "It has no operations.");
  return scenario;
}

Result<std::vector<Scenario>> read_scenarios(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code problem;
  for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  if (problem || files.empty()) return error(ErrorCode::not_found, folder.string(), "There are no scenarios.");
  std::ranges::sort(files);
  std::vector<Scenario> scenarios;
  for (const auto& file : files) {
    VOD_TRY(auto scenario, read_scenario(file));
    scenarios.push_back(std::move(scenario));
  }
  return scenarios;
}

}  // namespace vod::simulation
