#pragma once

#include <string>

#include "ports/database.h"
#include "server/objects_request.h"
#include "server/objects_xml.h"

namespace vod {

/// Finds what a list of open uploads asks for: prefix, delimiter, key-marker, upload-id-marker, max-uploads,
/// encoding-type. object_invalid_argument for a bad number.
Result<UploadListing> find_uploads(Database& database, const ObjectCall& call, std::string bucket);

/// The same for the parts of an upload: part-number-marker, max-parts, encoding-type.
Result<PartListing> find_parts(Database& database, const ObjectCall& call, const std::string& upload_id,
                               std::string bucket);

}  // namespace vod
