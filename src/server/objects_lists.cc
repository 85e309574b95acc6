#include "server/objects_lists.h"

#include <fmt/format.h>

#include <algorithm>

#include "catalogue/object_parts.h"
#include "catalogue/object_uploads.h"
#include "model/errors.h"
#include "model/limits.h"

namespace vod {
namespace {

/// How many entries an answer may have; an absent, empty or too large number asks for the most.
Result<std::int64_t> entries_max(const ObjectCall& call, std::string_view name) {
  constexpr auto most = static_cast<std::int64_t>(limits::object_list_max);
  VOD_TRY(const auto wanted, call.number(name, most));
  if (wanted < 1) return error(ErrorCode::object_invalid_argument, {}, fmt::format("{} must be at least 1.", name));
  return std::min(wanted, most);
}

std::string text_param(const ObjectCall& call, std::string_view name) {
  return std::string(call.param(name).value_or(""));
}

/// The part of the key that stands for all keys that share it: up to the first delimiter behind the prefix.
std::string common_prefix_of(std::string_view key, const UploadListing& listing) {
  if (listing.delimiter.empty()) return {};
  const auto at = key.find(listing.delimiter, listing.prefix.size());
  return at == std::string_view::npos ? std::string() : std::string(key.substr(0, at + listing.delimiter.size()));
}

}  // namespace

Result<UploadListing> find_uploads(Database& database, const ObjectCall& call, std::string bucket) {
  UploadListing listing;
  listing.bucket = std::move(bucket);
  listing.prefix = text_param(call, "prefix");
  listing.delimiter = text_param(call, "delimiter");
  listing.key_marker = text_param(call, "key-marker");
  listing.upload_id_marker = text_param(call, "upload-id-marker");
  listing.is_url_encoded = text_param(call, "encoding-type") == "url";
  VOD_TRY(listing.uploads_max, entries_max(call, "max-uploads"));

  std::vector<catalogue::UploadRow> found;
  const std::string after = listing.key_marker.empty() ? std::string() : "/" + listing.key_marker;
  VOD_TRY(database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(found, catalogue::open_uploads(tx, "/" + listing.prefix, after, listing.upload_id_marker,
                                           static_cast<std::size_t>(listing.uploads_max) + 1));
    return done();
  }));
  listing.is_truncated = found.size() > static_cast<std::size_t>(listing.uploads_max);
  if (listing.is_truncated) {
    found.pop_back();
    listing.next_key_marker = found.back().path.substr(1);
    listing.next_upload_id_marker = found.back().upload_id;
  }
  for (auto& upload : found) {
    std::string common = common_prefix_of(std::string_view(upload.path).substr(1), listing);
    if (common.empty()) {
      listing.uploads.push_back(std::move(upload));
    } else if (listing.common_prefixes.empty() || listing.common_prefixes.back() != common) {
      listing.common_prefixes.push_back(std::move(common));
    }
  }
  return listing;
}

Result<PartListing> find_parts(Database& database, const ObjectCall& call, const std::string& upload_id,
                               std::string bucket) {
  PartListing listing;
  listing.bucket = std::move(bucket);
  listing.key = call.key();
  listing.upload_id = upload_id;
  listing.is_url_encoded = text_param(call, "encoding-type") == "url";
  VOD_TRY(listing.marker, call.number("part-number-marker", 0));
  VOD_TRY(listing.parts_max, entries_max(call, "max-parts"));
  VOD_TRY(database.read([&](ReadTransaction& tx) -> Done {
    VOD_TRY(listing.parts,
            catalogue::parts_of(tx, upload_id, listing.marker, static_cast<std::size_t>(listing.parts_max) + 1));
    return done();
  }));
  listing.is_truncated = listing.parts.size() > static_cast<std::size_t>(listing.parts_max);
  if (listing.is_truncated) listing.parts.pop_back();
  return listing;
}

}  // namespace vod
