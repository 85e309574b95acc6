#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/ids.h"

namespace vod {

/// Where things lie, in the cloud's pattern: a folder of the app (8 hex, "vod", region code, app id), in it a folder of
/// the media (8 hex and the FileId), in it the files. Ids make paths, never names that people give. All begin with "/".

/// The storage region that this server answers with, and its code in paths.
inline constexpr std::string_view default_storage_region = "ap-chongqing";
inline constexpr std::string_view region_code = "cq";

/// The bucket in object storage calls: `vod-<app>`; SDKs demand `name-<digits>`.
std::string bucket_of(AppId app);

/// The media's own folder, for what was uploaded; ends with "/".
std::string media_folder(AppId app, FileId file);
/// The folder of what was made from it; ends with "/".
std::string output_folder(AppId app, FileId file);

}  // namespace vod
