#include "pipeline/earlier_makings.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "catalogue/objects.h"
#include "model/limits.h"
#include "wire/sub_tasks.h"

namespace vod {
namespace {

// "/.../coverBySnapshot_10_" of "/.../coverBySnapshot_10_3.jpg"; nothing where names have no such number.
std::optional<std::string> numbered_stem(const Output& output) {
  const bool numbered = output.kind == OutputKind::cover || output.kind == OutputKind::animated_graphics ||
                        output.kind == OutputKind::snapshot_by_time;
  const auto cut = output.path.rfind('_');
  if (!numbered || cut == std::string::npos) return {};
  return output.path.substr(0, cut + 1);
}

// The number after the stem, which ends at an extension or a folder; nothing when the path is of something else.
std::optional<std::size_t> number_of(std::string_view path, std::size_t stem_length) {
  const auto rest = path.substr(stem_length);
  const auto number = parse_number<std::uint64_t>(rest.substr(0, rest.find_first_of("./")));
  if (!number) return {};
  return static_cast<std::size_t>(*number);
}

bool is_of(const Output& output, std::string_view path) {
  return path == output.path || path.starts_with(output.path.substr(0, output.path.rfind('.')) + "/");
}

}  // namespace

Done drop_earlier_makings(Transaction& tx, const Output& output, const std::vector<std::size_t>& own) {
  const auto stem = numbered_stem(output);
  if (!stem) return done();
  const std::string folder = stem->substr(0, stem->rfind('/') + 1);
  // What more there is goes with the next making: one change stays short.
  VOD_TRY(const auto rows, catalogue::objects_below(tx, folder, *stem, limits::change_rows_max));
  for (const auto& row : rows) {
    if (!row.path.starts_with(*stem)) break;
    const auto number = number_of(row.path, stem->size());
    if (!number || is_of(output, row.path)) continue;
    // A template's pictures may have been of another format.
    const bool is_others =
        number != number_of(output.path, stem->size()) && std::ranges::find(own, *number) != own.end();
    if (is_others) continue;
    VOD_TRY(catalogue::erase_object(tx, row.path));
  }
  return done();
}

std::vector<std::size_t> sub_tasks_like(const wire::ProcedureTask& task, OutputKind kind, std::int64_t definition) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < task.MediaProcessResultSet.size(); ++i) {
    const auto& result = task.MediaProcessResultSet[i];
#define VOD_IS_LIKE(set, member, type, of_kind)                                  \
  if (kind == of_kind && result.member && result.member->Input &&                \
      static_cast<std::int64_t>(result.member->Input->Definition) == definition) \
    numbers.push_back(i);
    VOD_SUB_TASKS(VOD_IS_LIKE)
#undef VOD_IS_LIKE
  }
  return numbers;
}

}  // namespace vod
