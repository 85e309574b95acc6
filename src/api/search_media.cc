#include <algorithm>

#include "api/actions.h"
#include "api/checks.h"
#include "api/media_info.h"
#include "base/text.h"
#include "catalogue/classes.h"
#include "catalogue/media_search.h"

namespace vod::api {
namespace {

constexpr std::int64_t window_max = 5'000;  // The cloud's limit of Offset plus Limit.

Done check_lists(const wire::SearchMediaRequest& request) {
  VOD_TRY(check::lengths(request.Names, 100, 10, ErrorCode::value_names, "Names"));
  VOD_TRY(check::lengths(request.NamePrefixes, 100, 10, ErrorCode::value_name_prefixes, "NamePrefixes"));
  VOD_TRY(check::lengths(request.Descriptions, 100, 10, ErrorCode::value_description, "Descriptions"));
  VOD_TRY(check::lengths(request.Tags, 32, 16, ErrorCode::value_tags, "Tags"));
  for (std::size_t i = 0; i < request.Categories.size(); ++i) {
    VOD_TRY(check::one_of(request.Categories[i], {"Video", "Audio", "Image"}, ErrorCode::value_categories,
                          "Categories." + std::to_string(i)));
  }
  for (std::size_t i = 0; i < request.SourceTypes.size(); ++i) {
    VOD_TRY(check::one_of(request.SourceTypes[i],
                          {"Record", "Upload", "VideoProcessing", "TrtcRecord", "WebPageRecord", "Unknown"},
                          ErrorCode::value_source_types, "SourceTypes." + std::to_string(i)));
  }
  for (std::size_t i = 0; i < request.StorageClasses.size(); ++i) {
    VOD_TRY(check::one_of(request.StorageClasses[i], {"STANDARD", "STANDARD_IA", "ARCHIVE", "DEEP_ARCHIVE"},
                          ErrorCode::invalid_parameter_value, "StorageClasses." + std::to_string(i)));
  }
  for (std::size_t i = 0; i < request.Status.size(); ++i) {
    VOD_TRY(check::one_of(request.Status[i], {"Normal", "Forbidden", "SystemForbidden"}, ErrorCode::value_status,
                          "Status." + std::to_string(i)));
  }
  VOD_TRY(check::lengths(request.StorageRegions, 20, 20, ErrorCode::value_storage_region, "StorageRegions"));
  VOD_TRY(check::lengths(request.MediaTypes, 16, 10, ErrorCode::invalid_parameter_value, "MediaTypes"));
  if (request.ClassIds.size() > 10)
    return error(ErrorCode::value_class_ids, "ClassIds", "ClassIds: at most 10 entries.");
  return check::length(request.Text.value_or(""), 64, ErrorCode::value_text, "Text");
}

// Both ends of a range; StartTime and EndTime are the older names of CreateTime's.
Done read_times(const wire::SearchMediaRequest& request, catalogue::MediaFilter& filter) {
  if (request.CreateTime) {
    VOD_TRY(filter.created_after_ms,
            check::time(request.CreateTime->After, ErrorCode::value_start_time, "CreateTime.After"));
    VOD_TRY(filter.created_before_ms,
            check::time(request.CreateTime->Before, ErrorCode::value_end_time, "CreateTime.Before"));
  } else {
    VOD_TRY(filter.created_after_ms, check::time(request.StartTime, ErrorCode::value_start_time, "StartTime"));
    VOD_TRY(filter.created_before_ms, check::time(request.EndTime, ErrorCode::value_end_time, "EndTime"));
  }
  if (request.ExpireTime) {
    VOD_TRY(filter.expire_after_ms,
            check::time(request.ExpireTime->After, ErrorCode::value_start_time, "ExpireTime.After"));
    VOD_TRY(filter.expire_before_ms,
            check::time(request.ExpireTime->Before, ErrorCode::value_end_time, "ExpireTime.Before"));
  }
  // Times are shown in whole seconds, so a second counts up to its end.
  constexpr std::int64_t rest_of_second_ms = 999;
  if (filter.created_before_ms != 0) filter.created_before_ms += rest_of_second_ms;
  if (filter.expire_before_ms != 0) filter.expire_before_ms += rest_of_second_ms;
  return done();
}

Done read_order(const wire::SearchMediaRequest& request, catalogue::MediaFilter& filter) {
  filter.by_relevance = !filter.text.empty() || !filter.names.empty() || !filter.descriptions.empty();
  if (!request.Sort) return done();
  VOD_TRY(check::one_of(request.Sort->Field, {"CreateTime"}, ErrorCode::value_sort, "Sort.Field"));
  VOD_TRY(check::one_of(request.Sort->Order, {"Asc", "Desc"}, ErrorCode::value_sort, "Sort.Order"));
  filter.ascending = request.Sort->Order == "Asc";
  return done();
}

Result<catalogue::MediaFilter> checked(const Context& context, const wire::SearchMediaRequest& request) {
  VOD_TRY(check_lists(request));
  catalogue::MediaFilter filter;
  filter.app = context.app;
  VOD_TRY(filter.files,
          check::file_ids(request.FileIds, 10, ErrorCode::value_file_ids, ErrorCode::value_file_ids, "FileIds"));
  filter.names = request.Names;
  filter.name_prefixes = request.NamePrefixes;
  filter.descriptions = request.Descriptions;
  filter.tags = request.Tags;
  filter.categories = request.Categories;
  filter.source_types = request.SourceTypes;
  if (request.SourceType && !request.SourceType->empty()) filter.source_types.push_back(*request.SourceType);
  filter.storage_regions = request.StorageRegions;
  for (const std::string& name : request.StorageClasses) filter.storage_classes.push_back(*storage_class_of(name));
  const auto asks_for = [&](const char* status) {
    return std::ranges::find(request.Status, status) != request.Status.end();
  };
  if (!request.Status.empty() && asks_for("Normal") != asks_for("Forbidden"))
    filter.is_forbidden = asks_for("Forbidden");
  for (const std::string& type : request.MediaTypes) filter.types.push_back(lower(type));
  filter.class_ids = request.ClassIds;
  filter.text = request.Text.value_or("");
  VOD_TRY(read_times(request, filter));
  VOD_TRY(read_order(request, filter));
  VOD_TRY(filter.offset, check::number(request.Offset, 0, 0, window_max, ErrorCode::value_offset, "Offset"));
  VOD_TRY(filter.limit, check::number(request.Limit, 10, 1, window_max, ErrorCode::value_limit, "Limit"));
  if (filter.offset + filter.limit > window_max) {
    return error(ErrorCode::limit_exceeded, "Offset",
                 "Offset plus Limit may be at most 5000; narrow the search instead.");
  }
  return filter;
}

// Media here are forbidden by people only, never by the system: asking for those alone finds none.
bool asks_for_what_cannot_be(const wire::SearchMediaRequest& request) {
  return !request.Status.empty() &&
         std::ranges::all_of(request.Status, [](const std::string& status) { return status == "SystemForbidden"; });
}

}  // namespace

Result<wire::SearchMediaResponse> answer(Context& context, const wire::SearchMediaRequest& request) {
  VOD_TRY(auto filter, checked(context, request));
  VOD_TRY(const auto filters, checked_media_filters(request.Filters));
  const auto url = public_url(context);
  wire::SearchMediaResponse response;
  response.TotalCount = 0;
  if (asks_for_what_cannot_be(request)) return response;
  VOD_TRY(context.world.database.read([&](ReadTransaction& tx) -> Done {
    response.MediaInfoSet.clear();
    VOD_TRY(filter.class_ids, catalogue::with_descendants(tx, context.app, request.ClassIds));
    VOD_TRY(const auto page, catalogue::search_media(tx, filter));
    response.TotalCount = static_cast<std::uint64_t>(page.total);
    for (const Media& media : page.media) {
      VOD_TRY(auto info, media_info(tx, media, filters, url));
      response.MediaInfoSet.push_back(std::move(info));
    }
    return done();
  }));
  return response;
}

}  // namespace vod::api
