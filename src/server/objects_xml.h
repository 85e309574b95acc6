#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/objects.h"

namespace vod {

/// Object storage's XML. Written without a declaration's surprises: UTF-8, characters that XML can't hold become
/// U+FFFD.

std::string error_xml(std::string_view code, std::string_view message, std::string_view resource,
                      std::string_view request_id);
std::string initiate_xml(std::string_view bucket, std::string_view key, std::string_view upload_id);
std::string complete_xml(std::string_view location, std::string_view bucket, std::string_view key,
                         std::string_view etag);

/// What a list of uploads was asked for, and what it found.
struct UploadListing {
  std::string bucket;
  std::string prefix;
  std::string delimiter;
  std::string key_marker;
  std::string upload_id_marker;
  bool is_url_encoded = false;  // encoding-type=url: keys, prefixes and markers are percent-encoded.
  std::int64_t uploads_max = 0;
  bool is_truncated = false;
  std::string next_key_marker;
  std::string next_upload_id_marker;
  std::vector<catalogue::UploadRow> uploads;
  std::vector<std::string> common_prefixes;
};
std::string list_uploads_xml(const UploadListing& listing);

struct PartListing {
  std::string bucket;
  std::string key;
  std::string upload_id;
  bool is_url_encoded = false;
  std::int64_t marker = 0;
  std::int64_t parts_max = 0;
  bool is_truncated = false;
  std::vector<catalogue::PartRow> parts;
};
std::string list_parts_xml(const PartListing& listing);

/// The list in a CompleteMultipartUpload, in its order, with entities resolved and quotes taken off the ETags. Members
/// may come in any order, unknown ones are ignored. object_malformed_xml for all that is not such a list.
Result<std::vector<engine::ListedPart>> parse_complete(std::string_view xml);

}  // namespace vod
