#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/templates.h"

/// The Describe actions of templates: presets and an app's own, filtered and paged.
namespace vod::templates {

/// What a page is asked for; definitions that are not there are left out of the answer.
struct ListQuery {
  std::vector<std::int64_t> definitions;
  std::int64_t offset = 0;
  std::int64_t limit = 10;
};

template <class View>
struct Page {
  std::uint64_t total = 0;
  std::vector<View> views;
};

/// Presets were always there.
inline constexpr std::string_view presets_made = "2019-01-01T00:00:00Z";

template <class Request>
Result<ListQuery> list_query(const Request& request) {
  ListQuery query;
  if (request.Definitions.size() > 100) {
    return error(ErrorCode::value_definitions, "Definitions", "Definitions: at most 100 entries.");
  }
  for (const auto definition : request.Definitions) query.definitions.push_back(definition_of(definition));
  VOD_TRY(query.offset, check::number(request.Offset, 0, 0, INT32_MAX, ErrorCode::value_offset, "Offset"));
  VOD_TRY(query.limit, check::number(request.Limit, 10, 1, 100, ErrorCode::value_limit, "Limit"));
  return query;
}

inline void put_number(std::optional<std::string>& place, std::int64_t number) { place = std::to_string(number); }
inline void put_number(std::uint64_t& place, std::int64_t number) { place = static_cast<std::uint64_t>(number); }
template <class Number>
void put_number(std::optional<Number>& place, std::int64_t number) {
  place = static_cast<Number>(number);
}

/// The stored template as its app sees it.
template <class View>
Result<View> full_view(const Context& context, const catalogue::TemplateRow& row) {
  VOD_TRY(auto view, read_view<View>(row));
  put_number(view.Definition, row.definition);
  if constexpr (std::is_same_v<View, wire::WatermarkTemplate>) {
    if (view.ImageTemplate) view.ImageTemplate->ImageUrl = public_url(context).of(view.ImageTemplate->ImageUrl);
  } else {
    view.Type = "Custom";
  }
  view.CreateTime = iso8601(row.created_ms);
  view.UpdateTime = iso8601(row.updated_ms);
  return view;
}

/// Presets first, each group by number; `matches` says which are wanted.
template <class View, class Matches>
Result<Page<View>> list(Context& context, const ListQuery& query, const Matches& matches) {
  Page<View> page;
  const auto consider = [&](std::int64_t definition, View view) {
    const auto& definitions = query.definitions;
    if (!definitions.empty() && std::find(definitions.begin(), definitions.end(), definition) == definitions.end()) {
      return;
    }
    if (!matches(view)) return;
    const auto at = static_cast<std::int64_t>(page.total++);
    if (at >= query.offset && at - query.offset < query.limit) page.views.push_back(std::move(view));
  };
  if constexpr (requires { Kind<View>::presets(); }) {
    for (const auto& preset : Kind<View>::presets()) {
      View view = wire::view_of(preset);
      view.CreateTime = std::string(presets_made);
      view.UpdateTime = std::string(presets_made);
      consider(preset.definition, std::move(view));
    }
  }
  std::vector<catalogue::TemplateRow> rows;
  VOD_TRY(context.world.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(rows, catalogue::list_templates(tx, context.app, Kind<View>::kind));
    return done();
  }));
  for (const auto& row : rows) {
    VOD_TRY(auto view, full_view<View>(context, row));
    consider(row.definition, std::move(view));
  }
  return page;
}

/// The same for the kinds whose requests filter by Preset and Custom.
template <class View, class Request, class Matches>
Result<Page<View>> describe(Context& context, const Request& request, const Matches& matches) {
  const std::string type = request.Type.value_or("");
  VOD_TRY(check::one_of(type, {"", "Preset", "Custom"}, ErrorCode::value_type, "Type"));
  VOD_TRY(const auto query, list_query(request));
  return list<View>(context, query,
                    [&](const View& view) { return (type.empty() || view.Type == type) && matches(view); });
}

template <class View, class Request>
Result<Page<View>> describe(Context& context, const Request& request) {
  return describe<View>(context, request, [](const View&) { return true; });
}

}  // namespace vod::templates
