#include <algorithm>

#include "api/actions.h"
#include "api/checks.h"
#include "base/text.h"
#include "catalogue/procedures.h"

namespace vod::api {
namespace {

constexpr const char* presets_made = "2019-01-01T00:00:00Z";  // Presets have no time of their own.

wire::ProcedureTemplate view_of(const catalogue::Procedure& procedure) {
  wire::ProcedureTemplate view;
  view.Name = procedure.name;
  view.Type = procedure.is_preset ? "Preset" : "Custom";
  view.Comment = procedure.comment;
  view.MediaProcessTask = procedure.input;
  view.CreateTime = procedure.is_preset ? presets_made : iso8601(procedure.created_ms);
  view.UpdateTime = procedure.is_preset ? presets_made : iso8601(procedure.updated_ms);
  return view;
}

// Newest first unless it is asked for otherwise; the documents' example writes the field in lower case.
Result<bool> wants_oldest_first(const std::vector<wire::SortBy>& sort) {
  if (sort.empty()) return false;
  VOD_TRY(check::one_of(sort.front().Field, {"CreateTime", "create_time"}, ErrorCode::invalid_parameter_value,
                        "SortBy.0.Field"));
  const std::string order = lower(sort.front().Order);
  VOD_TRY(check::one_of(order, {"asc", "desc"}, ErrorCode::invalid_parameter_value, "SortBy.0.Order"));
  return order == "asc";
}

}  // namespace

Result<wire::DescribeProcedureTemplatesResponse> answer(Context& context,
                                                        const wire::DescribeProcedureTemplatesRequest& request) {
  VOD_TRY(check::lengths(request.Names, 64, 100, ErrorCode::value_names, "Names"));
  VOD_TRY(check::one_of(request.Type.value_or(""), {"", "Preset", "Custom"}, ErrorCode::value_type, "Type"));
  VOD_TRY(const auto offset, check::number(request.Offset, 0, 0, INT32_MAX, ErrorCode::value_offset, "Offset"));
  VOD_TRY(const auto limit, check::number(request.Limit, 10, 1, 100, ErrorCode::value_limit, "Limit"));
  VOD_TRY(const bool oldest_first, wants_oldest_first(request.SortBy));
  std::vector<catalogue::Procedure> rows;
  VOD_TRY(context.world.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(rows, catalogue::list_procedures(tx, context.app));
    return done();
  }));
  const auto& presets = catalogue::preset_procedures();
  rows.insert(rows.end(), presets.begin(), presets.end());
  std::erase_if(rows, [&](const catalogue::Procedure& row) {
    if (request.Type == (row.is_preset ? "Custom" : "Preset")) return true;
    return !request.Names.empty() && std::ranges::count(request.Names, row.name) == 0;
  });
  std::ranges::sort(rows, [&](const catalogue::Procedure& a, const catalogue::Procedure& b) {
    if (a.created_ms == b.created_ms) return a.name < b.name;
    return (a.created_ms < b.created_ms) == oldest_first;
  });
  wire::DescribeProcedureTemplatesResponse response;
  response.TotalCount = static_cast<std::uint64_t>(rows.size());
  const auto begin = std::min(static_cast<std::size_t>(offset), rows.size());
  const auto end = std::min(begin + static_cast<std::size_t>(limit), rows.size());
  for (std::size_t i = begin; i < end; ++i) response.ProcedureTemplateSet.push_back(view_of(rows[i]));
  return response;
}

}  // namespace vod::api
