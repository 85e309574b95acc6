#pragma once

#include <filesystem>

#include "base/result.h"
#include "catalogue/objects.h"
#include "ports/blobs.h"

namespace vod {

/// Moves a finished file of a work folder into the store and gives the row that will name it: `named` with blob, size,
/// hashes and content type. A blob that no row comes to name is swept. disk_full, io_failed.
Result<catalogue::ObjectRow> store_file(Blobs& blobs, const std::filesystem::path& file,
                                        const catalogue::ObjectRow& named);

}  // namespace vod
