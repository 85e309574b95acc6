#include "api/actions.h"
#include "api/checks.h"
#include "api/cursor.h"
#include "api/task_summary.h"
#include "base/text.h"
#include "catalogue/media_list.h"
#include "model/limits.h"
#include "wire/views.h"

namespace vod::api {
namespace {

constexpr std::string_view name = "ListMedia";
constexpr std::size_t text_characters_max = 64;
constexpr std::size_t alternatives_max = 20;

// The order is part of the cursor: another one would not go on where the page ended.
std::string order_of(const catalogue::MediaListFilter& filter) {
  return std::to_string(static_cast<int>(filter.sort)) + (filter.ascending ? "a" : "d");
}

std::string cursor_after(const catalogue::MediaListFilter& filter, const catalogue::MediaPosition& position) {
  const std::string& last = filter.sort == catalogue::MediaSort::name ? position.name : std::string();
  return cursor_of({order_of(filter), std::to_string(position.number), std::to_string(position.row), last});
}

Done read_cursor(const std::string& cursor, catalogue::MediaListFilter& filter) {
  VOD_TRY(const auto parts, parts_of_cursor(cursor, 4, name));
  if (parts[0] != order_of(filter)) {
    return error(ErrorCode::invalid_parameter_value, "Cursor", "Cursor: it belongs to another SortBy or Order.");
  }
  catalogue::MediaPosition after;
  VOD_TRY(after.number, number_of_cursor(parts[1], name));
  VOD_TRY(after.row, number_of_cursor(parts[2], name));
  after.name = parts[3];
  filter.after = std::move(after);
  return done();
}

Result<catalogue::MediaListFilter> checked(const Context& context, const wire::ListMediaRequest& request) {
  catalogue::MediaListFilter filter;
  filter.app = context.app;
  VOD_TRY(filter.files, check::file_ids(request.FileIds, limits::list_rows_max, ErrorCode::value_file_ids,
                                        ErrorCode::value_file_ids, "FileIds"));
  filter.text = std::string(trim(request.Text.value_or("")));
  VOD_TRY(check::length(filter.text, text_characters_max, ErrorCode::value_text, "Text"));
  if (request.Types.size() > alternatives_max) return error(ErrorCode::value_type, "Types", "Types: 20 at most.");
  for (const std::string& type : request.Types) filter.types.push_back(lower(type));
  for (const std::string& category : request.Categories) {
    VOD_TRY(check::one_of(category, {"Video", "Audio", "Image"}, ErrorCode::value_categories, "Categories"));
    filter.categories.push_back(category);
  }
  if (request.Categories.size() > alternatives_max) {
    return error(ErrorCode::value_categories, "Categories", "Categories: 20 at most.");
  }
  if (const std::string status = request.Status.value_or(""); !status.empty()) {
    VOD_TRY(check::one_of(status, {"Processing", "Normal"}, ErrorCode::value_status, "Status"));
    filter.is_processing = status == "Processing";
  }
  const std::string sort = request.SortBy.value_or("CreateTime");
  VOD_TRY(check::one_of(sort, {"CreateTime", "Name", "Size"}, ErrorCode::value_sort, "SortBy"));
  filter.sort = sort == "Name"   ? catalogue::MediaSort::name
                : sort == "Size" ? catalogue::MediaSort::size
                                 : catalogue::MediaSort::created;
  const std::string order = request.Order.value_or("Desc");
  VOD_TRY(check::one_of(order, {"Asc", "Desc"}, ErrorCode::value_sort, "Order"));
  filter.ascending = order == "Asc";
  VOD_TRY(const auto limit, check::number(request.Limit, 20, 1, static_cast<std::int64_t>(limits::list_rows_max),
                                          ErrorCode::value_limit, "Limit"));
  filter.limit = static_cast<std::size_t>(limit);
  if (request.Cursor && !request.Cursor->empty()) {
    VOD_TRY(read_cursor(*request.Cursor, filter));
  }
  return filter;
}

wire::MediaSummary view_of(const Context& context, const catalogue::MediaListRow& row) {
  const Media& media = row.media;
  const wire::PublicUrl url = public_url(context);
  wire::MediaSummary view;
  view.FileId = media.id.text();
  view.Name = media.name;
  view.Type = media.type;
  view.Category = media.category;
  const bool is_processing = row.task || media.ingest == IngestState::pending;
  view.Status = media.is_forbidden ? "Forbidden" : is_processing ? "Processing" : "Normal";
  view.CreateTime = iso8601(media.created_ms);
  view.UpdateTime = iso8601(media.updated_ms);
  view.ExpireTime = wire::expire_time(media.expire_ms);
  view.Size = row.size_bytes;
  if (const auto metadata = wire::metadata_view(media)) {
    view.Duration = metadata->Duration;
    view.Width = metadata->Width;
    view.Height = metadata->Height;
  }
  view.CoverUrl = url.of(media.cover_path);
  view.MediaUrl = media.has_original ? url.of(media.path) : std::string();
  view.TagSet = media.tags;
  view.SourceType = media.source_type;
  view.OutputCount = static_cast<std::uint64_t>(row.outputs);
  if (!media.probe_code.empty()) {
    view.ErrCodeExt = media.probe_code;
    view.Message = media.probe_detail;
  }
  if (row.task) view.Task = task_summary(context, *row.task);
  return view;
}

}  // namespace

Result<wire::ListMediaResponse> answer(Context& context, const wire::ListMediaRequest& request) {
  VOD_TRY(const auto filter, checked(context, request));
  std::vector<catalogue::MediaListRow> rows;
  VOD_TRY(context.world.database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(rows, catalogue::list_media(tx, filter));
    return done();
  }));
  wire::ListMediaResponse response;
  for (const auto& row : rows) response.MediaSet.push_back(view_of(context, row));
  if (rows.size() == filter.limit) response.NextCursor = cursor_after(filter, rows.back().position);
  return response;
}

}  // namespace vod::api
